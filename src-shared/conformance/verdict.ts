// Verdicts as conformance testing names them, and how they add up (design.md, "Verdicts").
import { z } from 'zod'

/**
 * Of one check. `fail`: the target answered, however broken. `error`: no status line came. `inconclusive`: a configured
 * hook or a precondition failed. `notSupported` and `observation` never decide.
 */
export const zCheckVerdict = z.enum(['pass', 'fail', 'inconclusive', 'error', 'notSupported', 'observation'])
export type CheckVerdict = z.infer<typeof zCheckVerdict>

/**
 * Of a step, a case or a run. `notSupported` and `observation`: nothing in it decides; `notRun`: nothing in it was judged.
 * A run is never one of the last three.
 */
export const zVerdict = z.enum(['pass', 'fail', 'inconclusive', 'error', 'notSupported', 'observation', 'notRun'])
export type Verdict = z.infer<typeof zVerdict>

const WORST_FIRST = ['fail', 'error', 'inconclusive', 'pass', 'notSupported', 'observation'] as const

/** Whether a tester has to look at it: it decides, and it is no pass. */
export function isFinding(verdict: Verdict): boolean {
  return verdict === 'fail' || verdict === 'error' || verdict === 'inconclusive'
}

/** The worst of the verdicts that decide: fail > error > inconclusive > pass; else what was seen; nothing at all is `notRun`. */
export function worstOf(verdicts: Iterable<CheckVerdict | Verdict>): Verdict {
  const seen = new Set(verdicts)
  return WORST_FIRST.find((verdict) => seen.has(verdict)) ?? 'notRun'
}

/**
 * A subset, a retried case or an edited request makes a run that is never evidence: where it would pass, it is
 * inconclusive. So is a run in which nothing decides.
 */
export function runVerdict(cases: Iterable<Verdict>, how: { partial: boolean; edited: boolean }): Verdict {
  const worst = worstOf(cases)
  if (worst === 'fail' || worst === 'error') return worst
  return worst === 'pass' && !how.partial && !how.edited ? 'pass' : 'inconclusive'
}

/** Exit code of `callbox conformance run`: 0 pass, 1 any fail, 3 anything else. */
export function exitCodeOf(verdict: Verdict): 0 | 1 | 3 {
  if (verdict === 'pass') return 0
  return verdict === 'fail' ? 1 : 3
}
