// Wire shapes of CAMARA connectivity-insights-subscriptions 0.7.0-rc.1 (r4.1), exactly as published.
// As in 0.6 the strings that have error codes of their own (reading C8) are left open here and judged by the rules,
// and so is the number of event types, which is 422 and not 400 (reading C30).
import { z } from 'zod'
import { zAdditionalKpis, zUuid } from './common'
import { zApplicationServerR41, zDateTimeR41, zDeviceR41, zPortsSpecR41 } from './commonR41'
import { EVENT_TYPE_PREFIX } from './connectivityInsightsSubscriptionsV06'
import { zConfidences } from './connectivityInsightsV06'

export const SUBSCRIPTION_STARTED_EVENT = `${EVENT_TYPE_PREFIX}.subscription-started`
export const SUBSCRIPTION_UPDATED_EVENT = `${EVENT_TYPE_PREFIX}.subscription-updated`

/** A map, as a request may name any type: one called `constructor` is unknown, too. */
const CREDENTIAL_PROPERTIES: ReadonlyMap<string, readonly string[]> = new Map([
  ['ACCESSTOKEN', ['credentialType', 'accessToken', 'accessTokenExpiresUtc', 'accessTokenType']],
  ['PRIVATE_KEY_JWT', ['credentialType', 'clientId', 'tokenUri', 'jwksUri']],
])

/** Schema `SinkCredential` with what its types add. Of a type it does not know it refuses the type, not its properties. */
const zSinkCredential = z
  .looseObject({
    credentialType: z.string(),
    accessToken: z.string().max(4096).optional(),
    accessTokenExpiresUtc: z.string().optional(),
    accessTokenType: z.string().optional(),
    clientId: z.string().max(128).optional(),
    tokenUri: z.string().max(2048).optional(),
    jwksUri: z.string().max(2048).optional(),
  })
  .superRefine((credential, context) => {
    const known = CREDENTIAL_PROPERTIES.get(credential.credentialType)
    const keys = known ? Object.keys(credential).filter((key) => !known.includes(key)) : []
    if (keys.length > 0) context.addIssue({ code: 'unrecognized_keys', keys, input: credential })
  })

/** Schema `CreateSubscriptionDetail`; the server is required, the device is not (reading C16). */
const zSubscriptionDetail = z.strictObject({
  device: zDeviceR41.optional(),
  applicationServer: zApplicationServerR41,
  applicationServerPorts: zPortsSpecR41.optional(),
  applicationProfileId: zUuid,
})

/** Schema `Config`. */
const zConfig = z.strictObject({
  subscriptionDetail: zSubscriptionDetail,
  subscriptionExpireTime: zDateTimeR41.optional(),
  subscriptionMaxEvents: z.int().min(1).max(1_000_000).optional(),
  initialEvent: z.boolean().optional(),
})

/** Schema `HTTPSettings`. */
const zHttpSettings = z.strictObject({
  headers: z.record(z.string(), z.string().max(512)).optional(),
  method: z.enum(['POST']).optional(),
})

/** Body of operation `createSubscription`, schema `HTTPSubscriptionRequest`. */
export const zSubscriptionRequestV07 = z.strictObject({
  sink: z.string().max(2048),
  protocol: z.string(),
  types: z.array(z.string()).min(1),
  config: zConfig,
  sinkCredential: zSinkCredential.optional(),
  protocolSettings: zHttpSettings.optional(),
})

const zSubscriptionStatus = z.enum(['ACTIVATION_REQUESTED', 'ACTIVE', 'EXPIRED', 'INACTIVE', 'DELETED'])

/** Schema `HTTPSubscriptionResponse`; `sinkCredential` is never returned. */
export const zSubscriptionV07 = z.strictObject({
  id: z.string().max(256),
  sink: z.string().max(2048),
  protocol: z.literal('HTTP'),
  types: z.array(z.string()).length(1),
  config: zConfig,
  startsAt: zDateTimeR41,
  expiresAt: zDateTimeR41.optional(),
  status: zSubscriptionStatus,
  protocolSettings: zHttpSettings.optional(),
})
export type WireSubscriptionV07 = z.infer<typeof zSubscriptionV07>

/** Schema `SubscriptionAsync`. */
export const zSubscriptionAsyncV07 = z.strictObject({ id: z.string() })
export type WireSubscriptionAsyncV07 = z.infer<typeof zSubscriptionAsyncV07>

/** Digits only: `Number` alone would take `0x10`, `1e1` and nothing at all. */
const zWholeNumber = z
  .string('give it once')
  .regex(/^\d{1,10}$/, 'not a whole number')
  .transform(Number)

/** Parameters `page` and `perPage` of operation `getSubscriptionList`. */
export const zPage = z.object({
  page: zWholeNumber.pipe(z.int().min(1).max(2_147_483_647)).default(1),
  perPage: zWholeNumber.pipe(z.int().min(1).max(100)).default(20),
})

/** Schema `SubscriptionList` (reading C6). */
export const zSubscriptionListV07 = z.strictObject({
  subscriptions: z.array(zSubscriptionV07).max(100),
  pagination: z.strictObject({ page: z.int(), perPage: z.int(), totalCount: z.int(), totalPages: z.int() }),
})
export type WireSubscriptionListV07 = z.infer<typeof zSubscriptionListV07>

/** `data` of the `network-quality` event, schema `NetworkQualityInsight`, with `subscriptionId` (readings C1, C23). */
export const zNetworkQualityEventDataV07 = zConfidences.extend({
  subscriptionId: z.string(),
  applicationProfileId: z.guid(),
  additionalKpis: zAdditionalKpis.optional(),
})
export type WireNetworkQualityEventDataV07 = z.infer<typeof zNetworkQualityEventDataV07>

/** `data` of the lifecycle events, schemas `SubscriptionStarted`, `SubscriptionUpdated` and `SubscriptionEnded`. */
export const zSubscriptionStartedData = z.strictObject({
  initiationReason: z.literal('SUBSCRIPTION_CREATED'),
  subscriptionId: z.string(),
  initiationDescription: z.string().max(512).optional(),
})
export type WireSubscriptionStartedData = z.infer<typeof zSubscriptionStartedData>
export const zSubscriptionUpdatedData = z.strictObject({
  updateReason: z.enum(['SUBSCRIPTION_ACTIVE', 'SUBSCRIPTION_INACTIVE']),
  subscriptionId: z.string(),
  updateDescription: z.string().max(512).optional(),
})
export type WireSubscriptionUpdatedData = z.infer<typeof zSubscriptionUpdatedData>
