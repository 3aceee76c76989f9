// The CAMARA APIs of both releases, by the first segment of their paths.
import type { RequestListener } from 'node:http'
import type { ProfileRegistry } from './applicationProfiles'
import { applicationProfilesV05 } from './applicationProfilesV05'
import { createCamaraApi, type CamaraApiPorts } from './camaraApi'
import { connectivityInsights } from './connectivityInsights'
import { connectivityInsightsSubscriptions, type SubscriptionApiPorts } from './connectivityInsightsSubscriptions'
import type { NetworkQualityPorts } from './networkQuality'
import type { CamaraApi } from './operation'
import { R32, R41, type CamaraRelease } from './releases'

export interface CamaraPorts extends CamaraApiPorts, NetworkQualityPorts, SubscriptionApiPorts {
  clients: CamaraApiPorts['clients'] & NetworkQualityPorts['clients'] & SubscriptionApiPorts['clients']
  profiles: ProfileRegistry
}

/** One API in several versions; a path of no version goes to the first, which says what there is. */
function versions(apis: readonly CamaraApi[], ports: CamaraPorts): RequestListener {
  const apps = apis.map((api) => ({ prefix: `${api.basePath}/`, app: createCamaraApi(api, apis, ports) }))
  return (request, response) => {
    const version = apps.find(({ prefix }) => request.url?.startsWith(prefix)) ?? apps[0]
    version?.app(request, response)
  }
}

/** Each handles full paths, such as `/connectivity-insights/v0.6/check-network-quality`. */
export function createCamaraApps(ports: CamaraPorts): ReadonlyMap<string, RequestListener> {
  const insights = (release: CamaraRelease) => connectivityInsights(ports, release)
  const subscriptions = (release: CamaraRelease) => connectivityInsightsSubscriptions(ports, release)
  return new Map([
    ['application-profiles', versions([applicationProfilesV05(ports.profiles)], ports)],
    ['connectivity-insights', versions([insights(R32), insights(R41)], ports)],
    ['connectivity-insights-subscriptions', versions([subscriptions(R32), subscriptions(R41)], ports)],
  ])
}
