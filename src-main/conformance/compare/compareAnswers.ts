// What is different between two replies to the same request.
import type { RecordedResponse } from '#shared/conformance/runReport'
import type { AnswerChange, BodyChange } from '#shared/control/runComparison'
import { parsedJson } from '../json'
import { compareJson } from './compareJson'

/** They differ from one reply to the next without saying anything about the target, or repeat what the body says. */
const PASSING_HEADERS = new Set([
  ...['age', 'connection', 'content-length', 'date', 'etag', 'expires', 'keep-alive', 'last-modified'],
  ...['server-timing', 'set-cookie', 'traceparent', 'tracestate', 'transfer-encoding', 'via'],
  ...['x-correlator', 'x-correlation-id', 'x-request-id', 'x-amzn-trace-id', 'x-response-time', 'x-runtime', 'cf-ray'],
])
const LISTED_BODY_CHANGES = 200

type Headers = Readonly<Record<string, string>>

function compareHeaders(before: Headers, after: Headers): AnswerChange['headers'] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return names
    .filter((name) => !PASSING_HEADERS.has(name) && before[name] !== after[name])
    .map((name) => ({
      name,
      ...(before[name] !== undefined && { before: before[name] }),
      ...(after[name] !== undefined && { after: after[name] }),
    }))
}

function compareBodies(before: string, after: string): BodyChange[] {
  if (before === after) return []
  const [one, other] = [parsedJson(before), parsedJson(after)]
  if (one !== undefined && other !== undefined) return compareJson(one, other)
  return [{ path: '$', kind: 'changed', before, after }]
}

/** @returns undefined when nothing that matters is different. */
export function compareAnswers(
  before: RecordedResponse | null,
  after: RecordedResponse | null,
): AnswerChange | undefined {
  const isOtherStatus = before?.status !== after?.status
  const headers = before && after ? compareHeaders(before.headers, after.headers) : []
  const body = before && after ? compareBodies(before.body, after.body) : []
  if (!isOtherStatus && headers.length === 0 && body.length === 0) return undefined
  return {
    ...(isOtherStatus && { status: { before: before?.status ?? null, after: after?.status ?? null } }),
    headers,
    body: body.slice(0, LISTED_BODY_CHANGES),
    moreInBody: Math.max(0, body.length - LISTED_BODY_CHANGES),
  }
}
