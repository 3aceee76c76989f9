// The CAMARA APIs of both releases, by the first segment of their paths.
import type { RequestListener } from 'node:http'
import { firstSegment } from '../simulatorServer'
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
function versions(apis: readonly CamaraApi[], ports: CamaraApiPorts): RequestListener {
  const apps = apis.map((api) => ({ prefix: `${api.basePath}/`, app: createCamaraApi(api, apis, ports) }))
  return (request, response) => {
    const version = apps.find(({ prefix }) => request.url?.startsWith(prefix)) ?? apps[0]
    version?.app(request, response)
  }
}

/** Every API in every version, the older one of each first. */
export function camaraApis(ports: CamaraPorts): readonly (readonly CamaraApi[])[] {
  const insights = (release: CamaraRelease) => connectivityInsights(ports, release)
  const subscriptions = (release: CamaraRelease) => connectivityInsightsSubscriptions(ports, release)
  return [
    [applicationProfilesV05(ports.profiles)],
    [insights(R32), insights(R41)],
    [subscriptions(R32), subscriptions(R41)],
  ]
}

/** Each handles full paths, such as `/connectivity-insights/v0.6/check-network-quality`. */
export function createCamaraApps(
  apis: readonly (readonly CamaraApi[])[],
  ports: CamaraApiPorts,
): ReadonlyMap<string, RequestListener> {
  return new Map(apis.map((some) => [firstSegment(some[0]?.basePath ?? ''), versions(some, ports)]))
}
