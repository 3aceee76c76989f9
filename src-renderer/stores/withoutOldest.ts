/**
 * A list without the oldest of what is over. A tenth more than `kept` is let in before they go, all at once, so that
 * they are seldom sorted.
 * @param overSince the instant since when an item is over; undefined: it goes on, and stays
 */
export function withoutOldest<Item>(
  items: readonly Item[],
  kept: number,
  overSince: (item: Item) => number | undefined,
): readonly Item[] {
  const over = items.flatMap((item) => {
    const since = overSince(item)
    return since === undefined ? [] : [{ item, since }]
  })
  if (over.length <= kept * 1.1) return items
  const surplus = over.sort((a, b) => a.since - b.since).slice(0, -kept)
  const gone = new Set(surplus.map(({ item }) => item))
  return items.filter((item) => !gone.has(item))
}
