// Subscriptions in the shape of connectivity-insights-subscriptions 0.7.0-rc.1 (r4.1).
import type { StoredSubscription } from '#shared/domain/subscription'
import { parseOrRefuse } from '#shared/errors/zodIssues'
import {
  zPage,
  type WireSubscriptionAsyncV07,
  type WireSubscriptionListV07,
  type WireSubscriptionV07,
} from '#shared/wire/camara/connectivityInsightsSubscriptionsV07'
import type { SubscriptionWire } from '../releases'
import { sharedParts } from '../subscriptionParts'
import { pageLinks } from './pageLinks'

/** A subscription of this release always has a server (reading C16): its request schema requires one. */
function toWire(subscription: StoredSubscription): WireSubscriptionV07 {
  const { id, status, protocolSettings } = subscription
  const parts = sharedParts(subscription) as Omit<WireSubscriptionV07, 'id' | 'status' | 'protocolSettings'>
  return { id, ...parts, status, protocolSettings }
}

export const subscriptionWireV07: SubscriptionWire = {
  subscription: toWire,
  accepted: ({ id }): WireSubscriptionAsyncV07 => ({ id }),
  list(subscriptions, { query, url }) {
    const { page, perPage } = parseOrRefuse(zPage, query)
    const totalCount = subscriptions.length
    const totalPages = Math.ceil(totalCount / perPage)
    const shown = subscriptions.slice((page - 1) * perPage, page * perPage)
    const body: WireSubscriptionListV07 = {
      subscriptions: shown.map(toWire),
      pagination: { page, perPage, totalCount, totalPages },
    }
    const link = pageLinks(url, { page, perPage, totalPages })
    const headers = { 'X-Total-Count': `${totalCount}`, 'X-Total-Pages': `${totalPages}`, ...(link && { Link: link }) }
    return { status: 200, body, headers }
  },
}
