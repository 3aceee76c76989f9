import { watchDebounced } from '@vueuse/core'
import { computed, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { ControlClientError } from '#shared/control/client'
import type { ScenarioCheck } from '#shared/control/scenarioFileViews'
import type { ScenarioPreview } from '#shared/control/scenarioPreviewViews'
import { useBenchLink } from '../../../api/bench'

export interface SeenPreview {
  /** The last that could be made; the text may have moved on since. */
  readonly preview: ComputedRef<ScenarioPreview | undefined>
  /** The text that it is of. */
  readonly previewedText: ComputedRef<string>
  /** Why there is none of the present text. */
  readonly problem: Readonly<ShallowRef<string>>
}

/** What the text would bring about, asked for anew after each check that found nothing wrong. */
export function useScenarioPreview(
  name: string,
  text: Readonly<Ref<string>>,
  check: Readonly<Ref<ScenarioCheck | undefined>>,
): SeenPreview {
  const { control } = useBenchLink()
  const seen = shallowRef<{ readonly preview: ScenarioPreview; readonly text: string }>()
  const problem = shallowRef('')
  let asked = 0

  watchDebounced(
    check,
    async (checked) => {
      const mine = ++asked
      const present = text.value
      if (!checked) return
      if (!checked.scenario) {
        problem.value = 'The preview waits until the problems are mended.'
        return
      }
      try {
        const preview = await control.previewScenario({ body: { text: present, name } })
        if (mine !== asked) return
        seen.value = { preview, text: present }
        problem.value = ''
      } catch (error) {
        if (!(error instanceof ControlClientError)) throw error
        if (mine === asked) problem.value = error.message
      }
    },
    { debounce: 100 },
  )
  return {
    preview: computed(() => seen.value?.preview),
    previewedText: computed(() => seen.value?.text ?? ''),
    problem,
  }
}
