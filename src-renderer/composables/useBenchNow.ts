import { useIntervalFn } from '@vueuse/core'
import { computed, shallowRef, type ComputedRef } from 'vue'
import { benchInstant, useBenchStore } from '../stores/bench'

/** The bench instant, ticking. Undefined until the bench's clock is known. @param everyMs how often it ticks */
export function useBenchNow(everyMs = 250): ComputedRef<number | undefined> {
  const bench = useBenchStore()
  const pageNow = shallowRef(performance.now())
  useIntervalFn(() => (pageNow.value = performance.now()), everyMs)
  return computed(() => {
    if (!bench.clock) return undefined
    return benchInstant(bench.clock, Math.max(pageNow.value, bench.clock.seenAt))
  })
}
