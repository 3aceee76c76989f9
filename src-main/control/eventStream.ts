// Server-sent events. A stream keeps no queue: it remembers how far it has told, and the log's ring is the only buffer.
// So a slow reader costs one batch at most; whom the ring has overtaken is told to resync.
import type { Request, Response } from 'express'
import { z } from 'zod'
import type { SequencedEvent, StreamHello, StreamResync } from '#shared/control/stream'
import type { Cancel, WallClock } from '#shared/domain/clocks'
import { parseOrRefuse } from '#shared/errors/zodIssues'
import type { EventLog } from './eventLog'

/** What happens within this time goes out in one write. */
const COALESCE_MS = 20
const HEARTBEAT_MS = 15_000
const BATCH_LIMIT = 1_000

const zSeq = z.coerce.number('not the seq of an event').int().min(0)
const zStart = z.object({
  'Last-Event-ID': zSeq.optional(),
  after: zSeq.optional(),
  /** The instance to which `after` and `Last-Event-ID` belong. */
  instance: z.string().optional(),
})

interface Stream {
  heartbeat(): void
  end(): void
}

export interface EventStreams {
  /** Turns this exchange into a stream. @throws BenchError `invalidArgument` when it asks for no possible start. */
  open(request: Request, response: Response): void
  /** Ends every stream; one that is opened later ends at once. */
  stop(): void
}

function frame(id: number, data: unknown, name?: string): string {
  return `id: ${id}\n${name === undefined ? '' : `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`
}

/** After which seq the stream starts; a reconnect's own header is newer than the address that it reuses. */
function startOf(request: Request, events: EventLog): number {
  const header = request.get('Last-Event-ID')
  const start = parseOrRefuse(zStart, { ...request.query, 'Last-Event-ID': header === '' ? undefined : header })
  const after = start['Last-Event-ID'] ?? start.after
  if (after === undefined) return events.nextSeq() - 1
  const isOfAnotherBench = start.instance !== undefined && start.instance !== events.instance
  return isOfAnotherBench ? -1 : after
}

function startStream(response: Response, events: EventLog, wall: WallClock, startAfter: number): Stream {
  let told = startAfter
  let isBlocked = false
  let cancelTelling: Cancel | undefined

  function write(text: string): void {
    isBlocked = !response.write(text)
  }

  function resync(): string {
    told = events.nextSeq() - 1
    return frame(told, { nextSeq: told + 1 } satisfies StreamResync, 'resync')
  }

  function next(batch: readonly SequencedEvent[] | 'gone'): string {
    if (batch === 'gone') return resync()
    told = batch.at(-1)?.seq ?? told
    return batch.map(({ seq, event }) => frame(seq, event)).join('')
  }

  const hasMoreToTell = () => !isBlocked && !response.writableEnded && told !== events.nextSeq() - 1

  function tell(): void {
    cancelTelling = undefined
    if (hasMoreToTell()) write(next(events.since(told, BATCH_LIMIT)))
    tellSoon()
  }

  function tellSoon(): void {
    if (hasMoreToTell()) cancelTelling ??= wall.schedule(COALESCE_MS, tell)
  }

  const unfollow = events.follow(tellSoon)
  response.on('drain', () => {
    isBlocked = false
    tellSoon()
  })
  response.once('close', () => {
    unfollow()
    cancelTelling?.()
  })
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
  const hello: StreamHello = { instance: events.instance, nextSeq: events.nextSeq() }
  write(frame(Math.max(told, 0), hello, 'hello'))
  tell()

  return {
    heartbeat() {
      if (!isBlocked && !response.writableEnded) write(':\n\n')
    },
    /** What a slow reader has not taken would keep its connection, and so the listener, from closing. */
    end: () => (isBlocked ? response.destroy() : response.end()),
  }
}

export function createEventStreams(events: EventLog, wall: WallClock): EventStreams {
  const streams = new Set<Stream>()
  let isStopped = false
  let cancelHeartbeat = wall.schedule(HEARTBEAT_MS, beat)

  function beat(): void {
    for (const stream of streams) stream.heartbeat()
    cancelHeartbeat = wall.schedule(HEARTBEAT_MS, beat)
  }

  return {
    open(request, response) {
      const stream = startStream(response, events, wall, startOf(request, events))
      streams.add(stream)
      response.once('close', () => streams.delete(stream))
      if (isStopped || request.method === 'HEAD') stream.end()
    },
    stop() {
      isStopped = true
      cancelHeartbeat()
      for (const stream of streams) stream.end()
    },
  }
}
