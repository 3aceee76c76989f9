import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { BenchEvent } from '#shared/control/events'
import type { ConditionSeries } from '#shared/control/views'
import { useBenchLink } from '../api/bench'
import { coalesce } from './coalesce'
import type { LiveState } from './live'

/** What is looked at: one device, some time back, some time ahead, in so many samples. */
export interface ConditionWindow {
  readonly deviceId: string
  readonly secondsBack: number
  readonly secondsAhead: number
  readonly points: number
}

/** A series and the bench instant at which it was asked for: what lies after it is still to come. */
export interface SeenSeries extends ConditionSeries {
  readonly now: number
}

/** Bounds the work of a burst of changes: five fetches a second at most. */
const PAUSE_MS = 200

function movesConditionsOf(deviceId: string, event: BenchEvent): boolean {
  if (event.kind === 'condition.changed') return event.deviceIds === 'all' || event.deviceIds.includes(deviceId)
  return event.kind === 'clock.changed' || event.kind === 'scenario.loaded'
}

function seenAt({ secondsBack, secondsAhead }: ConditionWindow, series: ConditionSeries): SeenSeries {
  const first = series.samples[0]?.at ?? 0
  const last = series.samples.at(-1)?.at ?? first
  return { ...series, now: first + (last - first) * (secondsBack / (secondsBack + secondsAhead)) }
}

/** The condition of one device over time, fetched anew whenever it may have changed. */
export const useConditionsStore = defineStore('conditions', () => {
  const { control, feed } = useBenchLink()
  const watched = shallowRef<ConditionWindow>()
  const seen = shallowRef<SeenSeries>()
  const state = shallowRef<LiveState>({ phase: 'loading' })
  /** Never that of another device. */
  const series = computed(() => (seen.value?.deviceId === watched.value?.deviceId ? seen.value : undefined))

  async function refresh() {
    const wanted = watched.value
    if (!wanted) return
    const { deviceId: id, ...query } = wanted
    try {
      const fetched = await control.readConditions({ id, query })
      if (watched.value !== wanted) return
      seen.value = seenAt(wanted, fetched)
      state.value = { phase: 'ready' }
    } catch (error) {
      // What was shown stays: the connection's state tells that it is old.
      if (watched.value !== wanted || series.value) return
      state.value = { phase: 'failed', message: error instanceof Error ? error.message : String(error) }
    }
  }

  const measure = coalesce(refresh, PAUSE_MS)

  /** @param next undefined: nobody looks any more */
  function watch(next: ConditionWindow | undefined) {
    watched.value = next
    if (!series.value) state.value = { phase: 'loading' }
    void refresh()
  }

  feed.follow({
    restart() {
      if (watched.value) measure()
    },
    receive(batch) {
      const id = watched.value?.deviceId
      if (id !== undefined && batch.some(({ event }) => movesConditionsOf(id, event))) measure()
    },
  })
  return { series, state, watch, measure, refresh }
})
