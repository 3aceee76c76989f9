import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { BenchEvent } from '#shared/control/events'
import type { RunView } from '#shared/control/runViews'
import { useBenchLink } from '../api/bench'
import { eventsOf } from './eventsOf'
import { useLive } from './live'
import { runIdOf, withEvent, type RunProgress } from './runProgress'
import { upsert } from './upsert'

/** Conformance runs: their list, and how far those runs have come that were opened. */
export const useRunsStore = defineStore('runs', () => {
  const { control } = useBenchLink()
  const runs = shallowRef<readonly RunView[]>([])
  const progressOf = shallowRef<ReadonlyMap<string, RunProgress>>(new Map())
  const newestFirst = computed(() => runs.value.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt)))
  /** Runs that an event told of while they were fetched. */
  const changed = new Set<string>()

  /** Fetches how far a run has come; its events keep that up to date. */
  async function open(runId: string): Promise<void> {
    changed.delete(runId)
    const { cases, next, auxiliary, report, ...run } = await control.readRun({ id: runId })
    // The answer may be older than an event that came meanwhile.
    if (changed.has(runId)) return open(runId)
    runs.value = upsert(runs.value, [run])
    progressOf.value = new Map(progressOf.value).set(runId, {
      cases,
      next,
      auxiliary: auxiliary ?? report?.auxiliary ?? [],
    })
  }

  function addProgress(events: readonly BenchEvent[]) {
    let added: Map<string, RunProgress> | undefined
    for (const event of events) {
      const runId = runIdOf(event)
      if (runId === undefined) continue
      changed.add(runId)
      const known = (added ?? progressOf.value).get(runId)
      if (known) (added ??= new Map(progressOf.value)).set(runId, withEvent(known, event))
    }
    if (added) progressOf.value = added
  }

  const { state, refresh } = useLive({
    load: () => control.listRuns(),
    replace(snapshot) {
      runs.value = snapshot.items
      progressOf.value = new Map()
    },
    apply(events) {
      const deleted = new Set(eventsOf(events, 'run.deleted').map(({ runId }) => runId))
      runs.value = upsert(
        runs.value,
        events.flatMap((event) => ('run' in event ? [event.run] : [])),
      )
      if (deleted.size > 0) runs.value = runs.value.filter(({ id }) => !deleted.has(id))
      addProgress(events)
    },
  })
  return { runs, newestFirst, progressOf, open, state, refresh }
})
