// Parts that are not of the first load, like everything that draws with Chart.js.
import { until } from '@vueuse/core'
import { defineAsyncComponent, h, type Component } from 'vue'
import { useBenchStore } from '../stores/bench'
import ErrorState from './ErrorState.vue'
import LoadingState from './LoadingState.vue'

const ATTEMPTS = 5
const PAUSE_MS = 300

/**
 * A component that is fetched when it is first shown, and again when the bench is back if it was away just then.
 *
 * @param what it shows, as the loading and error states name it: `the chart`
 */
export function deferred<T extends Component>(what: string, loader: () => Promise<{ default: T }>): T {
  return defineAsyncComponent<T>({
    loader: async () => (await loader()).default,
    loadingComponent: () => h(LoadingState, { what }),
    errorComponent: ({ error }: { error: Error }) =>
      h(ErrorState, { what, message: error.message, onRetry: () => window.location.reload() }),
    delay: 0,
    async onError(_error, retry, fail, attempts) {
      if (attempts >= ATTEMPTS) return fail()
      await until(() => useBenchStore().connection).toBe('live')
      setTimeout(retry, PAUSE_MS * attempts)
    },
  })
}
