import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { CaseResult } from '#shared/conformance/runReport'
import type { RunView } from '#shared/control/runViews'
import { useBenchLink } from '../api/bench'
import { eventsOf } from './eventsOf'
import { useLive } from './live'
import { withProgress, type CaseProgress } from './runProgress'
import { upsert } from './upsert'

/** Conformance runs: their list, and the cases of those that were opened or are under way. */
export const useRunsStore = defineStore('runs', () => {
  const { control } = useBenchLink()
  const runs = shallowRef<readonly RunView[]>([])
  const casesOf = shallowRef<ReadonlyMap<string, readonly CaseProgress[]>>(new Map())
  const newestFirst = computed(() => runs.value.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt)))

  function setCases(runId: string, cases: readonly CaseResult[]) {
    casesOf.value = new Map(casesOf.value).set(
      runId,
      cases.map((one) => ({ ...one, running: false })),
    )
  }

  /** Fetches a finished run's report; a running one is known from its events. */
  async function open(runId: string) {
    const { report, ...run } = await control.readRun({ id: runId })
    runs.value = upsert(runs.value, [run])
    if (report) setCases(runId, report.cases)
  }

  const { state, refresh } = useLive({
    load: () => control.listRuns(),
    replace({ items }) {
      runs.value = items
    },
    apply(events) {
      const changed = [...eventsOf(events, 'run.started'), ...eventsOf(events, 'run.finished')]
      runs.value = upsert(
        runs.value,
        changed.map(({ run }) => run),
      )
      casesOf.value = withProgress(casesOf.value, events)
    },
  })
  return { runs, newestFirst, casesOf, open, state, refresh }
})
