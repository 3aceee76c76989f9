// What a list may be filtered by: the list of filtering criteria and the table "Filtering in UsageConsumptionReport
// resource" of the conformance document, and for the row `bucket`, which names no leaf, its plain attributes (reading U18).
import type {
  WireBucket,
  WireBucketCounter,
  WireUsageConsumptionReport,
} from '#shared/wire/tmf677/usageConsumptionReport'

/** The parts of a report that hold the same whether its dates are resolved or not. */
export type FilteredReport = Pick<WireUsageConsumptionReport, 'name' | 'relatedParty'> & {
  readonly bucket: readonly FilteredBucket[]
}
export type FilteredParty = NonNullable<FilteredReport['relatedParty']>[number]
export type FilteredBucket = Pick<WireBucket, 'id' | 'name' | 'usageType' | 'isShared' | 'product'>

/** Reads the text a criterion is compared with; absent text matches nothing. */
export type Read<Holder> = (holder: Holder) => string | undefined

export const REPORT_FIELDS = new Map<string, Read<FilteredReport>>([['name', (report) => report.name]])

export const PARTY_FIELDS = new Map<string, Read<FilteredParty>>([
  ['relatedParty.id', (party) => party.id],
  ['relatedParty.name', (party) => party.name],
  ['relatedParty.role', (party) => party.role],
])

export const BUCKET_FIELDS = new Map<string, Read<FilteredBucket>>([
  ['bucket.id', (bucket) => bucket.id],
  ['bucket.name', (bucket) => bucket.name],
  ['bucket.usageType', (bucket) => bucket.usageType],
  ['bucket.isShared', (bucket) => String(bucket.isShared ?? false)], // "If not included indicates not shared"
  ['bucket.product.id', (bucket) => bucket.product.id],
  ['bucket.product.name', (bucket) => bucket.product.name],
  ['bucket.product.publicIdentifier', (bucket) => bucket.product.publicIdentifier],
  ['bucket.product.user.id', (bucket) => bucket.product.user?.id],
  ['bucket.product.user.name', (bucket) => bucket.product.user?.name],
  ['bucket.product.user.role', (bucket) => bucket.product.user?.role],
])

/** The document's list leaves out `product` in these three (reading U12). */
export const ALIASES = new Map([
  ['bucket.publicIdentifier', 'bucket.product.publicIdentifier'],
  ['bucket.user.id', 'bucket.product.user.id'],
  ['bucket.user.name', 'bucket.product.user.name'],
])

/** Dates; without a suffix "measured from" and "measured until" a moment (reading U16). */
export const COUNTER_FIELDS = new Map<string, { read: Read<WireBucketCounter>; plainOperator: 'gte' | 'lte' }>([
  [
    'bucket.bucketCounter.validFor.startDateTime',
    { read: (counter) => counter.validFor?.startDateTime, plainOperator: 'gte' },
  ],
  [
    'bucket.bucketCounter.validFor.endDateTime',
    { read: (counter) => counter.validFor?.endDateTime, plainOperator: 'lte' },
  ],
])
