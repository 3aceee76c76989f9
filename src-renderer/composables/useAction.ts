import { shallowRef, type ShallowRef } from 'vue'
import { ControlClientError } from '#shared/control/client'
import { useToastsStore } from '../stores/toasts'

export interface Action {
  readonly busy: Readonly<ShallowRef<boolean>>
  /** Runs what a person asked for; a refusal becomes a toast. @returns undefined when it was refused. */
  readonly run: <Result>(what: string, task: () => Promise<Result>) => Promise<Result | undefined>
}

/** One thing at a time that a person asks the bench to do. */
export function useAction(): Action {
  const toasts = useToastsStore()
  const busy = shallowRef(false)

  async function run<Result>(what: string, task: () => Promise<Result>): Promise<Result | undefined> {
    busy.value = true
    try {
      return await task()
    } catch (error) {
      if (!(error instanceof ControlClientError)) throw error
      toasts.show({ kind: 'refused', title: `${what}: refused`, text: error.message })
      return undefined
    } finally {
      busy.value = false
    }
  }
  return { busy, run }
}
