import { useDocumentVisibility, useIntervalFn } from '@vueuse/core'
import { onBeforeUnmount, watch } from 'vue'
import { useBenchStore } from '../../stores/bench'
import { useConditionsStore } from '../../stores/conditions'
import { SERIES_POINTS } from './timeWindows'
import { useProfileChoice, useTimeWindow } from './useConditionChoices'
import { useRaisedAt } from './useRaisedAt'

/**
 * What one device feels over the time shown, and what its subscriptions were told; measured anew while the clock runs and
 * somebody looks.
 * @param deviceId empty: there is none to watch
 * @param tickMs wall time between two looks
 * @param onTick another look is due
 */
export function useWatchedConditions(deviceId: () => string, tickMs: number, onTick: () => void = () => undefined) {
  const bench = useBenchStore()
  const conditions = useConditionsStore()
  const visibility = useDocumentVisibility()
  const { profile } = useProfileChoice()
  const { span } = useTimeWindow()

  watch(
    [deviceId, span],
    ([id]) => conditions.watch(id === '' ? undefined : { deviceId: id, ...span.value, points: SERIES_POINTS }),
    { immediate: true },
  )
  onBeforeUnmount(() => conditions.watch(undefined))

  useIntervalFn(() => {
    if (bench.clock?.mode === 'paused' || bench.connection !== 'live' || visibility.value !== 'visible') return
    conditions.measure()
    onTick()
  }, tickMs)

  return { conditions, profile, span, raisedAt: useRaisedAt(deviceId) }
}
