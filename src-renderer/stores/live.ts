// Mirrors a list of the bench without a gap: a snapshot, then every event from its `nextSeq` on. Events that arrive
// while a snapshot is under way wait for it.
import { shallowRef, type ShallowRef } from 'vue'
import type { BenchEvent } from '#shared/control/events'
import type { SequencedEvent } from '#shared/control/stream'
import { useBenchLink } from '../api/bench'

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
  let nextSeq: number | undefined
  let waiting: SequencedEvent[] = []
  let loading = false
  let round = 0

  function receive(batch: readonly SequencedEvent[]) {
    if (nextSeq === undefined) {
      if (loading) waiting.push(...batch)
      return
    }
    const from = nextSeq
    const fresh = batch.filter(({ seq }) => seq >= from)
    if (fresh.length > 0) source.apply(fresh.map(({ event }) => event))
  }

  async function refresh() {
    const mine = ++round
    nextSeq = undefined
    loading = true
    try {
      const snapshot = await source.load()
      if (mine !== round) return
      source.replace(snapshot)
      nextSeq = snapshot.nextSeq
      const held = waiting
      waiting = []
      receive(held)
      state.value = { phase: 'ready' }
    } catch (error) {
      if (mine !== round) return
      waiting = []
      // What was shown stays: the connection's state tells that it is old.
      if (state.value.phase === 'ready') return
      state.value = { phase: 'failed', message: error instanceof Error ? error.message : String(error) }
    } finally {
      if (mine === round) loading = false
    }
  }

  feed.follow({
    receive,
    restart() {
      waiting = []
      void refresh()
    },
  })
  return { state, refresh }
}
