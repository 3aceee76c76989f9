// The bench's server-sent events, as sequenced batches. The browser reconnects by itself and repeats `Last-Event-ID`;
// what it gives up on (a refused session, a bench that is gone) is judged and tried again here.
import type { BenchEvent } from '#shared/control/events'
import type { SequencedEvent, StreamHello } from '#shared/control/stream'

export type StreamState = 'connecting' | 'live' | 'lost' | 'unauthorised'

export interface StreamListeners {
  onState(state: StreamState): void
  /** Everything known is stale: the stream begins, another bench answers, or events were missed. */
  onRestart(): void
  onEvents(batch: readonly SequencedEvent[]): void
}

export interface StreamOptions {
  readonly url: string
  /** Whether the bench answers, and whether it knows us; asked when the browser gave up. */
  readonly probe: () => Promise<'answers' | 'refuses' | 'silent'>
  readonly openSource?: (url: string) => EventSource
  readonly retryMs?: number
  readonly batchMs?: number
}

/** `EventSource.CLOSED`: the browser does not try again. */
const CLOSED = 2

/** Opens the stream and keeps it open. @returns a function that ends it. */
export function openEventStream(options: StreamOptions, listeners: StreamListeners): () => void {
  const { url, probe, openSource = (address) => new EventSource(address), retryMs = 1000, batchMs = 50 } = options
  let source: EventSource | undefined
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  let batchTimer: ReturnType<typeof setTimeout> | undefined
  let batch: SequencedEvent[] = []
  let ended = false

  function flush() {
    batchTimer = undefined
    const events = batch
    batch = []
    listeners.onEvents(events)
  }

  function receive(message: MessageEvent<string>) {
    batch.push({ seq: Number(message.lastEventId), event: JSON.parse(message.data) as BenchEvent })
    batchTimer ??= setTimeout(flush, batchMs)
  }

  async function judgeLoss() {
    const answer = await probe()
    if (ended) return
    listeners.onState(answer === 'refuses' ? 'unauthorised' : 'lost')
    retryTimer = setTimeout(connect, retryMs)
  }

  /** Events from before a restart tell of a state that is about to be fetched anew. */
  function restart() {
    batch = []
    listeners.onRestart()
  }

  function connect() {
    source?.close()
    source = openSource(url)
    let instance: string | undefined
    source.addEventListener('hello', (message: MessageEvent<string>) => {
      const hello = JSON.parse(message.data) as StreamHello
      listeners.onState('live')
      if (hello.instance !== instance) restart()
      instance = hello.instance
    })
    source.addEventListener('resync', restart)
    source.onmessage = receive
    source.onerror = () => {
      if (source?.readyState === CLOSED) void judgeLoss()
      else listeners.onState('lost')
    }
  }

  listeners.onState('connecting')
  connect()
  return () => {
    ended = true
    clearTimeout(retryTimer)
    clearTimeout(batchTimer)
    source?.close()
  }
}
