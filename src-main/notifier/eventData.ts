// Which events a release has, and their `data`.
import { confidencesOf } from '#shared/domain/assessment'
import type { Release, StoredSubscription } from '#shared/domain/subscription'
import type {
  WireNetworkQualityEventData,
  WireSubscriptionEndedData,
} from '#shared/wire/camara/connectivityInsightsSubscriptionsV06'
import type {
  WireNetworkQualityEventDataV07,
  WireSubscriptionStartedData,
  WireSubscriptionUpdatedData,
} from '#shared/wire/camara/connectivityInsightsSubscriptionsV07'
import type { Ending } from './endings'
import type { Observation } from './observation'

/** What makes the lifecycle events of r4.1; r3.2 has none but the end (reading C30). */
interface LifecycleData {
  started(subscription: StoredSubscription): WireSubscriptionStartedData
  updated(subscription: StoredSubscription, isActive: boolean): WireSubscriptionUpdatedData
}

interface EventData {
  quality(
    subscription: StoredSubscription,
    observation: Observation,
  ): WireNetworkQualityEventData | WireNetworkQualityEventDataV07
  ended(subscription: StoredSubscription, ending: Ending): WireSubscriptionEndedData
  readonly lifecycle?: LifecycleData
}

/** Schema `NetworkQualityInsight`: all answered confidences, spelled as published (readings C1, C2, C23). */
function quality({ id, profileId }: StoredSubscription, { condition, findings }: Observation) {
  return {
    subscriptionId: id,
    applicationProfileId: profileId,
    ...confidencesOf(findings),
    additionalKpis: { signalStrength: condition.signalStrength, connectivityType: condition.connectivityType },
  }
}

/** Schema `SubscriptionEnded`. */
function ended({ id }: StoredSubscription, ending: Ending): WireSubscriptionEndedData {
  return { subscriptionId: id, terminationReason: ending.reason, terminationDescription: ending.description }
}

/** Schemas `SubscriptionStarted` and `SubscriptionUpdated`. */
const LIFECYCLE: LifecycleData = {
  started: ({ id }) => ({ subscriptionId: id, initiationReason: 'SUBSCRIPTION_CREATED' }),
  updated: ({ id }, isActive) => ({
    subscriptionId: id,
    updateReason: isActive ? 'SUBSCRIPTION_ACTIVE' : 'SUBSCRIPTION_INACTIVE',
  }),
}

export const EVENT_DATA: Record<Release, EventData> = {
  'r3.2': {
    quality(subscription, observation) {
      const data = quality(subscription, observation)
      return { ...data, papplicationProfileId: data.applicationProfileId } // both names (reading C1)
    },
    ended,
  },
  'r4.1': { quality, ended, lifecycle: LIFECYCLE },
}
