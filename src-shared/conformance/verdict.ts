// Verdicts as conformance testing names them, and how they add up (design.md, "Verdicts").
import { z } from 'zod'

/**
 * Of one check. `fail`: the target answered, however broken. `error`: no status line came. `inconclusive`: a configured
 * hook or a precondition failed. `notSupported` and `observation` never decide.
 */
export const zCheckVerdict = z.enum(['pass', 'fail', 'inconclusive', 'error', 'notSupported', 'observation'])
export type CheckVerdict = z.infer<typeof zCheckVerdict>

/** Of a step, a case or a run; `notRun`: nothing in it was judged. */
export const zVerdict = z.enum(['pass', 'fail', 'inconclusive', 'error', 'notRun'])
export type Verdict = z.infer<typeof zVerdict>

const WORST_FIRST = ['fail', 'error', 'inconclusive', 'pass'] as const

/** The worst of the verdicts that decide: fail > error > inconclusive > pass; none at all is `notRun`. */
export function worstOf(verdicts: Iterable<CheckVerdict | Verdict>): Verdict {
  const seen = new Set(verdicts)
  return WORST_FIRST.find((verdict) => seen.has(verdict)) ?? 'notRun'
}

/**
 * A subset, a retried case or an edited request makes a run that is never evidence: where it would pass, it is
 * inconclusive. So is a run in which nothing was judged.
 */
export function runVerdict(cases: Iterable<Verdict>, how: { partial: boolean; edited: boolean }): Verdict {
  const worst = worstOf(cases)
  if (worst === 'notRun') return 'inconclusive'
  return worst === 'pass' && (how.partial || how.edited) ? 'inconclusive' : worst
}

/** Exit code of `callbox conformance run`: 0 pass, 1 any fail, 3 anything else. */
export function exitCodeOf(verdict: Verdict): 0 | 1 | 3 {
  if (verdict === 'pass') return 0
  return verdict === 'fail' ? 1 : 3
}
