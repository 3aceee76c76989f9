import type { RunReport } from '#shared/conformance/runReport'
import type { Target } from '#shared/conformance/targetConfig'
import { openRunSession, type RunOptions, type RunPorts } from './session/runSession'
import type { Suite } from './suite'

/**
 * Runs the cases of a suite at a stretch. A case whose target did not answer does not stop the others: each request is
 * bounded by `options.timeoutMs`, so the run by that times its number of requests.
 */
export async function runSuite(suite: Suite, target: Target, options: RunOptions, ports: RunPorts): Promise<RunReport> {
  const session = openRunSession(suite, target, options, ports)
  try {
    while (session.nextStep() !== undefined) await session.send()
  } finally {
    await session.close()
  }
  return session.report()
}
