/** A copy of `items` in which each of `changes` has replaced its namesake or was added at the end, in one pass. */
export function upsert<Item extends { readonly id: string }>(
  items: readonly Item[],
  changes: readonly Item[],
): readonly Item[] {
  if (changes.length === 0) return items
  const latest = new Map(changes.map((item) => [item.id, item]))
  const kept = items.map((item) => {
    const change = latest.get(item.id)
    latest.delete(item.id)
    return change ?? item
  })
  return [...kept, ...latest.values()]
}
