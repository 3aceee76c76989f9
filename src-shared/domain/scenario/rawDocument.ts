// A scenario as it was written, before anything is known to be right about it.

export type Fields = Record<string, unknown>

/** Nothing where it is no mapping. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

export function itemsOf(document: Fields, list: string): Fields[] {
  const value = document[list]
  return Array.isArray(value) ? value.map(fieldsOf) : []
}

export function idsOf(document: Fields, list: string): string[] {
  return itemsOf(document, list).flatMap(({ id }) => (typeof id === 'string' ? [id] : []))
}
