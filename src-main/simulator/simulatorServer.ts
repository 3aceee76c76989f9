// Front of the simulated APIs: finds the API by the first path segment, puts the bench's time on every reply, and
// hands each finished exchange to the journal.
import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, ServerResponse } from 'node:http'
import type { BenchClock, WallClock } from '#shared/domain/clocks'
import type { ExchangeJournal } from '#shared/domain/exchange'
import { captureBody } from './captureBody'
import { exchangeContext } from './exchangeContext'

export interface SimulatorPorts {
  /** By first path segment, `usageManagement` for example. */
  apps: ReadonlyMap<string, RequestListener>
  clock: Pick<BenchClock, 'now'>
  wall: Pick<WallClock, 'elapsedMs'>
  journal: ExchangeJournal
}

/** The first segment of a request target: `/oauth2/token?x` gives `oauth2`. */
export function firstSegment(url: string): string {
  const end = url.slice(1).search(/[/?]/)
  return end < 0 ? url.slice(1) : url.slice(1, end + 1)
}

function flatHeaders(headers: OutgoingHttpHeaders | IncomingMessage['headers']): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : String(value)
  }
  return flat
}

function answerUnknownApi(response: ServerResponse, known: Iterable<string>): void {
  const message = `There is no API here. The simulated ones start with ${[...known].map((name) => `/${name}`).join(', ')}.`
  response
    .writeHead(404, { 'Content-Type': 'application/json' })
    .end(JSON.stringify({ status: 404, code: 'NOT_FOUND', message }))
}

export function createSimulator({ apps, clock, wall, journal }: SimulatorPorts): RequestListener {
  let second = 0
  let date = ''

  function httpDate(at: number): string {
    const thisSecond = Math.floor(at / 1000)
    if (thisSecond !== second) {
      second = thisSecond
      date = new Date(at).toUTCString()
    }
    return date
  }

  return (request, response) => {
    const at = clock.now()
    const startedMs = wall.elapsedMs()
    const url = request.url ?? '/'
    const api = firstSegment(url)
    response.setHeader('Date', httpDate(at))
    const body = captureBody(response)
    response.once('close', () => {
      const { clientId, requestBody } = exchangeContext(request)
      journal.record({
        at,
        api,
        method: request.method ?? 'GET',
        url,
        durationMs: wall.elapsedMs() - startedMs,
        requestHeaders: flatHeaders(request.headers),
        responseHeaders: flatHeaders(response.getHeaders()),
        ...(response.headersSent && { status: response.statusCode }),
        ...(clientId !== undefined && { clientId }),
        ...(requestBody && requestBody.length > 0 && { requestBody: requestBody.toString('utf8') }),
        ...(body.size() > 0 && { responseBody: body.text() }),
      })
    })
    const app = apps.get(api)
    if (app) app(request, response)
    else answerUnknownApi(response, apps.keys())
  }
}
