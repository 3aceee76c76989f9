// What a request to run asks for, checked as a whole before anything is sent.
import type { RunRequest } from '#shared/control/runViews'
import { BenchError } from '#shared/errors/benchError'
import { checkCertificate, checkHeader, parseServerRoot, type Target } from './probe/target'
import type { RunOptions } from './runSession'
import type { Suite } from './suite'
import { assertCases, findSuite, SUITES } from './suites/suites'

export interface RunPlan {
  readonly suite: Suite
  readonly target: Target
  readonly options: RunOptions
}

function suiteOf(id: string): Suite {
  const suite = findSuite(id)
  if (suite) return suite
  const known = SUITES.map((one) => one.id).join(', ')
  throw new BenchError('invalidArgument', `There is no suite "${id}"; there is ${known}.`, { field: 'suite' })
}

function targetOf({ serverRoot, token, headers, ca, insecure }: NonNullable<RunRequest['target']>): Target {
  for (const [name, value] of Object.entries(headers ?? {})) checkHeader(name, value, 'target.headers')
  if (token !== undefined) checkHeader('Authorization', token, 'target.token')
  if (ca !== undefined) checkCertificate(ca, 'target.ca')
  if (ca !== undefined && insecure) {
    const message = 'target.insecure accepts any certificate, so target.ca would have no effect: give one of them'
    throw new BenchError('invalidArgument', message, { field: 'target.insecure' })
  }
  return {
    serverRoot: parseServerRoot(serverRoot, 'target.serverRoot'),
    ...(token !== undefined && { token }),
    ...(headers !== undefined && { headers }),
    ...(ca !== undefined && { ca }),
    ...(insecure !== undefined && { insecure }),
  }
}

/** @throws BenchError `invalidArgument` for an unknown suite or case, or a target that cannot be asked */
export function planRun(request: RunRequest, own: Target): RunPlan {
  const { suite: id, target, cases, strict, allowWrites, timeoutSeconds } = request
  const suite = suiteOf(id)
  if (cases) assertCases(suite, cases, 'cases', allowWrites)
  return {
    suite,
    target: target ? targetOf(target) : own,
    options: { strict, allowWrites, timeoutMs: timeoutSeconds * 1000, ...(cases && { caseIds: cases }) },
  }
}
