import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'

/**
 * Follows a list some items at a time, each portion in a task of its own: many rows that change together never make one
 * long task. A list of another length is taken at once.
 * @param source items keep their place, or are other ones of the same length
 */
export function inPortions<Item>(source: () => readonly Item[], size: number): Readonly<ShallowRef<readonly Item[]>> {
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

  watch(source, (list) => {
    target = list
    if (list.length !== shown.value.length) {
      shown.value = list
      old = 0
      next = 0
      return
    }
    old = list.length
    if (old > 0) timer ??= setTimeout(advance)
  })
  onScopeDispose(() => clearTimeout(timer))
  return shown
}
