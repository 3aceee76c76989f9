import { zVerdict, type Verdict } from '#shared/conformance/verdict'
import type { RunView } from '#shared/control/runViews'

/** A run as one mark: what it found, or that it still goes on. A cancelled run has found nothing. */
export function verdictOfRun(run: RunView): Verdict | 'running' {
  if (run.state === 'running') return 'running'
  return zVerdict.safeParse(run.verdict).data ?? 'notRun'
}
