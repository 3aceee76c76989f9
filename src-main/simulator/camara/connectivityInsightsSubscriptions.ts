// CAMARA connectivity-insights-subscriptions in the shape of a release: its operations.
import { NETWORK_QUALITY_EVENT } from '#shared/wire/camara/connectivityInsightsSubscriptionsV06'
import type { CamaraApi, CamaraCall } from './camaraApi'
import type { CamaraRelease } from './releases'
import { parseBody } from './requestBody'
import { draftSubscription, type SubscriptionRulePorts } from './subscriptionRequest'
import { visibleSubscription, visibleSubscriptions } from './subscriptions'

export interface SubscriptionApiPorts extends SubscriptionRulePorts {
  /** Of this run, for links to other pages of a list. */
  serverRoot: () => string
}

export function connectivityInsightsSubscriptions(ports: SubscriptionApiPorts, shape: CamaraRelease): CamaraApi {
  const { subscriptions, settings, serverRoot } = ports
  const { release, subscriptionWire: wire } = shape
  const basePath = `/connectivity-insights-subscriptions/${shape.version}`
  const visible = ({ caller, parameter }: CamaraCall) =>
    visibleSubscription(subscriptions, caller, release, parameter('subscriptionId'))
  return {
    basePath,
    errors: shape.errors,
    operations: [
      {
        operationId: 'createSubscription',
        method: 'post',
        path: '/subscriptions',
        scope: `connectivity-insights-subscriptions:${NETWORK_QUALITY_EVENT}:create`,
        async answer({ caller, body }) {
          const draft = draftSubscription(ports, shape, caller, parseBody(shape.subscriptionRequest, body))
          if (settings().subscriptionCreation === 'async')
            return { status: 202, body: wire.accepted(await subscriptions.request(draft)) }
          return { status: 201, body: wire.subscription(await subscriptions.create(draft)) }
        },
      },
      {
        operationId: 'getSubscriptionList',
        method: 'get',
        path: '/subscriptions',
        scope: 'connectivity-insights-subscriptions:read',
        answer: ({ caller, query }) =>
          wire.list(visibleSubscriptions(subscriptions, caller, release), {
            query,
            url: `${serverRoot()}${basePath}/subscriptions`,
          }),
      },
      {
        operationId: 'getSubscription',
        method: 'get',
        path: '/subscriptions/:subscriptionId',
        scope: 'connectivity-insights-subscriptions:read',
        answer: (call) => ({ status: 200, body: wire.subscription(visible(call)) }),
      },
      {
        operationId: 'deleteSubscription',
        method: 'delete',
        path: '/subscriptions/:subscriptionId',
        scope: 'connectivity-insights-subscriptions:delete',
        async answer(call) {
          await subscriptions.remove(visible(call).id)
          return { status: 204 }
        },
      },
    ],
  }
}
