// A run by the clauses of its document rather than by its cases.
import type { CaseResult } from '#shared/conformance/runReport'
import { isFinding, worstOf, type Verdict } from '#shared/conformance/verdict'

export interface ClauseUse {
  readonly caseId: string
  readonly stepId: string
  readonly stepTitle: string
  readonly verdict: Verdict
}

export interface ClauseResult {
  readonly clause: string
  /** The worst of its checks. */
  readonly verdict: Verdict
  readonly checkCount: number
  /** Where it was judged, one for each step; what a tester has to look at comes first. */
  readonly uses: readonly ClauseUse[]
}

function usesIn(cases: readonly CaseResult[]): Map<string, { use: ClauseUse; verdicts: Verdict[] }[]> {
  const byClause = new Map<string, { use: ClauseUse; verdicts: Verdict[] }[]>()
  for (const { id: caseId, steps } of cases) {
    for (const { id: stepId, title: stepTitle, checks } of steps) {
      for (const [clause, verdicts] of byClauseOf(checks)) {
        const use = { caseId, stepId, stepTitle, verdict: worstOf(verdicts) }
        byClause.set(clause, [...(byClause.get(clause) ?? []), { use, verdicts }])
      }
    }
  }
  return byClause
}

function byClauseOf(checks: CaseResult['steps'][number]['checks']): Map<string, Verdict[]> {
  const verdicts = new Map<string, Verdict[]>()
  for (const { clause, verdict } of checks) verdicts.set(clause, [...(verdicts.get(clause) ?? []), verdict])
  return verdicts
}

const findingsFirst = <T extends { readonly verdict: Verdict }>(a: T, b: T) =>
  Number(isFinding(b.verdict)) - Number(isFinding(a.verdict))

/** Every clause that was judged, those with findings first, else in the order of the run. */
export function clausesOf(cases: readonly CaseResult[]): ClauseResult[] {
  const all = [...usesIn(cases)].map(([clause, found]) => ({
    clause,
    verdict: worstOf(found.map(({ use }) => use.verdict)),
    checkCount: found.reduce((count, { verdicts }) => count + verdicts.length, 0),
    uses: found.map(({ use }) => use).toSorted(findingsFirst),
  }))
  return all.toSorted(findingsFirst)
}
