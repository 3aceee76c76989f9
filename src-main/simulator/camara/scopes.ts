// OAuth scopes of the CAMARA APIs, as their published security requirements name them.
import { NETWORK_QUALITY_EVENT } from '#shared/wire/camara/connectivityInsightsSubscriptionsV06'

const CREATE_SUBSCRIPTION = `connectivity-insights-subscriptions:${NETWORK_QUALITY_EVENT}:create` as const

export const CAMARA_SCOPES = [
  'application-profiles:create',
  'application-profiles:read',
  'application-profiles:update',
  'application-profiles:delete',
  'connectivity-insights:check',
  CREATE_SUBSCRIPTION,
  'connectivity-insights-subscriptions:read',
  'connectivity-insights-subscriptions:delete',
] as const
export type CamaraScope = (typeof CAMARA_SCOPES)[number]
