import { watchDebounced } from '@vueuse/core'
import { shallowRef, type Ref, type ShallowRef } from 'vue'
import { ControlClientError } from '#shared/control/client'
import type { ScenarioCheck } from '#shared/control/scenarioFileViews'
import type { ScenarioPreview } from '#shared/control/scenarioPreviewViews'
import { useBenchLink } from '../../../api/bench'

export interface SeenPreview {
  /** The last that could be made; the text may have moved on since. */
  readonly preview: Readonly<ShallowRef<ScenarioPreview | undefined>>
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
  const preview = shallowRef<ScenarioPreview>()
  const problem = shallowRef('')
  let asked = 0

  watchDebounced(
    check,
    async (checked) => {
      if (!checked) return
      if (!checked.scenario) {
        problem.value = 'The preview waits until the problems are mended.'
        return
      }
      const mine = ++asked
      try {
        const seen = await control.previewScenario({ body: { text: text.value, name } })
        if (mine !== asked) return
        preview.value = seen
        problem.value = ''
      } catch (error) {
        if (!(error instanceof ControlClientError)) throw error
        problem.value = error.message
      }
    },
    { debounce: 100 },
  )
  return { preview, problem }
}
