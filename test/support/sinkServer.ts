// A sink as an application developer would run it: a real server that keeps what it was sent.
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BenchClock } from '#shared/domain/clocks'
import type { CloudEventJson } from '#shared/domain/notification'

export interface SinkCall {
  readonly path: string | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** Empty where the body is no JSON. */
  readonly event: CloudEventJson
  /** Bench instant of arrival. */
  readonly at: number
}

/** Answers the n-th call, from 1; `silence` leaves it without a reply. */
export type SinkReply = number | 'silence' | ((response: ServerResponse, call: SinkCall, n: number) => void)

export interface SinkServer {
  readonly url: string
  readonly calls: SinkCall[]
  /** The most calls that were open at the same time. */
  readonly mostOpen: number
  reply: SinkReply
  close(): Promise<void>
}

function eventIn(body: string): CloudEventJson {
  try {
    return JSON.parse(body) as CloudEventJson
  } catch {
    return {} as CloudEventJson
  }
}

export async function startSink(clock: Pick<BenchClock, 'now'>, reply: SinkReply = 204): Promise<SinkServer> {
  const calls: SinkCall[] = []
  let open = 0
  let mostOpen = 0

  const server = createServer((request, response) => {
    open += 1
    mostOpen = Math.max(mostOpen, open)
    response.on('close', () => (open -= 1))
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      const call = { path: request.url, headers: request.headers, body, event: eventIn(body), at: clock.now() }
      calls.push(call)
      if (sink.reply === 'silence') return
      if (typeof sink.reply === 'number') response.writeHead(sink.reply).end()
      else sink.reply(response, call, calls.length)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  const sink: SinkServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sink`,
    calls,
    reply,
    get mostOpen() {
      return mostOpen
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return sink
}
