// What a scenario says about itself: ids that are used twice, and references to what it does not have. The document is
// read leniently, so that these are found also in one that has other mistakes.

import { fieldsOf, idsOf, itemsOf, type Fields } from './rawDocument'
import { unknownParts, type ReferenceProblem } from './partReferences'

type Kind = 'cell' | 'client' | 'device' | 'profile' | 'report' | 'step' | 'subscription' | 'trace'

/** Where ids of a kind stand, as the list and the path within one of its items. */
const REFERENCES: readonly (readonly [list: string, path: string, kind: Kind])[] = [
  ['clients', 'devices', 'device'],
  ['devices', 'cell', 'cell'],
  ['subscriptions', 'device', 'device'],
  ['subscriptions', 'profile', 'profile'],
  ['timeline', 'after', 'step'],
  ['timeline', 'degrade.target.cell', 'cell'],
  ['timeline', 'degrade.target.device', 'device'],
  ['timeline', 'degrade.shape.trace', 'trace'],
  ['timeline', 'handover.device', 'device'],
  ['timeline', 'handover.cell', 'cell'],
  ...(['charge', 'topUp', 'flow'] as const).flatMap((act) => [
    ['timeline', `${act}.report`, 'report'] as const,
    ['timeline', `${act}.device`, 'device'] as const,
  ]),
  ['timeline', 'fault.match.device', 'device'],
  ['faults', 'match.device', 'device'],
  ['timeline', 'tokenExpiry.client', 'client'],
  ['timeline', 'profile.id', 'profile'],
  ['timeline', 'request.device', 'device'],
  ['timeline', 'request.client', 'client'],
  ['expectations', 'after', 'step'],
  ...(['notification', 'noNotification', 'assessment'] as const).flatMap((claim) => [
    ['expectations', `${claim}.device`, 'device'] as const,
    ['expectations', `${claim}.profile`, 'profile'] as const,
    ['expectations', `${claim}.subscription`, 'subscription'] as const,
  ]),
  ['expectations', 'balance.report', 'report'],
  ['expectations', 'counter.report', 'report'],
]

const LIST_OF: Record<Kind, string> = {
  cell: 'cells',
  client: 'clients',
  device: 'devices',
  profile: 'profiles',
  report: 'reports',
  step: 'timeline',
  subscription: 'subscriptions',
  trace: 'traces',
}

/** Lists whose items have ids that may be used once. */
const IDENTIFIED = [
  'clients',
  'cells',
  'devices',
  'profiles',
  'subscriptions',
  'reports',
  'timeline',
  'expectations',
  'traces',
] as const

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
      if (isNew) return []
      const fix = 'give each an id of its own, and change what refers to this one'
      return [{ path: [list, index, 'id'], reason: `the id "${id}" is used twice`, fix, known: [], value: id }]
    })
  })
}

function unknownReferences(document: Fields): ReferenceProblem[] {
  return REFERENCES.flatMap(([list, place, kind]) => {
    const known = idsOf(document, LIST_OF[kind])
    const ids = new Set(known)
    if (kind === 'client' && known.length === 0) return [] // any client is let in where none is named
    return itemsOf(document, list).flatMap((item, index) =>
      textsAt(item, place)
        .filter(({ text }) => !ids.has(text))
        .map(({ path, text }) => ({
          path: [list, index, ...path],
          reason: `there is no ${kind} "${text}" in this scenario`,
          ...(known.length === 0 && { fix: `add it to ${LIST_OF[kind]}` }),
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
  const inNone = new Set<unknown>([undefined])
  return steps.flatMap(({ id, after }, index) => {
    const passed = new Set<unknown>()
    let next = after
    while (!inNone.has(next) && next !== id && !passed.has(next)) {
      passed.add(next)
      next = afterOf.get(next)
    }
    if (inNone.has(next)) for (const step of passed) inNone.add(step) // a long chain is walked once
    if (next !== id || typeof id !== 'string') return []
    const fix = 'leave out one after of the ring, so that its step counts from the start'
    return [{ path: ['timeline', index, 'after'], reason: `"${id}" waits for itself`, fix, known: [], value: id }]
  })
}

/** Ids used twice, references to nothing and steps that wait for each other, whatever else is wrong with the document. */
export function referenceProblems(document: unknown): ReferenceProblem[] {
  const fields = fieldsOf(document)
  return [...usedTwice(fields), ...unknownReferences(fields), ...unknownParts(fields), ...rings(fields)]
}
