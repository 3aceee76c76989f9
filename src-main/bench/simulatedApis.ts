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
  const { clock, wall, ids, journal, usage, issuer, clients, profiles, network, faults, notifier, documents } = rooms
  const settings = () => documents.settings.data
  const oauth = createOauthApp({
    clock,
    ids,
    issuer,
    clients,
    subscribers: () =>
      network
        .devices()
        .flatMap(({ id, device: { phoneNumber } }) => (phoneNumber ? [{ deviceId: id, phoneNumber }] : [])),
    origin: serverRoot,
    onProblem,
  })
  const camara = createCamaraApps({
    auth,
    clock,
    ids,
    issuer,
    clients,
    profiles,
    devices: network,
    network,
    subscriptions: notifier,
    settings,
    serverRoot,
    faults,
    onProblem,
  })
  const apps = new Map<string, RequestListener>([
    [
      'usageManagement',
      createUsageManagementApp({
        reports: usage,
        settings,
        ...{ clock, issuer, clients, serverRoot, faults, onProblem },
      }),
    ],
    ...camara,
    ['oauth2', oauth],
    ['.well-known', oauth],
  ])
  return createSimulator({ apps, clock, wall, journal })
}
