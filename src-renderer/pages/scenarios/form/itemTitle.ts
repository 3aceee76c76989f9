/** What an item of a list is called while it is folded: its own name, or what tells it from the others. */
export function itemTitle(value: unknown, index: number): string {
  if (typeof value !== 'object' || value === null) return String(value)
  const item = value as Record<string, unknown>
  const named = item['name'] ?? item['title'] ?? item['id']
  if (typeof named === 'string') return named
  const when = typeof item['at'] === 'string' ? item['at'] : undefined
  const act = Object.keys(item).find((key) => !['at', 'after', 'within'].includes(key))
  const what = act === undefined ? `item ${index + 1}` : act
  return when === undefined ? what : `${when} · ${what}`
}
