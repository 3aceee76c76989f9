// The simulated APIs by the first segment of their paths.
import type { RequestListener } from 'node:http'
import { createCamaraApps } from '../simulator/camara/camaraApps'
import { createOauthApp } from '../simulator/oauth/oauthApp'
import { createSimulator } from '../simulator/simulatorServer'
import { createUsageManagementApp } from '../simulator/tmf677/usageManagementApp'
import type { BenchRooms } from './rooms'

export interface SimulatedApiOptions {
  readonly auth: 'strict' | 'open'
  readonly serverRoot: () => string
  readonly onProblem: (message: string) => void
}

export function simulatedApis(
  rooms: BenchRooms,
  { auth, serverRoot, onProblem }: SimulatedApiOptions,
): RequestListener {
  const { clock, wall, ids, journal, usage, issuer, profiles, network, faults, notifier, documents } = rooms
  const oauth = createOauthApp({ issuer, origin: serverRoot, onProblem })
  const camara = createCamaraApps({
    auth,
    clock,
    ids,
    issuer,
    profiles,
    devices: network,
    network,
    subscriptions: notifier,
    settings: () => documents.settings.data,
    faults,
    onProblem,
  })
  const apps = new Map<string, RequestListener>([
    ['usageManagement', createUsageManagementApp({ reports: usage, clock, serverRoot, faults, onProblem })],
    ['application-profiles', camara.applicationProfiles],
    ['connectivity-insights', camara.connectivityInsights],
    ['connectivity-insights-subscriptions', camara.connectivityInsightsSubscriptions],
    ['oauth2', oauth],
    ['.well-known', oauth],
  ])
  return createSimulator({ apps, clock, wall, journal })
}
