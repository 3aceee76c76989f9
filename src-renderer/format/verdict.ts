import { zVerdict, type Verdict } from '#shared/conformance/verdict'
import type { RunView } from '#shared/control/runViews'

/** Of a run, a case or a step: what it found, or that it still goes on or waits for its user. */
export type RunMark = Verdict | 'running' | 'waiting'

/** A run as one mark. One that could not be judged to its end has found nothing. */
export function verdictOfRun(run: RunView): RunMark {
  if (run.state === 'running' || run.state === 'waiting') return run.state
  return zVerdict.safeParse(run.verdict).data ?? 'notRun'
}
