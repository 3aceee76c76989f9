import type { FaultyOperation } from './fault'

interface Route {
  readonly method: string
  /** Of the path after API and version. */
  readonly path: RegExp
}

const ONE = (resource: string) => new RegExp(`^/${resource}/[^/]+/?$`)
const ALL = (resource: string) => new RegExp(`^/${resource}/?$`)

const ROUTES: Readonly<Record<FaultyOperation, Route>> = {
  listUsageConsumptionReport: { method: 'GET', path: ALL('usageConsumptionReport') },
  retrieveUsageConsumptionReport: { method: 'GET', path: ONE('usageConsumptionReport') },
  createApplicationProfile: { method: 'POST', path: ALL('application-profiles') },
  readApplicationProfile: { method: 'GET', path: ONE('application-profiles') },
  updateApplicationProfile: { method: 'PATCH', path: ONE('application-profiles') },
  deleteApplicationProfile: { method: 'DELETE', path: ONE('application-profiles') },
  checkNetworkQuality: { method: 'POST', path: ALL('check-network-quality') },
  createSubscription: { method: 'POST', path: ALL('subscriptions') },
  getSubscriptionList: { method: 'GET', path: ALL('subscriptions') },
  getSubscription: { method: 'GET', path: ONE('subscriptions') },
  deleteSubscription: { method: 'DELETE', path: ONE('subscriptions') },
}

/**
 * The operationId of a request to a simulated API.
 * @param url path with query, from the root of the server
 * @returns undefined where it is none of those that can be named
 */
export function operationOf(method: string, url: string): FaultyOperation | undefined {
  const [, rest = ''] = /^\/[^/]+\/[^/]+(\/[^?]*)/.exec(url) ?? []
  const found = Object.entries(ROUTES).find(([, route]) => route.method === method && route.path.test(rest))
  return found?.[0] as FaultyOperation | undefined
}
