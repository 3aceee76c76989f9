// Buckets and their ledgers in the control API. Amounts are exact decimal texts in the unit beside them.
import { z } from 'zod'
import { zInstant } from '../domain/instant'

/** A number above 0; as a text where a number of JSON would not be exact. */
const zPositive = z
  .union([z.number(), z.string().regex(/^\d+(\.\d+)?$/)], 'not a number')
  .refine((value) => Number(value) > 0 && Number(value) <= 1e15, 'give a number above 0 and up to 1e15')

const zUsers = { device: z.string().min(1).optional(), user: z.string().min(1).optional() }

/** A charge or a top-up; it happens now. */
export const zAmountRequest = z.strictObject({ value: zPositive, unit: z.string().min(1) })
export type AmountRequest = z.output<typeof zAmountRequest>
export const zChargeRequest = zAmountRequest.extend(zUsers)
export type ChargeRequest = z.output<typeof zChargeRequest>

/**
 * A flow uses the bucket from now on: at a rate of its own, as fast as the down rate of a device allows, or the slower
 * of both where the rate is one of volume.
 */
export const zFlowRequest = z
  .strictObject({
    ...zUsers,
    rate: z
      .strictObject({
        value: zPositive,
        unit: z.string().min(1),
        perSeconds: z.number().min(0.001).max(1e9).default(1),
      })
      .optional(),
    /** Absent: until it is stopped, or the bucket is empty and refuses more. */
    durationSeconds: z.number().positive().max(1e9).optional(),
  })
  .refine(({ rate, device }) => rate !== undefined || device !== undefined, {
    path: ['rate'],
    message: 'give rate, or device to go as fast as its down rate allows',
  })
export type FlowRequest = z.output<typeof zFlowRequest>

export const zFlowView = z.object({
  id: z.string(),
  startedAt: zInstant,
  endsAt: zInstant.optional(),
  device: z.string().optional(),
  user: z.string().optional(),
  rate: z.object({ value: z.string(), unit: z.string(), perSeconds: z.number() }).optional(),
  used: z.string(),
  unit: z.string(),
})
export type FlowView = z.infer<typeof zFlowView>

/** opened + toppedUp − used − expired = remaining, to the last unit. */
const zBalanceView = z.object({
  unit: z.string(),
  opened: z.string(),
  toppedUp: z.string(),
  used: z.string(),
  expired: z.string(),
  remaining: z.string(),
})

const zCounterView = z.object({
  unit: z.string(),
  value: z.string(),
  countertype: z.string().optional(),
  level: z.string().optional(),
  device: z.string().optional(),
  user: z.string().optional(),
})

export const zBucketView = z.object({
  reportId: z.string(),
  bucketId: z.string(),
  /** False: it reads as registered until its first charge, top-up or flow. */
  live: z.boolean(),
  at: zInstant,
  periodStartsAt: zInstant.optional(),
  periodEndsAt: zInstant.optional(),
  expiresAt: zInstant.optional(),
  balances: z.array(zBalanceView),
  counters: z.array(zCounterView),
  outOfBucket: z.array(z.object({ unit: z.string(), value: z.string() })),
  empty: z.boolean(),
  /** The devices it slows down. */
  throttled: z.array(z.string()),
  flows: z.array(zFlowView),
  /** When it runs empty if its flows and the network go on as they are known now. */
  emptyAt: zInstant.optional(),
})
export type BucketView = z.infer<typeof zBucketView>

export const zEntryView = z.object({
  id: z.string(),
  kind: z.enum(['opened', 'charged', 'toppedUp', 'used', 'expired']),
  at: zInstant,
  /** Of a flow's usage: since when. */
  from: zInstant.optional(),
  /** Nothing for `opened`. */
  value: z.string().optional(),
  unit: z.string().optional(),
  outOfBucket: z.string().optional(),
  flow: z.string().optional(),
  device: z.string().optional(),
  user: z.string().optional(),
  /** What each balance held afterwards. */
  remaining: z.array(z.object({ unit: z.string(), value: z.string() })),
})
export type EntryView = z.infer<typeof zEntryView>
