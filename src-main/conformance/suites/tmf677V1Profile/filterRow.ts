// The filters of the document: its list of filtering criteria, and the table "Filtering in UsageConsumptionReport resource".
import { attributeOf, itemsOf, placesOf, type Place } from '../../place'
import type { ReadingId } from '../tmf677V1/readings'

export interface FilterRow {
  /** As it is written in a query. */
  readonly parameter: string
  /** The attribute it looks at, dotted, from the report on. */
  readonly attribute: string
  readonly clause: string
  readonly readings: readonly ReadingId[]
  /** `from`, `until`: an instant of a counter (reading U16); else equal text. */
  readonly compares: 'text' | 'from' | 'until'
}

/** What to ask for: a value that some report carries, if any does, and one that none should. */
export interface FilterValues {
  readonly carried: string | undefined
  readonly other: string
}

const DAY_MS = 86_400_000

function row(
  parameter: string,
  source: 'list of criteria' | 'table',
  more: Partial<Pick<FilterRow, 'attribute' | 'readings' | 'compares'>> = {},
): FilterRow {
  const clause =
    source === 'table' ? `Filtering table: ${parameter} (O)` : `GET collection, Filtered Search: ${parameter}`
  return { parameter, attribute: parameter, clause, readings: [], compares: 'text', ...more }
}

const PRODUCT = 'bucket.product'
const VALIDITY = 'bucket.bucketCounter.validFor'
const SPELLED = { readings: ['U12'] } as const

export const FILTER_ROWS: readonly FilterRow[] = [
  row('name', 'table'),
  row('bucket.id', 'table', { readings: ['U18'] }),
  row('bucket.name', 'table', { readings: ['U18'] }),
  row('bucket.usageType', 'table', { readings: ['U18'] }),
  row('bucket.isShared', 'table', { readings: ['U18'] }),
  row(`${VALIDITY}.startDateTime`, 'list of criteria', { compares: 'from', readings: ['U16'] }),
  row(`${VALIDITY}.endDateTime`, 'list of criteria', { compares: 'until', readings: ['U16'] }),
  row('bucket.product.id', 'list of criteria'),
  row('bucket.product.name', 'list of criteria'),
  row('bucket.publicIdentifier', 'list of criteria', { attribute: `${PRODUCT}.publicIdentifier`, ...SPELLED }),
  row('bucket.product.publicIdentifier', 'table', SPELLED),
  row('bucket.user.id', 'list of criteria', { attribute: `${PRODUCT}.user.id`, ...SPELLED }),
  row('bucket.product.user.id', 'table', SPELLED),
  row('bucket.user.name', 'list of criteria', { attribute: `${PRODUCT}.user.name`, ...SPELLED }),
  row('bucket.product.user.name', 'table', SPELLED),
  row('bucket.product.user.role', 'table', { readings: ['U18'] }),
  row('relatedParty.id', 'list of criteria', { readings: ['U6'] }),
  row('relatedParty.name', 'list of criteria'),
  row('relatedParty.role', 'list of criteria'),
]

export function filterRow(parameter: string): FilterRow {
  const found = FILTER_ROWS.find((one) => one.parameter === parameter)
  if (!found) throw new RangeError(`there is no filter ${parameter}`)
  return found
}

function textsAt(place: Place, attribute: string): string[] {
  const values = placesOf(place, attribute).map(({ value }) => value)
  if (attribute === 'isShared') return values.map((value) => (value === true ? 'true' : 'false')) // absent means not
  return values.filter((value) => typeof value === 'string')
}

/** Where the owner is not a related party, the user of a product may show it (reading U6). */
function textsOf(report: Place, { attribute }: FilterRow): string[] {
  if (attribute === 'bucket.isShared') return bucketsIn(report).flatMap((bucket) => textsAt(bucket, 'isShared'))
  const texts = textsAt(report, attribute)
  if (attribute !== 'relatedParty.id' || texts.length > 0) return texts
  return textsAt(report, `${PRODUCT}.user.id`)
}

function bucketsIn(report: Place): Place[] {
  return itemsOf(attributeOf(report, 'bucket'))
}

function isWithin(text: string, value: string, { compares }: FilterRow): boolean {
  if (compares === 'text') return text === value
  return compares === 'from' ? Date.parse(text) >= Date.parse(value) : Date.parse(text) <= Date.parse(value)
}

/** The buckets that make the report match; none for a filter that looks at the report as a whole. */
export function matchingBuckets(report: Place, row: FilterRow, value: string): Place[] {
  if (!row.attribute.startsWith('bucket.')) return []
  const below = row.attribute.slice('bucket.'.length)
  return bucketsIn(report).filter((bucket) => textsAt(bucket, below).some((text) => isWithin(text, value, row)))
}

export function holdsFor(report: Place, row: FilterRow, value: string): boolean {
  if (row.attribute.startsWith('bucket.')) return matchingBuckets(report, row, value).length > 0
  return textsOf(report, row).some((text) => isWithin(text, value, row))
}

/** @param unusedId is carried by nothing on the target */
export function filterValues(row: FilterRow, reports: readonly Place[], unusedId: string): FilterValues {
  const texts = [...new Set(reports.flatMap((report) => textsOf(report, row)))].filter((text) => text !== '')
  const instants = texts.map((text) => Date.parse(text)).filter((instant) => !Number.isNaN(instant))
  switch (row.compares) {
    case 'from': {
      const latest = texts.find((text) => Date.parse(text) === Math.max(...instants))
      return { carried: latest, other: '9000-01-01T00:00:00Z' }
    }
    case 'until': {
      // Later than any: a counter may end at the moment of each request.
      const after = instants.length > 0 ? new Date(Math.max(...instants) + DAY_MS).toISOString() : undefined
      return { carried: after, other: '1970-01-02T00:00:00Z' }
    }
    case 'text': {
      const carriers = (text: string) => reports.filter((report) => holdsFor(report, row, text)).length
      const usable = texts.filter((text) => !text.includes(',')) // which may separate alternatives
      const [rarest] = usable.sort((a, b) => carriers(a) - carriers(b))
      const other = row.attribute !== 'bucket.isShared' ? unusedId : texts.includes('true') ? 'false' : 'true'
      return { carried: rarest, other }
    }
  }
}
