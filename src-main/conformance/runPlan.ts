// What a request to run asks for, checked as a whole before anything is sent.
import type { Target } from '#shared/conformance/targetConfig'
import type { RunRequest } from '#shared/control/runViews'
import { BenchError } from '#shared/errors/benchError'
import { fieldPath } from '#shared/errors/zodIssues'
import type { RunChoices } from './session/runOptions'
import type { Suite } from './suite'
import { assertCases, findSuite, SUITES } from './suites/suites'
import { pemProblems } from './target/pemProblems'

export interface RunPlan {
  readonly suite: Suite
  readonly target: Target
  readonly choices: RunChoices
}

/** @throws BenchError `invalidArgument` with this field when there is no such suite */
export function suiteOf(id: string, field: string): Suite {
  const suite = findSuite(id)
  if (suite) return suite
  const known = SUITES.map((one) => one.id).join(', ')
  throw new BenchError('invalidArgument', `There is no suite "${id}"; there is ${known}.`, { field })
}

/** @throws BenchError `invalidArgument` that names the certificate or key that cannot be read */
export function assertPem(target: Target): void {
  const [problem] = pemProblems(target)
  if (!problem) return
  const field = fieldPath(['target', ...problem.path])
  throw new BenchError('invalidArgument', `${field} ${problem.message}`, { field })
}

/** @throws BenchError `invalidArgument` for an unknown suite or case, or certificates that cannot be read */
export function planRun(request: RunRequest, own: Target): RunPlan {
  const { suite: id, target, cases, breakpoints, strict, allowWrites, registered, timeoutSeconds } = request
  const suite = suiteOf(id, 'suite')
  if (cases) assertCases(suite, cases, 'cases', allowWrites)
  assertCases(suite, breakpoints, 'breakpoints', true) // one that is not run is never waited before
  if (target) assertPem(target)
  return {
    suite,
    target: target ?? own,
    choices: { strict, allowWrites, registered, timeoutMs: timeoutSeconds * 1000, ...(cases && { caseIds: cases }) },
  }
}
