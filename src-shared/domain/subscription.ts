// A subscription as kept: what was asked, who owns it, and what was told so far.
import { z } from 'zod'
import { zApplicationServer, zDevice, zPortsSpec, zUuid } from '../wire/camara/common'
import { zTerminationReason } from '../wire/camara/connectivityInsightsSubscriptionsV06'
import { METRICS } from './condition'

/** The published release in which a subscription was made; it is listed, read and notified only there (reading C34). */
const zRelease = z.enum(['r3.2', 'r4.1'])
export type Release = z.infer<typeof zRelease>

/**
 * `ACTIVATION_REQUESTED`: answered with 202, not at work yet. `INACTIVE`: suspended by the network, to be taken up again;
 * r3.2 calls it `DEACTIVE` (reading C20). `EXPIRED` and `DELETED` are ends.
 */
const zSubscriptionStatus = z.enum(['ACTIVATION_REQUESTED', 'ACTIVE', 'INACTIVE', 'EXPIRED', 'DELETED'])

/** The bench's own inbox, wherever it listens in this run; only a scenario names it so. */
export const INBOX_SINK = 'inbox'

export const zStoredSubscription = z.object({
  id: z.guid(),
  release: zRelease,
  clientId: z.string(),
  /** Set when it was made with a three-legged token. */
  phoneNumber: z.string().optional(),
  deviceId: z.string(),
  /** The one identifier to echo (reading C28); absent when the token identified the device (reading C16). */
  device: zDevice.optional(),
  applicationServer: zApplicationServer.optional(),
  applicationServerPorts: zPortsSpec.optional(),
  profileId: zUuid,
  type: z.string(),
  /** An absolute URL, or `INBOX_SINK`. */
  sink: z.string(),
  sinkCredential: z.object({ accessToken: z.string(), expiresAt: z.number() }).optional(),
  /** Headers that the client wants on each notification, and the method it may name; r4.1 only (reading C30). */
  protocolSettings: z
    .object({ headers: z.record(z.string(), z.string()).optional(), method: z.enum(['POST']).optional() })
    .optional(),
  /** Bench instant from which it is at work; in the future while its activation is requested. */
  startsAt: z.number(),
  expiresAt: z.number().optional(),
  /** `expiresAt` as the client wrote it, to be echoed. */
  requestedExpireTime: z.string().optional(),
  maxEvents: z.int().min(1).optional(),
  initialEvent: z.boolean().optional(),
  status: zSubscriptionStatus,
  /** Quality events raised so far, the initial one too (reading C24). */
  eventCount: z.int().min(0),
  /** The last answers, by metric; an event is raised when one of them changes (reading C24). */
  answers: z.partialRecord(z.enum(METRICS), z.boolean()),
  /** Since when the answers are what they are: the instant of the crossing. */
  answersSince: z.number(),
  endedAt: z.number().optional(),
  terminationReason: zTerminationReason.optional(),
})
export type StoredSubscription = z.infer<typeof zStoredSubscription>

/** What its client decides about a subscription; identity, state and what the network does are the bench's to add. */
export type SubscriptionDraft = Omit<
  StoredSubscription,
  'id' | 'status' | 'eventCount' | 'answers' | 'answersSince' | 'startsAt' | 'endedAt' | 'terminationReason'
>
