// A report being written: plain JSON that may be anything on the way. Changing one value leaves all others as they are, those
// the form has no field for included.
import { zRegisteredReport } from '#shared/domain/registeredReport'
import { problemsByField } from '../../../composables/useSubmission'

export type Path = readonly (string | number)[]
export type Json = unknown

const isObject = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function valueAt(draft: Json, [key, ...rest]: Path): Json {
  if (key === undefined) return draft
  const inner = Array.isArray(draft) ? (draft as Json[])[Number(key)] : isObject(draft) ? draft[key] : undefined
  return valueAt(inner, rest)
}

export function itemsAt(draft: Json, path: Path): readonly Json[] {
  const value = valueAt(draft, path)
  return Array.isArray(value) ? value : []
}

/**
 * A copy in which one value is another one.
 * @param value undefined takes it out, and an object or a list that is empty thereafter with it
 */
export function withValue(draft: Json, [key, ...rest]: Path, value: Json): Json {
  if (key === undefined) return value
  if (typeof key === 'number') {
    const items = Array.isArray(draft) ? [...(draft as Json[])] : []
    items[key] = withValue(items[key], rest, value) ?? {}
    return items
  }
  const base = isObject(draft) ? draft : {}
  const { [key]: before, ...others } = base
  const inner = withValue(before, rest, value)
  const isEmpty = isObject(inner) && Object.keys(inner).length === 0
  return inner === undefined || (value === undefined && isEmpty) ? others : { ...base, [key]: inner }
}

export function withItem(draft: Json, path: Path, item: Json): Json {
  return withValue(draft, path, [...itemsAt(draft, path), item])
}

/** The last item takes its list with it. */
export function withoutItem(draft: Json, path: Path, index: number): Json {
  const rest = itemsAt(draft, path).filter((_, at) => at !== index)
  return withValue(draft, path, rest.length === 0 ? undefined : rest)
}

/** Of each field that is wrong, why, by its path: `bucket[0].product.id`. */
export function problemsOf(draft: Json): ReadonlyMap<string, string> {
  const problems = problemsByField(zRegisteredReport.safeParse(draft).error)
  return new Map(
    [...problems].map(([field, text]) => [field, text.endsWith('received undefined') ? 'is mandatory' : text]),
  )
}

const MONTH = { startDateTime: 'start of month', endDateTime: 'end of month' }
export const NEW_BALANCE = { unit: 'MB', remainingValue: 0, validFor: MONTH }
export const NEW_COUNTER = { unit: 'MB', value: 0, validFor: MONTH }

export function newBucket(number: number): Json {
  return { id: `b${number}`, product: { id: '' }, bucketBalance: [NEW_BALANCE] }
}

export function newReport(): Json {
  return { id: '', name: '', effectiveDate: 'now', bucket: [newBucket(1)] }
}
