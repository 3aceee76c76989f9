// Wire shapes of CAMARA connectivity-insights-subscriptions 0.6 (r3.2), exactly as published.
// Both `papplicationProfileId` and `applicationProfileId` are sent in events (C1), both `id` and `subscriptionId` in
// replies (C3). Protocol, event type, credential and sink have error codes of their own (C8), so the request schema
// leaves those strings open and the subscription rules judge them.
import { z } from 'zod'
import { zAdditionalKpis, zApplicationServer, zDateTime, zDevice, zPortsSpec, zUuid } from './common'
import { zConfidences } from './connectivityInsightsV06'

export const EVENT_TYPE_PREFIX = 'org.camaraproject.connectivity-insights-subscriptions.v0'
export const NETWORK_QUALITY_EVENT = `${EVENT_TYPE_PREFIX}.network-quality`
export const SUBSCRIPTION_ENDED_EVENT = `${EVENT_TYPE_PREFIX}.subscription-ended`

/** Schema `SinkCredential` with the three fields of `AccessTokenCredential` (reading C21: a dangling reference in r3.2). */
export const zSinkCredential = z.object({
  credentialType: z.string(),
  accessToken: z.string().optional(),
  accessTokenExpiresUtc: z.string().optional(),
  accessTokenType: z.string().optional(),
})
export type WireSinkCredential = z.infer<typeof zSinkCredential>

/** Schema `CreateSubscriptionDetail`; `device` may be absent with a three-legged token (reading C16). */
export const zSubscriptionDetail = z.object({
  device: zDevice.optional(),
  applicationServer: zApplicationServer.optional(),
  applicationServerPorts: zPortsSpec.optional(),
  applicationProfileId: zUuid,
})

/** Schema `Config`. */
export const zSubscriptionConfig = z.object({
  subscriptionDetail: zSubscriptionDetail,
  subscriptionExpireTime: zDateTime.optional(),
  subscriptionMaxEvents: z.int().min(1).optional(),
  initialEvent: z.boolean().optional(),
})

/** Body of operation `createSubscription`, schema `SubscriptionRequest`. */
export const zSubscriptionRequest = z.object({
  sink: z.string(),
  protocol: z.string(),
  types: z.array(z.string()).min(1).max(1),
  config: zSubscriptionConfig,
  sinkCredential: zSinkCredential.optional(),
})
/** A request of either release; only r4.1 has settings of the protocol, and there they are judged by its own schema. */
export type WireSubscriptionRequest = z.infer<typeof zSubscriptionRequest> & {
  protocolSettings?: { headers?: Record<string, string> | undefined; method?: 'POST' | undefined } | undefined
}

/** Statuses a subscription of r3.2 can have; after any end GET answers 404 (reading C20). */
const zSubscriptionStatus = z.enum(['ACTIVATION_REQUESTED', 'ACTIVE', 'EXPIRED', 'DEACTIVE', 'DELETED'])

/** Schema `Subscription`; `sinkCredential` is never returned. */
export const zSubscription = z.object({
  id: z.string(),
  subscriptionId: z.string(),
  sink: z.string(),
  protocol: z.literal('HTTP'),
  types: z.array(z.string()).length(1),
  config: zSubscriptionConfig,
  startsAt: zDateTime,
  expiresAt: zDateTime.optional(),
  status: zSubscriptionStatus,
})
export type WireSubscription = z.infer<typeof zSubscription>

/** Schema `SubscriptionAsync`; `id` is what r4.1 has (reading C3). */
export const zSubscriptionAsync = z.object({ id: z.string(), subscriptionId: z.string() })
export type WireSubscriptionAsync = z.infer<typeof zSubscriptionAsync>

/** Schema `TerminationReason`. */
export const zTerminationReason = z.enum([
  'MAX_EVENTS_REACHED',
  'NETWORK_TERMINATED',
  'SUBSCRIPTION_EXPIRED',
  'ACCESS_TOKEN_EXPIRED',
  'SUBSCRIPTION_DELETED',
])
export type TerminationReason = z.infer<typeof zTerminationReason>

/** `data` of the `network-quality` event, schema `NetworkQualityInsight`, with `subscriptionId` (reading C23). */
export const zNetworkQualityEventData = zConfidences.extend({
  subscriptionId: z.string(),
  papplicationProfileId: z.guid(),
  applicationProfileId: z.guid(),
  additionalKpis: zAdditionalKpis.optional(),
})
export type WireNetworkQualityEventData = z.infer<typeof zNetworkQualityEventData>

/** `data` of the `subscription-ended` event, schema `SubscriptionEnded`. */
export const zSubscriptionEndedData = z.object({
  terminationReason: zTerminationReason,
  subscriptionId: z.string(),
  terminationDescription: z.string().optional(),
})
export type WireSubscriptionEndedData = z.infer<typeof zSubscriptionEndedData>
