import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { SuiteView } from '#shared/control/runViews'
import { useBenchLink } from '../api/bench'
import { useLive } from './live'

/** The conformance suites of the bench, which loads them when they are first asked for: so only pages that show them do. */
export const useSuitesStore = defineStore('suites', () => {
  const { control } = useBenchLink()
  const suites = shallowRef<readonly SuiteView[]>([])
  const suiteOf = (id: string) => suites.value.find((suite) => suite.id === id)

  const { state, refresh } = useLive({
    load: () => control.listSuites(),
    replace({ items }) {
      suites.value = items
    },
    apply: () => undefined, // a bench has the same suites until it is started anew
  })
  return { suites, suiteOf, state, refresh }
})
