import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'

/** More than a person reads. */
const MOST_ROWS = 500

export interface TextFilter<Item> {
  /** Any part of what an item is known by, in capitals or not; empty: all. */
  readonly text: ShallowRef<string>
  readonly found: ComputedRef<readonly Item[]>
  /** The first of them, to be shown. */
  readonly rows: ComputedRef<readonly Item[]>
}

/** @param namesOf what one may remember of an item */
export function useTextFilter<Item>(
  items: () => readonly Item[],
  namesOf: (item: Item) => readonly string[],
): TextFilter<Item> {
  const text = shallowRef('')
  const found = computed(() => {
    const wanted = text.value.trim().toLowerCase()
    if (wanted === '') return items()
    return items().filter((item) => namesOf(item).some((name) => name.toLowerCase().includes(wanted)))
  })
  const rows = computed(() => found.value.slice(0, MOST_ROWS))
  return { text, found, rows }
}
