import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { RegisteredReport } from '#shared/domain/registeredReport'
import { useBenchLink } from '../api/bench'
import { coalesce } from './coalesce'
import { useLive } from './live'

/** The registered usage reports. */
export const useUsageStore = defineStore('usage', () => {
  const { control } = useBenchLink()
  const reports = shallowRef<readonly RegisteredReport[]>([])

  const { state, refresh } = useLive({
    load: () => control.listUsageReports(),
    replace({ items }) {
      reports.value = items
    },
    apply(events) {
      if (events.some(({ kind }) => kind === 'usageReport.changed' || kind === 'scenario.loaded')) refetch()
    },
  })
  const refetch = coalesce(refresh)
  return { reports, state, refresh }
})
