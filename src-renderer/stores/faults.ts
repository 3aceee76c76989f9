import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { FaultView } from '#shared/control/faultViews'
import { useBenchLink } from '../api/bench'
import { coalesce } from './coalesce'
import { eventsOf } from './eventsOf'
import { useLive } from './live'
import { upsert } from './upsert'

/** Hits are counted without an event of their own. */
const COUNT_PAUSE_MS = 500

/** The ways in which the bench misbehaves on purpose. */
export const useFaultsStore = defineStore('faults', () => {
  const { control } = useBenchLink()
  const active = shallowRef<readonly FaultView[]>([])
  const faultOf = computed(() => new Map(active.value.map((fault) => [fault.deviation, fault])))

  /** The fault by which a deviation is switched on, if it is. */
  const activeDeviation = (name: string) => faultOf.value.get(name)

  const { state, refresh } = useLive({
    load: () => control.listFaults(),
    replace({ items }) {
      active.value = items
    },
    apply(events) {
      const added = eventsOf(events, 'fault.added').map(({ fault }) => fault)
      const removed = new Set(eventsOf(events, 'fault.removed').map(({ id }) => id))
      if (added.length + removed.size > 0) {
        active.value = upsert(active.value, added).filter(({ id }) => !removed.has(id))
      }
      const called = events.some(({ kind }) => kind === 'exchange.recorded' || kind === 'scenario.loaded')
      if (called && active.value.length > 0) count()
    },
  })
  const count = coalesce(refresh, COUNT_PAUSE_MS)

  return { active, activeDeviation, state, refresh }
})
