// A forward proxy between a browser and a bench, to break the event stream and nothing else.
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface CuttableProxy {
  readonly url: string
  /** Breaks the streams that are open, and every one that is asked for until they are mended. */
  cutStreams(): void
  mendStreams(): void
}

const isStream = ({ url = '' }: IncomingMessage) => new URL(url).pathname.endsWith('/events')

/** Closed when the test is over. */
export async function cuttableProxy(): Promise<CuttableProxy> {
  const streams = new Set<ServerResponse>()
  let isCut = false

  const server = createServer((asked, answer) => {
    if (isStream(asked)) streams.add(answer)
    if (isStream(asked) && isCut) return void answer.destroy()
    const onward = request(asked.url ?? '', { method: asked.method, headers: asked.headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(answer)
    })
    answer.on('close', () => onward.destroy())
    onward.on('error', () => answer.destroy())
    asked.pipe(onward)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cutStreams() {
      isCut = true
      for (const stream of streams) stream.destroy()
      streams.clear()
    },
    mendStreams() {
      isCut = false
    },
  }
}
