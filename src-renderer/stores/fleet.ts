import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { FleetConditions } from '#shared/control/views'
import { useBenchLink } from '../api/bench'
import { coalesce } from './coalesce'

export interface FleetWindow {
  /** Absent: all devices. */
  readonly cell?: string | undefined
  readonly secondsBack: number
  readonly secondsAhead: number
}

/** Ten looks a second at most. */
const PAUSE_MS = 100
const POINTS = 61

/** The conditions of many devices over time, as background to the one that is looked at. */
export const useFleetStore = defineStore('fleet', () => {
  const { control, feed } = useBenchLink()
  const watched = shallowRef<FleetWindow>()
  const conditions = shallowRef<FleetConditions>()

  async function refresh() {
    const wanted = watched.value
    if (!wanted) return
    try {
      const fetched = await control.readFleet({ query: { ...wanted, points: POINTS } })
      if (watched.value === wanted) conditions.value = fetched
    } catch {
      // What was shown stays: the connection's state tells that it is old.
    }
  }
  const measure = coalesce(refresh, PAUSE_MS)

  /** @param next undefined: nobody looks any more */
  function watch(next: FleetWindow | undefined) {
    watched.value = next
    conditions.value = undefined
    void refresh()
  }

  feed.follow({
    restart: () => watched.value && measure(),
    receive(batch) {
      if (watched.value && batch.some(({ event }) => event.kind === 'condition.changed')) measure()
    },
  })
  return { conditions, watch, measure }
})
