// The notification inbox: a sink of the bench's own, which keeps what arrives and answers as told.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { BenchBus } from '#shared/control/events'
import { KEPT_INBOX_ENTRIES } from '#shared/control/keptOnShow'
import type { InboxEntry, InboxReply } from '#shared/control/views'
import type { BenchClock, Ids, WallClock } from '#shared/domain/clocks'
import type { ExchangeJournal } from '#shared/domain/exchange'
import { redactHeaders } from './redact'

const MAX_BODY_BYTES = 1024 * 1024

export interface Inbox {
  handler: RequestListener
  entries(): readonly InboxEntry[]
  reply(): InboxReply
  setReply(reply: InboxReply): void
}

export interface InboxPorts {
  clock: Pick<BenchClock, 'now'>
  wall: WallClock
  ids: Ids
  bus: BenchBus
  journal: ExchangeJournal
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

export function createInbox({ clock, wall, ids, bus, journal }: InboxPorts): Inbox {
  let entries: InboxEntry[] = []
  let reply: InboxReply = { status: 204 }

  /** Waits so long, or until the sender has gone: it may give up, or the bench may stop. */
  function wait(delayMs: number, response: ServerResponse): Promise<void> {
    return new Promise((resolve) => {
      const cancel = wall.schedule(delayMs, resolve)
      response.once('close', () => {
        cancel()
        resolve()
      })
    })
  }

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const startedMs = wall.elapsedMs()
    const { status, delayMs } = reply
    const at = clock.now()
    const rawHeaders = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    const body = await readBody(request)
    if (delayMs) await wait(delayMs, response)
    const entry: InboxEntry = {
      id: ids.uuid(),
      at,
      path: request.url ?? '/',
      headers: redactHeaders(rawHeaders),
      body,
      status,
    }
    entries = [...entries.slice(1 - KEPT_INBOX_ENTRIES), entry]
    const isReplied = !response.destroyed
    response.writeHead(status).end()
    journal.record({
      at,
      api: 'inbox',
      method: request.method ?? 'POST',
      url: entry.path,
      ...(isReplied && { status }),
      durationMs: wall.elapsedMs() - startedMs,
      requestHeaders: rawHeaders,
      responseHeaders: {},
      requestBody: body,
    })
    bus.publish({ kind: 'inbox.received', entry })
  }

  return {
    handler: (request, response) => {
      receive(request, response).catch(() => response.destroy())
    },
    entries: () => entries,
    reply: () => reply,
    setReply(newReply) {
      reply = newReply
    },
  }
}
