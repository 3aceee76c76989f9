import type { BenchBus } from '#shared/control/events'
import type { SequencedEvent } from '#shared/control/stream'

export interface EventLogOptions {
  /** Tells this run of the bench from every other, because each counts its events from 1. */
  instance: string
  /** How many events can be replayed. */
  capacity?: number
}

/** What happened lately, numbered: the one order in which every stream of events is told. */
export interface EventLog {
  readonly instance: string
  /** The seq of the next event to happen; lists answer it, so that a reader knows from where to follow. */
  nextSeq(): number
  /**
   * The oldest `limit` events after `seq`.
   * @returns `gone` when some of them are no longer kept, or when `seq` has not happened yet
   */
  since(seq: number, limit?: number): readonly SequencedEvent[] | 'gone'
  /** @returns a function that ends the following. */
  follow(listener: (entry: SequencedEvent) => void): () => void
  stop(): void
}

/** Numbers every event of the bus and keeps the last `capacity` of them in a ring. */
export function createEventLog(bus: Pick<BenchBus, 'onAny'>, options: EventLogOptions): EventLog {
  const { instance, capacity = 10_000 } = options
  const ring: SequencedEvent[] = []
  const followers = new Set<(entry: SequencedEvent) => void>()
  let nextSeq = 1

  const stop = bus.onAny((event) => {
    const entry = { seq: nextSeq, event }
    ring[nextSeq % capacity] = entry
    nextSeq += 1
    for (const follower of followers) follower(entry)
  })

  function since(seq: number, limit = capacity): readonly SequencedEvent[] | 'gone' {
    const oldest = Math.max(1, nextSeq - capacity)
    if (seq < oldest - 1 || seq >= nextSeq) return 'gone'
    const end = Math.min(nextSeq, seq + 1 + limit)
    const entries: SequencedEvent[] = []
    for (let at = seq + 1; at < end; at += 1) entries.push(ring[at % capacity] as SequencedEvent)
    return entries
  }

  return {
    instance,
    nextSeq: () => nextSeq,
    since,
    follow(listener) {
      followers.add(listener)
      return () => followers.delete(listener)
    },
    stop,
  }
}
