// Wire shapes of TM Forum TMF677 v1, from the attribute table of the conformance document.
// `countertype` is spelled as in that table (reading U19). A bucket may have counters only (reading U20).
import { z } from 'zod'

const zMeasure = z.number()

/** Rows `validFor.startDateTime` (M if validFor included) and `validFor.endDateTime` (O). */
export const zValidFor = z.object({ startDateTime: z.string(), endDateTime: z.string().optional() })

/** Row `product.user`: `id` M if user included. */
export const zProductUser = z.object({ id: z.string(), name: z.string().optional(), role: z.string().optional() })

/** Row `bucket.product`. */
export const zProduct = z.object({
  id: z.string(),
  href: z.string().optional(),
  name: z.string().optional(),
  publicIdentifier: z.string().optional(),
  user: zProductUser.optional(),
})

/** Row `bucket.bucketBalance`: what remains until the end of the validity period. */
export const zBucketBalance = z.object({
  unit: z.string(),
  remainingValue: zMeasure,
  remainingValueLabel: z.string().optional(),
  validFor: zValidFor.optional(),
})

/** Row `bucket.bucketCounter`: what was consumed in the measurement period. */
export const zBucketCounter = z.object({
  countertype: z.string().optional(),
  level: z.string().optional(),
  unit: z.string(),
  value: zMeasure,
  valueLabel: z.string().optional(),
  validFor: zValidFor.optional(),
})
export type WireBucketCounter = z.infer<typeof zBucketCounter>

/** Row `bucket`. */
export const zBucket = z.object({
  id: z.string(),
  name: z.string().optional(),
  usageType: z.string().optional(),
  isShared: z.boolean().optional(),
  product: zProduct,
  bucketBalance: z.array(zBucketBalance).min(1).optional(),
  bucketCounter: z.array(zBucketCounter).min(1).optional(),
})
export type WireBucket = z.infer<typeof zBucket>

/** Row `relatedParty`. */
export const zRelatedParty = z.object({ id: z.string(), name: z.string().optional(), role: z.string().optional() })

/** Resource `UsageConsumptionReport`. */
export const zUsageConsumptionReport = z.object({
  id: z.string(),
  href: z.string(),
  name: z.string(),
  description: z.string().optional(),
  effectiveDate: z.string(),
  bucket: z.array(zBucket).min(1),
  relatedParty: z.array(zRelatedParty).optional(),
})
export type WireUsageConsumptionReport = z.infer<typeof zUsageConsumptionReport>

/** Error body of the TMF REST guidelines: an application code, the reason, what to do. */
export const zTmfError = z.object({ code: z.string(), reason: z.string(), message: z.string(), status: z.string() })
export type WireTmfError = z.infer<typeof zTmfError>
