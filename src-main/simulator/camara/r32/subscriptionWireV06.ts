// Subscriptions in the shape of connectivity-insights-subscriptions 0.6 (r3.2).
import type { StoredSubscription } from '#shared/domain/subscription'
import type { WireSubscription, WireSubscriptionAsync } from '#shared/wire/camara/connectivityInsightsSubscriptionsV06'
import type { SubscriptionWire } from '../releases'
import { sharedParts } from '../subscriptionParts'

/** Both ids are sent (reading C3); one that is suspended is called `DEACTIVE` (reading C20). */
function toWire(subscription: StoredSubscription): WireSubscription {
  const { id, status } = subscription
  return {
    id,
    subscriptionId: id,
    ...sharedParts(subscription),
    status: status === 'INACTIVE' ? 'DEACTIVE' : status,
  }
}

export const subscriptionWireV06: SubscriptionWire = {
  subscription: toWire,
  accepted: ({ id }): WireSubscriptionAsync => ({ id, subscriptionId: id }),
  list: (subscriptions) => ({ status: 200, body: subscriptions.map(toWire) }),
}
