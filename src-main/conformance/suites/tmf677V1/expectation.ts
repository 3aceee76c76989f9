// What one request of the suite must bring back; every check of its reply is made from this.
import { attributeOf, itemsOf, type Place } from '../../place'
import type { Reply } from '../../suite'
import { idOf, reportsIn, type Resource } from './body'
import type { RegisteredBucket, RegisteredReport } from './registeredReports'

export type Criterion =
  | { readonly attribute: 'relatedParty.id'; readonly value: string }
  | { readonly attribute: 'bucket.product.id'; readonly value: string }

export interface Expectation {
  readonly caseId: string
  readonly resource: Resource
  /** Those that were registered and belong in the reply; none for an unknown user or product. */
  readonly reports: readonly RegisteredReport[]
  /** The filtering criterion of the request. */
  readonly criterion?: Criterion
  /** The first-level attributes that the request selects; absent: all of them. */
  readonly selected?: readonly string[]
}

export interface ReportPair {
  readonly registered: RegisteredReport
  readonly place: Place
}

export interface BucketPair {
  readonly registered: RegisteredBucket
  readonly place: Place
}

/** Each report of the reply beside the registered report of the same id. */
export function reportPairs(reply: Reply, { resource, reports }: Expectation): ReportPair[] {
  return reportsIn(reply, resource).flatMap((place) => {
    const registered = reports.find(({ id }) => id === idOf(place))
    return registered === undefined ? [] : [{ registered, place }]
  })
}

export function bucketsOf(report: Place): Place[] {
  return itemsOf(attributeOf(report, 'bucket'))
}

/** Each bucket of those reports beside the registered bucket of the same id. */
export function bucketPairs(reply: Reply, expectation: Expectation): BucketPair[] {
  return reportPairs(reply, expectation).flatMap(({ registered, place }) =>
    bucketsOf(place).flatMap((bucket) => {
      const match = registered.buckets.find(({ id }) => id === idOf(bucket))
      return match === undefined ? [] : [{ registered: match, place: bucket }]
    }),
  )
}

/** A filter by product demands the buckets of that product only (reading U7). */
export function isDemanded(bucket: RegisteredBucket, { criterion }: Expectation): boolean {
  return criterion?.attribute !== 'bucket.product.id' || bucket.productId === criterion.value
}

export function selects({ selected }: Expectation, firstLevelAttribute: string): boolean {
  return selected === undefined || selected.includes(firstLevelAttribute)
}
