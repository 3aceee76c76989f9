// What is different between two JSON values, place by place.
import type { BodyChange } from '#shared/control/runComparison'
import { isStructure, memberPath } from '../place'

type Value = unknown

const isInstant = (value: Value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)

/** The items by their `id`, when each is an object with one of its own. */
function byId(items: readonly Value[]): Map<string, Value> | undefined {
  const entries = items.map((item) => [isStructure(item) ? item['id'] : undefined, item] as const)
  const found = new Map(entries.flatMap(([id, item]) => (typeof id === 'string' ? [[id, item] as const] : [])))
  return found.size === items.length ? found : undefined
}

function compareMembers(
  before: ReadonlyMap<string, Value>,
  after: ReadonlyMap<string, Value>,
  at: (key: string) => string,
) {
  const keys = new Set([...before.keys(), ...after.keys()])
  return [...keys].flatMap((key): BodyChange[] => {
    if (!after.has(key)) return [{ path: at(key), kind: 'removed', before: before.get(key) }]
    if (!before.has(key)) return [{ path: at(key), kind: 'added', after: after.get(key) }]
    return compareJson(before.get(key), after.get(key), at(key))
  })
}

function compareById(
  before: ReadonlyMap<string, Value>,
  after: ReadonlyMap<string, Value>,
  path: string,
): BodyChange[] {
  const changes = compareMembers(before, after, (id) => `${path}[?@.id==${JSON.stringify(id)}]`)
  const order = (one: ReadonlyMap<string, Value>, other: ReadonlyMap<string, Value>) =>
    [...one.keys()].filter((id) => other.has(id))
  const [orderBefore, orderAfter] = [order(before, after), order(after, before)]
  const isMoved = orderBefore.some((id, index) => id !== orderAfter[index])
  return isMoved ? [{ path, kind: 'moved', before: orderBefore, after: orderAfter }, ...changes] : changes
}

function compareLists(before: readonly Value[], after: readonly Value[], path: string): BodyChange[] {
  const [beforeById, afterById] = [byId(before), byId(after)]
  if (beforeById && afterById) return compareById(beforeById, afterById, path)
  const numbered = (items: readonly Value[]) => new Map(items.map((item, index) => [String(index), item]))
  return compareMembers(numbered(before), numbered(after), (index) => `${path}[${index}]`)
}

/** Members in the order of `before`, then those that are new. Numbers are compared by value: `2.0` is `2`. */
export function compareJson(before: Value, after: Value, path = '$'): BodyChange[] {
  if (Array.isArray(before) && Array.isArray(after)) return compareLists(before, after, path)
  if (isStructure(before) && isStructure(after)) {
    const members = (value: object) => new Map(Object.entries(value))
    return compareMembers(members(before), members(after), (name) => memberPath(path, name))
  }
  if (Object.is(before, after)) return []
  return [{ path, kind: isInstant(before) && isInstant(after) ? 'instant' : 'changed', before, after }]
}
