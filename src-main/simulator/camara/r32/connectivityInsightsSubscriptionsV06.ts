// CAMARA connectivity-insights-subscriptions 0.6 (r3.2): its operations, and subscriptions in its shape.
import type { StoredSubscription } from '#shared/domain/subscription'
import {
  NETWORK_QUALITY_EVENT,
  zSubscriptionRequest,
  type WireSubscription,
} from '#shared/wire/camara/connectivityInsightsSubscriptionsV06'
import type { CamaraApi } from '../camaraApi'
import { parseBody } from '../requestBody'
import { draftSubscription, type SubscriptionRulePorts } from '../subscriptionRequest'
import { visibleSubscription, visibleSubscriptions } from '../subscriptions'

/** Both ids are sent (reading C3); the sink's credential never is. */
function toWire(subscription: StoredSubscription): WireSubscription {
  const { id, sink, type, startsAt, expiresAt, status } = subscription
  return {
    id,
    subscriptionId: id,
    sink,
    protocol: 'HTTP',
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
    status,
  }
}

export function connectivityInsightsSubscriptionsV06(ports: SubscriptionRulePorts): CamaraApi {
  const { subscriptions } = ports
  return {
    basePath: '/connectivity-insights-subscriptions/v0.6',
    operations: [
      {
        operationId: 'createSubscription',
        method: 'post',
        path: '/subscriptions',
        scope: `connectivity-insights-subscriptions:${NETWORK_QUALITY_EVENT}:create`,
        async answer({ caller, body }) {
          const draft = draftSubscription(ports, caller, parseBody(zSubscriptionRequest, body))
          return { status: 201, body: toWire(await subscriptions.create(draft)) }
        },
      },
      {
        operationId: 'getSubscriptionList',
        method: 'get',
        path: '/subscriptions',
        scope: 'connectivity-insights-subscriptions:read',
        answer: ({ caller }) => ({
          status: 200,
          body: visibleSubscriptions(subscriptions, caller, 'r3.2').map(toWire),
        }),
      },
      {
        operationId: 'getSubscription',
        method: 'get',
        path: '/subscriptions/:subscriptionId',
        scope: 'connectivity-insights-subscriptions:read',
        answer({ caller, parameter }) {
          const found = visibleSubscription(subscriptions, caller, 'r3.2', parameter('subscriptionId'))
          return { status: 200, body: toWire(found) }
        },
      },
      {
        operationId: 'deleteSubscription',
        method: 'delete',
        path: '/subscriptions/:subscriptionId',
        scope: 'connectivity-insights-subscriptions:delete',
        async answer({ caller, parameter }) {
          const { id } = visibleSubscription(subscriptions, caller, 'r3.2', parameter('subscriptionId'))
          await subscriptions.remove(id)
          return { status: 204 }
        },
      },
    ],
  }
}
