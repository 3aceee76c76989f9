import type { RegisteredReport } from '#shared/domain/registeredReport'
import type { Criteria, TextCriterion } from './criteria'

type Positions = readonly number[]

/** Narrows a list to the reports that may match, without looking at the others. */
export interface ReportIndex {
  /** Ids in the order of registration; everything that matches is among them. */
  candidates(criteria: Criteria): readonly string[]
}

/** An index of what is registered at one revision. A field is indexed when it is first asked for. */
export function indexReports(reports: readonly RegisteredReport[]): ReportIndex {
  const ids = reports.map((report) => report.id)
  const byField = new Map<string, ReadonlyMap<string, Positions>>()

  function lookUp<Holder>(
    { field, read, anyOf }: TextCriterion<Holder>,
    holdersOf: (report: RegisteredReport) => readonly Holder[],
  ): Positions {
    const known = byField.get(field)
    const byText = known ?? positionsByText(reports, (report) => holdersOf(report).map(read))
    if (!known) byField.set(field, byText)
    return [...new Set(anyOf.flatMap((text) => byText.get(text) ?? []))].sort((a, b) => a - b)
  }

  return {
    candidates(criteria) {
      const narrowed = [
        ...criteria.report.map((criterion) => lookUp(criterion, (report) => [report])),
        ...criteria.party.map((criterion) => lookUp(criterion, (report) => report.relatedParty ?? [])),
        ...criteria.bucket.map((criterion) => lookUp(criterion, (report) => report.bucket)),
      ]
      const [shortest] = narrowed.sort((a, b) => a.length - b.length)
      return shortest ? shortest.flatMap((position) => ids[position] ?? []) : ids
    },
  }
}

function positionsByText(
  reports: readonly RegisteredReport[],
  textsOf: (report: RegisteredReport) => readonly (string | undefined)[],
): ReadonlyMap<string, Positions> {
  const byText = new Map<string, number[]>()
  reports.forEach((report, position) => {
    for (const text of new Set(textsOf(report))) {
      if (text === undefined) continue
      const positions = byText.get(text)
      if (positions) positions.push(position)
      else byText.set(text, [position])
    }
  })
  return byText
}
