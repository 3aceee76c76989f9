// Attribute selection by `fields=`: the same for collections and for individual resources.
import type { Settings } from '#shared/control/settings'
import { BenchError } from '#shared/errors/benchError'

/** The column "Response Attribute Selection" of the conformance document, and the leaves of `bucket` (reading U18). */
const SELECTABLE = [
  ...['id', 'href', 'name', 'description', 'effectiveDate', 'bucket', 'relatedParty'],
  ...['bucket.id', 'bucket.name', 'bucket.usageType', 'bucket.isShared'],
  ...['bucket.product', 'bucket.product.user', 'bucket.bucketBalance', 'bucket.bucketCounter'],
]

/** The attributes to keep of an object: whole, or a selection of what is in them. */
export type Selection = ReadonlyMap<string, Selection | 'whole'>
type GrowingSelection = Map<string, GrowingSelection | 'whole'>

/**
 * @param values of every `fields` parameter; none means everything, and so do none but unknown ones that are ignored
 * @throws BenchError `invalidArgument` for a field that cannot be selected
 */
export function parseFields(
  values: readonly string[],
  onUnknown: Settings['usageUnknownParameters'],
): Selection | undefined {
  const asked = values.flatMap((value) => value.split(',')).map((name) => name.trim())
  const known = asked.filter((field) => SELECTABLE.includes(field))
  const unknown = asked.find((field) => !SELECTABLE.includes(field))
  if (unknown !== undefined && onUnknown === 'refuse') throw unknownField(unknown)
  if (known.length === 0) return undefined
  const selection: GrowingSelection = new Map()
  for (const field of known) add(selection, field.split('.'))
  return selection
}

/** Keeps what is selected and the parents it is in, and nothing else: `fields=name` returns no `id` (reading U9). */
export function selectFields(value: unknown, selection: Selection): unknown {
  if (Array.isArray(value)) return value.map((item) => selectFields(item, selection))
  const kept: Record<string, unknown> = {}
  for (const [key, attribute] of Object.entries(value as object) as [string, unknown][]) {
    const inner = selection.get(key)
    if (inner) kept[key] = inner === 'whole' ? attribute : selectFields(attribute, inner)
  }
  return kept
}

function add(selection: GrowingSelection, [key = '', ...rest]: readonly string[]): void {
  const known = selection.get(key)
  if (known === 'whole') return
  if (rest.length === 0) {
    selection.set(key, 'whole')
    return
  }
  const inner: GrowingSelection = known ?? new Map<string, GrowingSelection | 'whole'>()
  selection.set(key, inner)
  add(inner, rest)
}

function unknownField(field: string): BenchError {
  const found = field === '' ? '"fields" names an empty field' : `"fields" names "${field}", which cannot be selected`
  return new BenchError('invalidArgument', `${found}. Choose from: ${SELECTABLE.join(', ')}.`, { field: 'fields' })
}
