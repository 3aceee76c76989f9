import type { CheckResult } from '#shared/conformance/runReport'
import type { Target } from '#shared/conformance/targetConfig'
import type { AnsweredRequest, PublishedFiles } from '../openapi/publishedFiles'
import type { ProbeOutcome, ProbeRequest } from '../probe/probe'
import type { TestStep } from '../suite'

/** Below the root of the server, without its query. */
function pathBelow({ serverRoot }: Target, url: string): string {
  const below = url.startsWith(serverRoot) ? url.slice(serverRoot.length) : new URL(url).pathname
  return below.replace(/[?#].*$/s, '')
}

/** What published files have against an exchange; nothing where there are none, or the reply is not whole. */
export function publishedChecks(
  files: PublishedFiles | undefined,
  target: Target,
  { purpose }: TestStep,
  request: ProbeRequest,
  outcome: ProbeOutcome,
): CheckResult[] {
  if (files === undefined || outcome.kind !== 'answered' || outcome.bodyProblem !== undefined) return []
  const { status, headers, body } = outcome.response
  const answered: AnsweredRequest = {
    method: request.method,
    path: pathBelow(target, request.url),
    requestBody: request.body,
    status,
    contentType: headers['content-type'],
    body,
    isObservation: purpose === 'observation',
  }
  return files.judge(answered)
}
