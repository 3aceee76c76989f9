// Frames of `GET /control/v1/events` (server-sent events). A frame without a name is a BenchEvent whose `id` is its seq;
// the two named ones carry the seq after which what follows begins, so that a reconnect resumes there.
import type { BenchEvent } from './events'

/** An event with its place in the order of everything that happened since the bench started: 1, 2, 3 … */
export interface SequencedEvent {
  readonly seq: number
  readonly event: BenchEvent
}

/** First frame of every stream, `event: hello`. Another `instance` than before: the bench was restarted, fetch anew. */
export interface StreamHello {
  readonly instance: string
  /** The seq of the next event to happen. */
  readonly nextSeq: number
}

/** `event: resync`: events were missed and are gone. Throw the state away and fetch it anew; events follow from `nextSeq`. */
export interface StreamResync {
  readonly nextSeq: number
}
