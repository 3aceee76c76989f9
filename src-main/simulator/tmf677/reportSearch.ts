import type { RegisteredReport, ResolvedReport } from '#shared/domain/registeredReport'
import type { Criteria } from './criteria'
import { matchReport } from './matchReport'
import { indexReports, type ReportIndex } from './reportIndex'
import type { ListQuery } from './reportQuery'

/** The usage reports of the bench, as this API needs them. */
export interface ReportSource {
  /** In the order in which they are listed. */
  registered(): readonly RegisteredReport[]
  /** The report as it reads now. */
  find(id: string): ResolvedReport | undefined
  /** Changes whenever what is registered changes. */
  revision(): number
  /** Changes whenever a ledger does; absent: there is none. */
  ledgerRevision?(): number
}

interface FoundReports {
  /** How many match, on this page or not. */
  readonly total: number
  readonly page: readonly ResolvedReport[]
}

export type ReportSearch = (query: Pick<ListQuery, 'criteria' | 'offset' | 'limit'>) => FoundReports

/** Searches without looking at reports that an index rules out, and without resolving any that are not needed. */
export function createReportSearch(reports: ReportSource): ReportSearch {
  const currentIndex = indexPerRevision(reports)

  function matching(criteria: Criteria, ids: readonly string[]): ResolvedReport[] {
    return ids.flatMap((id) => {
      const report = reports.find(id)
      return (report && matchReport(report, criteria)) ?? []
    })
  }

  return ({ criteria, offset, limit }) => {
    const ids = currentIndex().candidates(criteria)
    if (isEmpty(criteria)) return { total: ids.length, page: matching(criteria, ids.slice(offset, offset + limit)) }
    const matches = matching(criteria, ids)
    return { total: matches.length, page: matches.slice(offset, offset + limit) }
  }
}

function isEmpty(criteria: Criteria): boolean {
  return Object.values(criteria).every((group: readonly unknown[]) => group.length === 0)
}

function indexPerRevision(reports: ReportSource): () => ReportIndex {
  let revision: number | undefined
  let index: ReportIndex
  return () => {
    if (reports.revision() !== revision) {
      revision = reports.revision()
      index = indexReports(reports.registered())
    }
    return index
  }
}
