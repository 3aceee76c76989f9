import { computed, type ComputedRef, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/**
 * A choice that is part of the page's address. The first of the values is the one made without it.
 * @returns empty where there is nothing to choose from
 */
export function useQueryChoice(key: string, values: ComputedRef<readonly string[]>): WritableComputedRef<string> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get() {
      const asked = route.query[key]
      return values.value.find((value) => value === asked) ?? values.value[0] ?? ''
    },
    set: (value) => void router.replace({ query: { ...route.query, [key]: value } }),
  })
}
