// What a selection of attributes leaves of a report, in a form in which two of them can be compared.
import { isStructure } from '../../place'
import { parseTimestamp } from '../tmf677V1/timestamp'

function isNothing(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) ? value.length === 0 : isStructure(value) && !hasKeys(value))
}

function hasKeys(value: object): boolean {
  return Object.keys(value).length > 0
}

/** The attribute and the parents it is in; undefined where it is not there. */
export function projected(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value
  if (Array.isArray(value)) return value.map((item) => projected(item, [name, ...rest]) ?? {})
  if (!isStructure(value) || !Object.hasOwn(value, name)) return undefined
  const inner = projected(value[name], rest)
  return inner === undefined ? undefined : { [name]: inner }
}

/**
 * Without what changes from one request to the next: instants, and with `isLive` amounts. What is empty is left out, and
 * names are in order.
 */
export function steadied(value: unknown, isLive: boolean): unknown {
  if (typeof value === 'number' && isLive) return '(a number)'
  if (typeof value === 'string') return parseTimestamp(value) ? '(an instant)' : value
  if (Array.isArray(value)) {
    const items = value.map((item) => steadied(item, isLive)).filter((item) => !isNothing(item))
    return items.length > 0 ? items : undefined
  }
  if (!isStructure(value)) return value
  const entries = Object.entries(value)
    .map(([name, inner]) => [name, steadied(inner, isLive)] as const)
    .filter(([, inner]) => !isNothing(inner))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}
