// What is wrong with a text that is being edited. The bench says so a moment later, so each answer is kept with its text.
import { watchDebounced } from '@vueuse/core'
import { computed, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { ControlClientError } from '#shared/control/client'
import type { ScenarioCheck } from '#shared/control/scenarioFileViews'
import { useBenchLink } from '../../api/bench'
import type { LiveState } from '../../stores/live'
import { useScenarioLibraryStore } from '../../stores/scenarioLibrary'

const CHECK_AFTER_MS = 250

export interface SeenCheck {
  /** Of the text that was checked last; the present one may differ from it. Undefined when the last could not be checked. */
  readonly check: ComputedRef<ScenarioCheck | undefined>
  /** Whether it is that of the present text. */
  readonly checking: ComputedRef<LiveState>
  /** Of the present text. @throws ControlClientError */
  readonly checkNow: () => Promise<ScenarioCheck>
}

type Outcome = { readonly text: string } & ({ readonly found: ScenarioCheck } | { readonly failure: string })

/** @param name of the file: what it includes is read beside it */
export function useScenarioCheck(name: string, text: Readonly<Ref<string>>, isLoaded: () => boolean): SeenCheck {
  const { control } = useBenchLink()
  const library = useScenarioLibraryStore()
  const last = shallowRef<Outcome>()
  let asked = 0

  async function checkNow(): Promise<ScenarioCheck> {
    const mine = ++asked
    const present = text.value
    const settle = (outcome: Outcome) => {
      if (mine === asked) last.value = outcome
    }
    try {
      const found = await control.checkScenarioText({ body: { text: present, name } })
      settle({ text: present, found })
      return found
    } catch (error) {
      settle({ text: present, failure: error instanceof Error ? error.message : String(error) })
      throw error
    }
  }

  async function recheck() {
    if (!isLoaded()) return
    await checkNow().catch((error: unknown) => {
      if (!(error instanceof ControlClientError)) throw error
    })
  }
  watchDebounced(text, recheck, { debounce: CHECK_AFTER_MS, maxWait: 1000 })
  // What is included may be what changed on disk, or the bench is back.
  watch(() => library.changes, recheck)

  return {
    check: computed(() => (last.value && 'found' in last.value ? last.value.found : undefined)),
    checking: computed(() => {
      if (last.value?.text !== text.value) return { phase: 'loading' }
      return 'found' in last.value ? { phase: 'ready' } : { phase: 'failed', message: last.value.failure }
    }),
    checkNow,
  }
}
