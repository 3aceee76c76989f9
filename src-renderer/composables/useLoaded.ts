import { shallowRef, type ShallowRef } from 'vue'
import type { LiveState } from '../stores/live'

export interface Loaded<Value> {
  readonly value: Readonly<ShallowRef<Value | undefined>>
  readonly state: Readonly<ShallowRef<LiveState>>
  readonly load: () => Promise<void>
}

/** Something fetched once, when a component begins to show it. */
export function useLoaded<Value>(fetchValue: () => Promise<Value>): Loaded<Value> {
  const value = shallowRef<Value>()
  const state = shallowRef<LiveState>({ phase: 'loading' })

  async function load() {
    state.value = { phase: 'loading' }
    try {
      value.value = await fetchValue()
      state.value = { phase: 'ready' }
    } catch (error) {
      state.value = { phase: 'failed', message: error instanceof Error ? error.message : String(error) }
    }
  }

  void load()
  return { value, state, load }
}
