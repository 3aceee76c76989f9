// The CAMARA APIs of the Fall25 release (r3.2, with application-profiles r1.2).
import type { Express } from 'express'
import type { ProfileRegistry } from './applicationProfiles'
import { createCamaraApi, type CamaraApiPorts } from './camaraApi'
import type { NetworkQualityPorts } from './networkQuality'
import { applicationProfilesV05 } from './r32/applicationProfilesV05'
import { connectivityInsightsSubscriptionsV06 } from './r32/connectivityInsightsSubscriptionsV06'
import { connectivityInsightsV06 } from './r32/connectivityInsightsV06'
import type { SubscriptionRulePorts } from './subscriptionRequest'

export interface CamaraPorts extends CamaraApiPorts, NetworkQualityPorts, SubscriptionRulePorts {
  profiles: ProfileRegistry
}

export interface CamaraApps {
  readonly applicationProfiles: Express
  readonly connectivityInsights: Express
  readonly connectivityInsightsSubscriptions: Express
}

/** Each app handles full paths, such as `/connectivity-insights/v0.6/check-network-quality`. */
export function createCamaraApps(ports: CamaraPorts): CamaraApps {
  return {
    applicationProfiles: createCamaraApi(applicationProfilesV05(ports.profiles), ports),
    connectivityInsights: createCamaraApi(connectivityInsightsV06(ports), ports),
    connectivityInsightsSubscriptions: createCamaraApi(connectivityInsightsSubscriptionsV06(ports), ports),
  }
}
