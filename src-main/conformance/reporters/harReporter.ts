// The exchanges of a run as an HTTP archive (HAR 1.2), which browsers and proxies open.
import type {
  AuxiliaryExchange,
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

/** By its text: without its secrets an address may be none any more. */
function queryOf(url: string) {
  const [, query = ''] = /\?([^#]*)/.exec(url) ?? []
  return [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }))
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

interface Exchange {
  readonly pageref: string
  readonly at: string
  readonly request: RecordedRequest
  readonly response: RecordedResponse | null
  readonly comment: string
}

function entryOf({ pageref, at, request, response: received, comment }: Exchange): Entry {
  const response = received ?? NO_RESPONSE
  const timings = timingsOf(response)
  return {
    pageref,
    startedDateTime: at,
    time: timings.wait + timings.receive,
    request: requestOf(request),
    response: responseOf(response),
    cache: {},
    timings,
    comment,
  }
}

/** A notification was not sent from here; a step whose Given failed was not sent at all. */
function exchangedIn({ steps }: CaseResult): StepResult[] {
  return steps.filter(({ sentAt, response }) => sentAt !== undefined || response !== null)
}

function entriesOf(one: CaseResult, startedAt: string): Entry[] {
  const { id } = one
  return exchangedIn(one).map(({ title, verdict, sentAt = startedAt, request, response }) =>
    entryOf({ pageref: id, at: sentAt, request, response, comment: `${title}: ${verdict}` }),
  )
}

const AUXILIARY_PAGE = 'auxiliary'

/** What was not judged, on a page of their own. */
function auxiliaryOf(auxiliary: readonly AuxiliaryExchange[]): { pages: Page[]; entries: Entry[] } {
  const [first] = auxiliary
  if (first === undefined) return { pages: [], entries: [] }
  const page = {
    startedDateTime: first.at,
    id: AUXILIARY_PAGE,
    title: 'Not judged: tokens, registrations and preparations',
    pageTimings: {},
  }
  const entries = auxiliary.map(({ title, at, request, response, problem }) =>
    entryOf({ pageref: AUXILIARY_PAGE, at, request, response, comment: problem ?? title }),
  )
  return { pages: [page], entries }
}

/** A case is what HAR calls a page. */
function pageOf({ id, title, verdict, steps }: CaseResult, startedAt: string): Page {
  const startedDateTime = steps[0]?.sentAt ?? startedAt
  return { startedDateTime, id, title: `${id}: ${title}`, pageTimings: {}, comment: verdict }
}

/** HAR 1.2 with one entry for each step that was sent or received, in its case's order, then the others; it ends in a newline. */
export function harReport({ suite, tool, startedAt, cases, auxiliary = [] }: RunReport): string {
  const others = auxiliaryOf(auxiliary)
  const sent = cases.filter((one) => exchangedIn(one).length > 0)
  const har: Har = {
    log: {
      version: '1.2',
      creator: tool,
      comment: suite,
      pages: [...sent.map((one) => pageOf(one, startedAt)), ...others.pages],
      entries: [...sent.flatMap((one) => entriesOf(one, startedAt)), ...others.entries],
    },
  }
  return `${JSON.stringify(har, null, 2)}\n`
}
