import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'

/**
 * Follows a list some items at a time, each portion in a task of its own: many rows that change together never make one
 * long task. A list of others, or in another order, is taken at once: in portions an item would stand in it twice.
 */
export function inPortions<Item>(
  source: () => readonly Item[],
  keyOf: (item: Item) => string,
  size: number,
): Readonly<ShallowRef<readonly Item[]>> {
  const shown = shallowRef(source())
  let target = shown.value
  /** Where the next portion begins, and how many items are old yet; a newer list goes on from there, so that none starves. */
  let next = 0
  let old = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function advance() {
    timer = undefined
    const count = Math.min(size, old)
    const items = [...shown.value]
    for (let step = 0; step < count; step += 1) {
      const index = (next + step) % items.length
      const item = target[index]
      if (item !== undefined) items[index] = item
    }
    next = (next + count) % items.length
    old -= count
    shown.value = items
    if (old > 0) timer = setTimeout(advance)
  }

  function isOfTheSame(list: readonly Item[]): boolean {
    const keys = shown.value.map(keyOf)
    return list.length === keys.length && list.every((item, index) => keyOf(item) === keys[index])
  }

  watch(source, (list) => {
    target = list
    if (!isOfTheSame(list)) {
      clearTimeout(timer)
      timer = undefined
      shown.value = list
      next = 0
      return
    }
    old = list.length
    if (old > 0) timer ??= setTimeout(advance)
  })
  onScopeDispose(() => clearTimeout(timer))
  return shown
}
