// `data` of the two events in release r3.2 (connectivity-insights-subscriptions 0.6), spelled as published.
import { confidencesOf } from '#shared/domain/assessment'
import type { StoredSubscription } from '#shared/domain/subscription'
import type {
  WireNetworkQualityEventData,
  WireSubscriptionEndedData,
} from '#shared/wire/camara/connectivityInsightsSubscriptionsV06'
import type { Ending } from './endings'
import type { Observation } from './observation'

/** Schema `NetworkQualityInsight`: all answered confidences; the profile under both names (readings C1, C2, C23). */
export function qualityDataR32(
  { id, profileId }: StoredSubscription,
  { condition, findings }: Observation,
): WireNetworkQualityEventData {
  return {
    subscriptionId: id,
    papplicationProfileId: profileId,
    applicationProfileId: profileId,
    ...confidencesOf(findings),
    additionalKpis: { signalStrength: condition.signalStrength, connectivityType: condition.connectivityType },
  }
}

/** Schema `SubscriptionEnded`. */
export function endedDataR32({ id }: StoredSubscription, ending: Ending): WireSubscriptionEndedData {
  return { subscriptionId: id, terminationReason: ending.reason, terminationDescription: ending.description }
}
