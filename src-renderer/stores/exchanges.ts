import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { ExchangeSummary } from '#shared/domain/exchange'
import type { Attempt } from '#shared/domain/notification'
import { useBenchLink } from '../api/bench'
import { createExchangeLog, type ExchangeFilter } from './exchangeLog'
import { loadInPages } from './exchangePages'
import { eventsOf } from './eventsOf'
import { useLive } from './live'

const CAPACITY = 100_000

/** The journal's summaries, oldest first, and those that pass the filter of the Traffic page. */
export const useExchangesStore = defineStore('exchanges', () => {
  const { control } = useBenchLink()
  const log = createExchangeLog(CAPACITY)
  // The arrays grow in place; the version is what views depend on.
  const version = shallowRef(0)
  const changed = () => version.value++

  const matches = computed(() => (version.value, { items: log.matches, total: log.all.length }))
  const newest = computed(() => (version.value, log.all.slice(-8).reverse()))
  const apis = computed(() => (version.value, log.apis))

  function filterBy(filter: ExchangeFilter) {
    log.filterBy(filter)
    changed()
  }

  /** The exchange that an attempt was: both were noted with one instant and one measured duration. */
  function ofAttempt({ at, durationMs }: Pick<Attempt, 'at' | 'durationMs'>): ExchangeSummary | undefined {
    return log.all.findLast(
      (exchange) => exchange.api === 'sink' && exchange.at === at && exchange.durationMs === durationMs,
    )
  }

  const { state, refresh } = useLive({
    load: () => loadInPages((query) => control.listExchanges({ query: { ...query, detail: 'summary' } })),
    replace({ items }) {
      log.replace(items)
      changed()
    },
    apply(events) {
      const recorded = eventsOf(events, 'exchange.recorded').map(({ exchange }) => exchange)
      if (recorded.length === 0) return
      log.append(recorded)
      changed()
    },
  })
  return { matches, newest, apis, filterBy, ofAttempt, state, refresh }
})
