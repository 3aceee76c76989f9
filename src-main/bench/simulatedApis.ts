// The simulated APIs by the first segment of their paths.
import type { RequestListener } from 'node:http'
import { isForbiddenHost } from '../notifier/forbiddenHosts'
import { camaraApis, createCamaraApps, type CamaraPorts } from '../simulator/camara/camaraApps'
import { createOauthApp } from '../simulator/oauth/oauthApp'
import { createOpenApiApp } from '../simulator/openapi/openApiApp'
import type { CamaraApi } from '../simulator/camara/operation'
import { createSimulator } from '../simulator/simulatorServer'
import { createUsageManagementApp } from '../simulator/tmf677/usageManagementApp'
import type { BenchRooms } from './rooms'

export interface SimulatedApiOptions {
  readonly auth: 'strict' | 'open'
  readonly serverRoot: () => string
  readonly onProblem: (message: string) => void
}

/** Worked out when somebody reads them. */
async function describedApis(camara: readonly CamaraApi[]) {
  const [{ camaraDescription }, { TMF677_DESCRIPTION }] = await Promise.all([
    import('../simulator/openapi/camaraDescription'),
    import('../simulator/openapi/tmf677Description'),
  ])
  return [...camara.map(camaraDescription), TMF677_DESCRIPTION]
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
  const ports: CamaraPorts = {
    auth,
    clock,
    ids,
    issuer,
    clients,
    profiles,
    devices: network,
    network,
    subscriptions: notifier,
    isForbiddenHost,
    settings,
    serverRoot,
    faults,
    onProblem,
  }
  const apis = camaraApis(ports)
  const openApi = createOpenApiApp({ apis: () => describedApis(apis.flat()), serverRoot, onProblem })
  const apps = new Map<string, RequestListener>([
    [
      'usageManagement',
      createUsageManagementApp({
        reports: usage,
        settings,
        ...{ clock, issuer, clients, serverRoot, faults, onProblem },
      }),
    ],
    ...createCamaraApps(apis, ports),
    ['oauth2', oauth],
    ['.well-known', oauth],
    ['openapi', openApi],
    ['docs', openApi],
  ])
  return createSimulator({ apps, clock, wall, journal })
}
