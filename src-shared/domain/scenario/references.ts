// What a scenario says about itself: ids that are used twice, and references to what it does not have. The document is
// read leniently, so that these are found also in one that has other mistakes.

export interface ReferenceProblem {
  readonly path: readonly (string | number)[]
  readonly reason: string
  /** What there is of the kind. */
  readonly known: readonly string[]
  /** What was written. */
  readonly value: string
}

type Kind = 'cell' | 'device' | 'profile' | 'step'

/** Where ids of a kind stand, as the list and the path within one of its items. */
const REFERENCES: readonly (readonly [list: string, path: string, kind: Kind])[] = [
  ['clients', 'devices', 'device'],
  ['devices', 'cell', 'cell'],
  ['subscriptions', 'device', 'device'],
  ['subscriptions', 'profile', 'profile'],
  ['timeline', 'after', 'step'],
  ['timeline', 'degrade.target.cell', 'cell'],
  ['timeline', 'degrade.target.device', 'device'],
]

const LIST_OF: Record<Kind, string> = {
  cell: 'cells',
  device: 'devices',
  profile: 'profiles',
  step: 'timeline',
}

/** Lists whose items have ids that may be used once. */
const IDENTIFIED = ['clients', 'cells', 'devices', 'profiles', 'reports', 'timeline'] as const

type Fields = Record<string, unknown>

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

function itemsOf(document: Fields, list: string): Fields[] {
  const value = document[list]
  return Array.isArray(value) ? value.map(fieldsOf) : []
}

function idsOf(document: Fields, list: string): string[] {
  return itemsOf(document, list).flatMap(({ id }) => (typeof id === 'string' ? [id] : []))
}

interface Text {
  readonly path: readonly (string | number)[]
  readonly text: string
}

/** The text at a place of an item, or each text of the list that is there. */
function textsAt(item: Fields, place: string): Text[] {
  const path = place.split('.')
  const value = path.reduce<unknown>((inner, key) => fieldsOf(inner)[key], item)
  if (typeof value === 'string') return [{ path, text: value }]
  if (!Array.isArray(value)) return []
  return value.flatMap((text: unknown, index) => (typeof text === 'string' ? [{ path: [...path, index], text }] : []))
}

function usedTwice(document: Fields): ReferenceProblem[] {
  return IDENTIFIED.flatMap((list) => {
    const seen = new Set<string>()
    return itemsOf(document, list).flatMap(({ id }, index) => {
      if (typeof id !== 'string') return []
      const isNew = !seen.has(id)
      seen.add(id)
      return isNew ? [] : [{ path: [list, index, 'id'], reason: `the id "${id}" is used twice`, known: [], value: id }]
    })
  })
}

function unknownReferences(document: Fields): ReferenceProblem[] {
  return REFERENCES.flatMap(([list, place, kind]) => {
    const known = idsOf(document, LIST_OF[kind])
    return itemsOf(document, list).flatMap((item, index) =>
      textsAt(item, place)
        .filter(({ text }) => !known.includes(text))
        .map(({ path, text }) => ({
          path: [list, index, ...path],
          reason: `there is no ${kind} "${text}" in this scenario`,
          known,
          value: text,
        })),
    )
  })
}

/** Steps that wait for each other in a ring. */
function rings(document: Fields): ReferenceProblem[] {
  const steps = itemsOf(document, 'timeline')
  const afterOf = new Map(steps.map(({ id, after }) => [id, after]))
  return steps.flatMap(({ id, after }, index) => {
    const passed = new Set<unknown>()
    let next = after
    while (next !== undefined && next !== id && !passed.has(next)) {
      passed.add(next)
      next = afterOf.get(next)
    }
    if (next === undefined || next !== id || typeof id !== 'string') return []
    return [{ path: ['timeline', index, 'after'], reason: `"${id}" waits for itself`, known: [], value: id }]
  })
}

/** Ids used twice, references to nothing and steps that wait for each other, whatever else is wrong with the document. */
export function referenceProblems(document: unknown): ReferenceProblem[] {
  const fields = fieldsOf(document)
  return [...usedTwice(fields), ...unknownReferences(fields), ...rings(fields)]
}
