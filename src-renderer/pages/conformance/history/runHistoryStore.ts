import { defineStore } from 'pinia'
import { computed, reactive } from 'vue'
import { matchesRun } from '#shared/control/runFilter'
import type { RunChange, RunView } from '#shared/control/runViews'
import { useBenchLink } from '../../../api/bench'
import { useAction } from '../../../composables/useAction'
import { useRunsStore } from '../../../stores/runs'
import { useSuitesStore } from '../../../stores/suites'
import { useToastsStore } from '../../../stores/toasts'
import { emptyHistoryForm, filterOf } from './historyFilter'
import { runTitle } from './runTitle'

/** The runs that are looked for, and what can be done with one. The filter is kept while the window is open. */
export const useRunHistoryStore = defineStore('runHistory', () => {
  const { control } = useBenchLink()
  const runs = useRunsStore()
  const suites = useSuitesStore()
  const toasts = useToastsStore()
  const { run: attempt, busy } = useAction()
  const form = reactive(emptyHistoryForm())
  const found = computed(() => {
    const filter = filterOf(form)
    return runs.newestFirst.filter((run) => matchesRun(run, filter))
  })
  const isFiltered = computed(() => Object.keys(filterOf(form)).length > 0)

  const change = (run: RunView, what: RunChange) =>
    attempt('Change run', () => control.changeRun({ id: run.id, body: what }))

  async function restore(run: RunView) {
    await attempt('Bring back', () => control.restoreRun({ id: run.id }))
  }

  async function remove(run: RunView) {
    const isDone = await attempt('Delete run', async () => {
      await control.deleteRun({ id: run.id })
      return true
    })
    if (!isDone) return
    toasts.show({
      kind: 'done',
      title: 'Run deleted',
      text: runTitle(run, suites.suiteOf(run.suite)),
      action: { label: 'Undo', run: () => void restore(run) },
    })
  }

  return { form, found, isFiltered, busy, change, remove, clear: () => Object.assign(form, emptyHistoryForm()) }
})
