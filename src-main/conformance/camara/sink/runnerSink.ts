// The runner's own sink: records what arrives, and answers 204 to it. It speaks https (reading C9), unless the
// configuration says that TLS ends before it.
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { RecordedRequest, RecordedResponse } from '#shared/conformance/runReport'
import type { Target } from '#shared/conformance/targetConfig'
import type { Ids, WallClock } from '#shared/domain/clocks'
import { parsedJson } from '../../json'
import { isStructure } from '../../place'
import { Unmet } from '../world/unmet'
import { sinkCertificate } from './sinkCertificate'

/** A notification as it came, secrets and all. */
export interface Arrival {
  readonly request: RecordedRequest
  readonly response: RecordedResponse
  /** Undefined where the body is no JSON object. */
  readonly event: Readonly<Record<string, unknown>> | undefined
}

/** The type of an event; empty where it has none. */
export function typeOf(event: Arrival['event']): string {
  return typeof event?.type === 'string' ? event.type : ''
}

export interface RunnerSink {
  /** A URL of its own for each case. */
  urlFor(caseId: string): string
  /** What came to a URL, in order. */
  arrivals(url: string): readonly Arrival[]
  /** Resolves at the next arrival, or after this time. */
  nextArrival(waitMs: number): Promise<void>
  /** Of a sink with a certificate of its own: what to trust there. */
  readonly trust?: { readonly origin: string; readonly ca: string }
  close(): Promise<void>
}

interface SinkPorts {
  readonly target: Pick<Target, 'sinkBaseUrl' | 'sinkListenPort'>
  readonly wall: WallClock
  readonly ids: Ids
}

const LOOPBACK = '127.0.0.1'
const LARGEST_BODY_BYTES = 1024 * 1024

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > LARGEST_BODY_BYTES) break
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function eventIn(body: string): Arrival['event'] {
  const value = parsedJson(body)
  return isStructure(value) ? value : undefined
}

function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(', ')]))
}

/** What `urlFor` put behind `sinkBaseUrl`: whatever stands before the sink may have kept the path of that, or not. */
function placeIn(path: string): string {
  return path.split('/').slice(-2).join('/')
}

interface Place {
  /** What stands before the path of a case. */
  readonly baseUrl: (port: number) => string
  readonly host: string
  readonly port: number
  readonly isSecure: boolean
}

/** Where to listen, and under which address that is reached. */
function placeOf({ sinkBaseUrl, sinkListenPort }: SinkPorts['target']): Place {
  if (sinkBaseUrl === undefined) {
    return { baseUrl: (port) => `https://${LOOPBACK}:${port}`, host: LOOPBACK, port: 0, isSecure: true }
  }
  const url = new URL(sinkBaseUrl)
  const isSecure = url.protocol === 'https:' && sinkListenPort === undefined
  const named = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
  return { baseUrl: () => sinkBaseUrl.replace(/\/+$/, ''), host: '', port: sinkListenPort ?? named, isSecure }
}

/** @throws Unmet when it cannot listen there */
export async function openRunnerSink({ target, wall, ids }: SinkPorts): Promise<RunnerSink> {
  const { baseUrl, host, port, isSecure } = placeOf(target)
  const arrived = new Map<string, Arrival[]>()
  const waiting = new Set<() => void>()

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const startedMs = wall.elapsedMs()
    const body = await bodyOf(request)
    const url = `${root}/${placeIn(request.url ?? '')}`
    const headers = headersOf(request)
    response.writeHead(204).end()
    const arrival: Arrival = {
      request: { method: request.method ?? '', url, headers, body },
      response: { status: 204, headers: {}, body: '', durationMs: wall.elapsedMs() - startedMs },
      event: eventIn(body),
    }
    arrived.set(url, [...(arrived.get(url) ?? []), arrival])
    for (const wake of waiting) wake()
  }

  const listener: RequestListener = (request, response) => {
    void take(request, response).catch(() => response.destroy()) // it broke off: it is as if nothing had come
  }
  const identity = isSecure ? await sinkCertificate(new URL(baseUrl(0)).hostname, wall.now()) : undefined
  const server = identity
    ? createSecureServer({ cert: identity.certificate, key: identity.key }, listener)
    : createServer(listener)
  const sockets = new Set<Socket>() // also those whose TLS handshake is not complete, which `closeAllConnections` leaves
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    const refuse = ({ message }: Error) => reject(new Unmet(`the sink of the runner cannot listen: ${message}`))
    server.once('error', refuse).listen(port, host === '' ? undefined : host, resolve)
  })
  const root = baseUrl((server.address() as AddressInfo).port)

  return {
    urlFor: (caseId) => `${root}/${encodeURIComponent(caseId)}/${ids.uuid()}`,
    arrivals: (url) => arrived.get(url) ?? [],
    nextArrival: (waitMs) =>
      new Promise((resolve) => {
        const wake = () => {
          waiting.delete(wake)
          cancel()
          resolve()
        }
        const cancel = wall.schedule(waitMs, wake)
        waiting.add(wake)
      }),
    ...(identity && { trust: { origin: new URL(root).origin, ca: identity.certificate } }),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
