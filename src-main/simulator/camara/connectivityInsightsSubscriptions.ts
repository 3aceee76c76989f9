// CAMARA connectivity-insights-subscriptions in the shape of a release: its operations.
import { NETWORK_QUALITY_EVENT } from '#shared/wire/camara/connectivityInsightsSubscriptionsV06'
import type { CamaraApi, CamaraCall } from './operation'
import type { CamaraRelease } from './releases'
import { parseBody } from './requestBody'
import { draftSubscription, type SubscriptionRulePorts } from './subscriptionRequest'
import { visibleSubscription, visibleSubscriptions } from './subscriptions'
import { uuidParameter } from './uuidParameter'

export interface SubscriptionApiPorts extends SubscriptionRulePorts {
  /** Of this run, for links to other pages of a list. */
  serverRoot: () => string
}

export function connectivityInsightsSubscriptions(ports: SubscriptionApiPorts, shape: CamaraRelease): CamaraApi {
  const { subscriptions, settings, serverRoot } = ports
  const { release, subscriptionWire: wire, subscriptionSchemas: schemas } = shape
  const basePath = `/connectivity-insights-subscriptions/${shape.version}`
  const visible = (call: CamaraCall) =>
    visibleSubscription(subscriptions, call.caller, release, uuidParameter(call, 'subscriptionId'))
  return {
    title: 'Connectivity insights subscriptions',
    version: shape.publishedVersion,
    basePath,
    errors: shape.errors,
    operations: [
      {
        operationId: 'createSubscription',
        method: 'post',
        path: '/subscriptions',
        scope: `connectivity-insights-subscriptions:${NETWORK_QUALITY_EVENT}:create`,
        summary: 'Have a sink told whenever the network begins or ceases to meet a threshold for a flow.',
        request: shape.subscriptionRequest,
        replies: { 201: schemas.subscription, 202: schemas.accepted },
        event: schemas.event,
        refusals: shape.creationRefusals,
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
        summary: 'List the living subscriptions of this client.',
        ...(schemas.listQuery && { query: schemas.listQuery }),
        replies: { 200: schemas.list },
        refusals: [],
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
        summary: 'Read a living subscription of this client.',
        replies: { 200: schemas.subscription },
        refusals: ['notFound'],
        answer: (call) => ({ status: 200, body: wire.subscription(visible(call)) }),
      },
      {
        operationId: 'deleteSubscription',
        method: 'delete',
        path: '/subscriptions/:subscriptionId',
        scope: 'connectivity-insights-subscriptions:delete',
        summary: 'End a subscription; its sink is told.',
        replies: { 202: schemas.accepted, 204: null },
        refusals: ['notFound'],
        async answer(call) {
          const subscription = visible(call)
          await subscriptions.remove(subscription.id)
          return settings().subscriptionDeletion === 'async'
            ? { status: 202, body: wire.accepted(subscription) }
            : { status: 204 }
        },
      },
    ],
  }
}
