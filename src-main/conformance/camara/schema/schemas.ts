// The published schemas of replies and events, by API and version. What the files leave optional is optional here, also
// where our own server always sends it.
import { z } from 'zod'
import { zApplicationProfile } from '#shared/wire/camara/applicationProfilesV05'
import { zDateTime, zErrorInfo } from '#shared/wire/camara/common'
import {
  zNetworkQualityEventData,
  zSubscription,
  zSubscriptionAsync,
  zSubscriptionEndedData,
} from '#shared/wire/camara/connectivityInsightsSubscriptionsV06'
import {
  zNetworkQualityEventDataV07,
  zSubscriptionAsyncV07,
  zSubscriptionStartedData,
  zSubscriptionUpdatedData,
  zSubscriptionV07,
} from '#shared/wire/camara/connectivityInsightsSubscriptionsV07'
import { zNetworkQualityInsightResponse } from '#shared/wire/camara/connectivityInsightsV06'

/** Schema `CloudEvent`. */
const cloudEvent = (data: z.ZodType) =>
  z.object({
    id: z.string().min(1),
    source: z.string().min(1),
    type: z.string().min(1),
    specversion: z.literal('1.0'),
    time: zDateTime,
    datacontenttype: z.literal('application/json').optional(),
    data,
  })

type Schemas = Readonly<Record<string, z.ZodType>>

const ENDED = { EventSubscriptionEnded: cloudEvent(zSubscriptionEndedData) }

const SCHEMAS: Readonly<Record<string, Schemas>> = {
  '/application-profiles/v0.5': { ApplicationProfile: zApplicationProfile },
  '/connectivity-insights/v0.6': { NetworkQualityInsightResponse: zNetworkQualityInsightResponse },
  '/connectivity-insights/v0.7rc1': { NetworkQualityInsightResponse: zNetworkQualityInsightResponse },
  '/connectivity-insights-subscriptions/v0.6': {
    Subscription: zSubscription.partial({ subscriptionId: true }), // reading C3
    SubscriptionAsync: zSubscriptionAsync.partial(),
    EventNetworkQuality: cloudEvent(
      zNetworkQualityEventData.partial({ papplicationProfileId: true, applicationProfileId: true }), // reading C1
    ),
    ...ENDED,
  },
  '/connectivity-insights-subscriptions/v0.7rc1': {
    Subscription: zSubscriptionV07,
    SubscriptionAsync: zSubscriptionAsyncV07,
    EventNetworkQuality: cloudEvent(zNetworkQualityEventDataV07.partial({ applicationProfileId: true })),
    EventSubscriptionStarted: cloudEvent(zSubscriptionStartedData),
    EventSubscriptionUpdated: cloudEvent(zSubscriptionUpdatedData),
    ...ENDED,
  },
}

/** Known for every API. */
const COMMON: Schemas = { ErrorInfo: zErrorInfo }

/** Every schema of every API. */
export const ALL_SCHEMAS: readonly z.ZodType[] = [COMMON, ...Object.values(SCHEMAS)].flatMap((some) =>
  Object.values(some),
)

export function findSchema(name: string, basePath: string): z.ZodType | undefined {
  return SCHEMAS[basePath]?.[name] ?? COMMON[name]
}

/** @throws Error for a schema that this API does not have: a bug in a suite */
export function schemaNamed(name: string, basePath: string): z.ZodType {
  const schema = findSchema(name, basePath)
  if (schema) return schema
  throw new Error(`${basePath} has no schema ${name}`)
}
