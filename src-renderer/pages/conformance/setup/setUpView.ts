import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

const VIEWS = ['connection', 'registration'] as const

/** What of another server is being set up. */
export type SetUpView = (typeof VIEWS)[number]

/** Part of the page's address; undefined: nothing is being set up, and a run is shown. */
export function useSetUpView(): WritableComputedRef<SetUpView | undefined> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () => VIEWS.find((view) => view === route.query['setup']),
    set(setup) {
      const { setup: _, ...query } = route.query
      void router.push({ query: setup === undefined ? query : { ...query, setup } })
    },
  })
}
