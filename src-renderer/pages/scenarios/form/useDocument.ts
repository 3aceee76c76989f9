import { computed, shallowRef, watchEffect, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { parse } from 'yaml'

type Fields = Readonly<Record<string, unknown>>

/** What a YAML text says; while it is no YAML, what it last said. */
export function useDocument(text: Readonly<Ref<string>>): {
  readonly document: Readonly<ShallowRef<Fields>>
  readonly isStale: ComputedRef<boolean>
} {
  const document = shallowRef<Fields>({})
  const parsed = computed((): Fields | undefined => {
    try {
      const value = parse(text.value) as unknown
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
    } catch {
      return undefined
    }
  })
  watchEffect(() => {
    if (parsed.value) document.value = parsed.value
  })
  return { document, isStale: computed(() => parsed.value === undefined) }
}
