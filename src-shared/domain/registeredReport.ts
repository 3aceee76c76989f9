// A usage report as registered: the wire shape of TMF677 v1 without `href`, with dates that may be relative to the
// month in which the report is asked for ("validity period between first and last day of the current month").
import { z } from 'zod'
import { zCountedFor, zLedgerRules } from './ledgerRules'
import {
  zBucket,
  zBucketBalance,
  zBucketCounter,
  zProduct,
  zProductUser,
  zRelatedParty,
  type WireUsageConsumptionReport,
} from '../wire/tmf677/usageConsumptionReport'

/** `now`, `start of month`, `end of month`, or an RFC 3339 date-time. Months are those of UTC. */
export const zReportInstant = z.union(
  [z.enum(['now', 'start of month', 'end of month']), z.iso.datetime({ offset: true })],
  'not "now", "start of month", "end of month" or an RFC 3339 date-time',
)
export type ReportInstant = z.infer<typeof zReportInstant>

const zReportPeriod = z.strictObject({ startDateTime: zReportInstant, endDateTime: zReportInstant.optional() })

const zName = z.string().min(1, 'is mandatory')

const zRegisteredBucket = z.strictObject({
  ...zBucket.shape,
  id: zName,
  product: z.strictObject({
    ...zProduct.shape,
    id: zName,
    user: z.strictObject({ ...zProductUser.shape, id: zName }).optional(),
  }),
  bucketBalance: z
    .array(z.strictObject({ ...zBucketBalance.shape, unit: zName, validFor: zReportPeriod.optional() }))
    .min(1)
    .optional(),
  bucketCounter: z
    .array(
      z.strictObject({
        ...zBucketCounter.shape,
        unit: zName,
        validFor: zReportPeriod.optional(),
        /** Not served: whose usage it counts; absent: all of the bucket. */
        countedFor: zCountedFor.optional(),
      }),
    )
    .min(1)
    .optional(),
  /** Not served: makes it live from its registration on; without them it is live from its first charge on. */
  ledger: zLedgerRules.optional(),
})
export type RegisteredBucket = z.infer<typeof zRegisteredBucket>

function haveDistinctIds(buckets: readonly { id: string }[]): boolean {
  return new Set(buckets.map(({ id }) => id)).size === buckets.length
}

export const zRegisteredReport = z.strictObject({
  id: zName,
  name: zName,
  description: z.string().optional(),
  effectiveDate: zReportInstant.default('now'),
  bucket: z
    .array(
      zRegisteredBucket
        .refine(
          (bucket) => bucket.bucketBalance !== undefined || bucket.bucketCounter !== undefined,
          'give bucketBalance or bucketCounter: one of them is mandatory',
        )
        .refine(({ ledger }) => ledger?.throttleToKbps === undefined || ledger.devices !== undefined, {
          path: ['ledger', 'devices'],
          message: 'name the devices that throttleToKbps slows down',
        }),
    )
    .min(1)
    .refine(haveDistinctIds, 'two buckets have the same id'),
  relatedParty: z.array(z.strictObject({ ...zRelatedParty.shape, id: zName })).optional(),
})
export type RegisteredReport = z.infer<typeof zRegisteredReport>

/** A report at one instant: every relative date is resolved. Only the server that answers knows its `href`. */
export type ResolvedReport = Omit<WireUsageConsumptionReport, 'href'>
