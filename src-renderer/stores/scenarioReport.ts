import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { ScenarioReportView } from '#shared/control/scenarioViews'
import { useBenchLink } from '../api/bench'
import { coalesce } from './coalesce'
import { useLive } from './live'

/** The scenario on stage: its steps, and what became of each expectation so far. */
export const useScenarioReportStore = defineStore('scenarioReport', () => {
  const { control } = useBenchLink()
  const report = shallowRef<ScenarioReportView>()
  const steps = computed(() => report.value?.steps ?? [])
  const expectations = computed(() => report.value?.expectations ?? [])

  const { state, refresh } = useLive({
    load: () => control.readScenarioReport(),
    replace: (snapshot) => (report.value = snapshot),
    apply(events) {
      if (events.some(({ kind }) => kind.startsWith('scenario.'))) refetch()
    },
  })
  const refetch = coalesce(refresh)
  return { report, steps, expectations, state, refresh }
})
