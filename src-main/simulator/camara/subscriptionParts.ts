import type { StoredSubscription } from '#shared/domain/subscription'

/** What a subscription shows in every release; the sink's credential never is. */
export function sharedParts(subscription: StoredSubscription) {
  const { sink, type, startsAt, expiresAt } = subscription
  return {
    sink,
    protocol: 'HTTP' as const,
    types: [type],
    config: {
      subscriptionDetail: {
        device: subscription.device,
        applicationServer: subscription.applicationServer,
        applicationServerPorts: subscription.applicationServerPorts,
        applicationProfileId: subscription.profileId,
      },
      subscriptionExpireTime: subscription.requestedExpireTime,
      subscriptionMaxEvents: subscription.maxEvents,
      initialEvent: subscription.initialEvent,
    },
    startsAt: new Date(startsAt).toISOString(),
    expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt).toISOString(),
  }
}
