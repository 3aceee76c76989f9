// What a user can set about the bench; kept in its data folder.
import { z } from 'zod'
import { zSinkTrust } from '../domain/sinkTrust'

const values = {
  /** `async`: createSubscription answers 202 and the subscription becomes active a moment later. */
  subscriptionCreation: z.enum(['sync', 'async']),
  /** What deleteSubscription answers: 204, or 202 as a service does that deletes in the background. It has ended either way. */
  subscriptionDeletion: z.enum(['sync', 'async']),
  /** Accept a plain http sink on this machine (reading C9). */
  plainHttpLoopback: z.boolean(),
  /** Refuse a second subscription of the same client, flow, profile and sink (reading C26). */
  refuseDuplicates: z.boolean(),
  /** Policy: how many living subscriptions a device may have; one more is 409 (reading C26). Null: no limit. */
  subscriptionsPerDevice: z.int().min(0).nullable(),
  /** For how long a change must last until subscribers are told, seconds of bench time; 0 tells at once. */
  holdSeconds: z.number().min(0).max(3600),
  /** How many conformance runs are kept besides the pinned ones; the oldest make room. */
  keptRuns: z.int().min(1).max(10_000),
  /** Sinks whose certificates no well-known authority vouches for. */
  trustedSinks: z.array(zSinkTrust).max(100),
  /** TMF677: what becomes of a filter or field that is none. `refuse`: 400 that names it; `ignore`: as if it were not there. */
  usageUnknownParameters: z.enum(['refuse', 'ignore']),
  /** TMF677: 401 without an access token, 403 with one that lacks the scope or the product. */
  usageRequiresToken: z.boolean(),
}

export const zSettings = z.object({
  subscriptionCreation: values.subscriptionCreation.default('sync'),
  subscriptionDeletion: values.subscriptionDeletion.default('sync'),
  plainHttpLoopback: values.plainHttpLoopback.default(true),
  refuseDuplicates: values.refuseDuplicates.default(false),
  subscriptionsPerDevice: values.subscriptionsPerDevice.default(null),
  holdSeconds: values.holdSeconds.default(0),
  keptRuns: values.keptRuns.default(200),
  trustedSinks: values.trustedSinks.default([]),
  usageUnknownParameters: values.usageUnknownParameters.default('refuse'),
  usageRequiresToken: values.usageRequiresToken.default(false),
})
export type Settings = z.infer<typeof zSettings>

/** Only what is to change: it has no defaults, which would bring back what is not named. */
export const zSettingsChange = z.strictObject(values).partial()
