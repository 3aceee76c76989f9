// The exchanges of a run as an HTTP archive (HAR 1.2), which browsers and proxies open.
import type {
  CaseResult,
  RecordedRequest,
  RecordedResponse,
  RunReport,
  StepResult,
} from '#shared/conformance/runReport'
import type { Content, Entry, Har, Page, Request, Response } from 'har-format'

/** HAR's own sign for what is not known. */
const UNKNOWN = -1

function listed(headers: Readonly<Record<string, string>>) {
  return Object.entries(headers).map(([name, value]) => ({ name, value }))
}

function queryOf(url: string) {
  return [...new URL(url).searchParams].map(([name, value]) => ({ name, value }))
}

function requestOf({ method, url, headers, body }: RecordedRequest): Request {
  const mimeType = headers['content-type'] ?? 'application/octet-stream'
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: listed(headers),
    queryString: queryOf(url),
    ...(body !== null && { postData: { mimeType, text: body } }),
    headersSize: UNKNOWN,
    bodySize: Buffer.byteLength(body ?? ''),
  }
}

function contentOf({ headers, body }: RecordedResponse): Content {
  const mimeType = headers['content-type'] ?? 'application/octet-stream'
  return { size: Buffer.byteLength(body), mimeType, text: body }
}

/** No status line came: HAR writes status 0. */
const NO_RESPONSE: RecordedResponse = { status: 0, headers: {}, body: '', durationMs: 0 }

function responseOf(response: RecordedResponse): Response {
  return {
    status: response.status,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: listed(response.headers),
    content: contentOf(response),
    redirectURL: response.headers['location'] ?? '',
    headersSize: UNKNOWN,
    bodySize: UNKNOWN,
  }
}

function timingsOf({ durationMs, waitMs = durationMs }: RecordedResponse): Entry['timings'] {
  return { send: 0, wait: waitMs, receive: Math.max(0, durationMs - waitMs) }
}

function entryOf(pageref: string, step: StepResult, startedAt: string): Entry {
  const response = step.response ?? NO_RESPONSE
  const timings = timingsOf(response)
  return {
    pageref,
    startedDateTime: step.sentAt ?? startedAt,
    time: timings.wait + timings.receive,
    request: requestOf(step.request),
    response: responseOf(response),
    cache: {},
    timings,
    comment: `${step.title}: ${step.verdict}`,
  }
}

/** A case is what HAR calls a page. */
function pageOf({ id, title, verdict, steps }: CaseResult, startedAt: string): Page {
  const startedDateTime = steps[0]?.sentAt ?? startedAt
  return { startedDateTime, id, title: `${id}: ${title}`, pageTimings: {}, comment: verdict }
}

/** HAR 1.2 with one entry for each step that was sent, in its case's order, ending in a newline. */
export function harReport({ suite, tool, startedAt, cases }: RunReport): string {
  const sent = cases.filter(({ steps }) => steps.length > 0)
  const har: Har = {
    log: {
      version: '1.2',
      creator: tool,
      comment: suite,
      pages: sent.map((one) => pageOf(one, startedAt)),
      entries: sent.flatMap((one) => one.steps.map((step) => entryOf(one.id, step, startedAt))),
    },
  }
  return `${JSON.stringify(har, null, 2)}\n`
}
