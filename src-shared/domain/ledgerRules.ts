// What a registered bucket may say about its ledger. None of it is ever served by TMF677.
import { z } from 'zod'

export const zLedgerRules = z.strictObject({
  /** A charge of more than what remains: refused as a whole, or what is too much of it counted out of bucket. */
  beyond: z.enum(['refuse', 'outOfBucket']).default('refuse'),
  /** `month`: each month of UTC opens a new validity period, with the initial amounts and the counters at zero. */
  period: z.enum(['month', 'none']).default('month'),
  /** From here on nothing remains, and no period opens any more. RFC 3339. */
  expiresAt: z.iso.datetime({ offset: true }).optional(),
  /** The only devices, and the only users, that may use the bucket, by id; absent: any. */
  devices: z.array(z.string().min(1)).min(1).optional(),
  users: z.array(z.string().min(1)).min(1).optional(),
  /** While nothing remains, each of `devices` is slowed down to this rate in both directions, kilobits per second. */
  throttleToKbps: z.number().min(0).max(1e9).optional(),
})
export type LedgerRules = z.infer<typeof zLedgerRules>

/** What a counter counts of a shared bucket: the usage of one device, of one user, or of one user on one device. */
export const zCountedFor = z
  .strictObject({ device: z.string().min(1).optional(), user: z.string().min(1).optional() })
  .refine(({ device, user }) => device !== undefined || user !== undefined, 'give device or user')
