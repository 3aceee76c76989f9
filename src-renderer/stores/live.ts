// Mirrors a list of the bench without a gap: a snapshot, then every event from its `nextSeq` on. Events that arrive
// while a snapshot is under way wait for it.
import { shallowRef, type ShallowRef } from 'vue'
import type { BenchEvent } from '#shared/control/events'
import type { SequencedEvent } from '#shared/control/stream'
import { useBenchLink } from '../api/bench'

const RETRY_MS = 1000

export interface LiveState {
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly message?: string
}

export interface LiveSource<Snapshot extends { nextSeq: number }> {
  readonly load: () => Promise<Snapshot>
  readonly replace: (snapshot: Snapshot) => void
  /** One reactive change per batch, however many events it has. */
  readonly apply: (events: readonly BenchEvent[]) => void
}

export interface Live {
  readonly state: Readonly<ShallowRef<LiveState>>
  /** Fetches the snapshot anew; what is shown stays until it has come. */
  readonly refresh: () => Promise<void>
}

/** Follows the feed for as long as the app lives. */
export function useLive<Snapshot extends { nextSeq: number }>(source: LiveSource<Snapshot>): Live {
  const { feed } = useBenchLink()
  const state = shallowRef<LiveState>({ phase: 'loading' })
  /** Undefined while nothing is known of this bench: events mean nothing without the snapshot that they change. */
  let nextSeq: number | undefined
  let waiting: SequencedEvent[] = []
  let loading = false
  let round = 0

  function receive(batch: readonly SequencedEvent[]) {
    if (loading) {
      waiting.push(...batch)
      return
    }
    if (nextSeq === undefined) return
    const from = nextSeq
    const fresh = batch.filter(({ seq }) => seq >= from)
    if (fresh.length > 0) source.apply(fresh.map(({ event }) => event))
  }

  function endLoading() {
    loading = false
    const held = waiting
    waiting = []
    receive(held)
  }

  async function refresh() {
    const mine = ++round
    loading = true
    try {
      const snapshot = await source.load()
      if (mine !== round) return
      source.replace(snapshot)
      nextSeq = snapshot.nextSeq
      state.value = { phase: 'ready' }
    } catch (error) {
      if (mine !== round) return
      // What was shown stays, and is told what changes; what this snapshot would have told is asked for again.
      if (state.value.phase !== 'ready') {
        state.value = { phase: 'failed', message: error instanceof Error ? error.message : String(error) }
      }
      retrySoon(mine)
    }
    endLoading()
  }

  /** Unless another refresh begins before, and not before the bench is there. */
  function retrySoon(failed: number) {
    setTimeout(() => {
      if (failed !== round) return
      if (feed.state.value === 'live') void refresh()
      else retrySoon(failed)
    }, RETRY_MS)
  }

  feed.follow({
    receive,
    restart() {
      nextSeq = undefined
      waiting = []
      void refresh()
    },
  })
  return { state, refresh }
}
