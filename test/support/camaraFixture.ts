// The three CAMARA APIs behind a real server, for tests: two devices, a network that says what a test
// sets, subscriptions in memory.
import type { TokenRequest } from '#shared/control/operations/tokenOperations'
import { zSettings } from '#shared/control/settings'
import { assess } from '#shared/domain/assessment'
import type { Condition } from '#shared/domain/condition'
import type { StoredProfile } from '#shared/domain/applicationProfile'
import type { StoredSubscription } from '#shared/domain/subscription'
import { isForbiddenHost } from '#main/notifier/forbiddenHosts'
import { createClientRegistry } from '#main/simulator/clients'
import { createIssuer } from '#main/simulator/oauth/issuer'
import type { IssuerKeys } from '#main/simulator/oauth/issuerKeys'
import { countingIds, listen, memoryDocument, testClock } from './simulatorFixture'
import { createProfileRegistry } from '#main/simulator/camara/applicationProfiles'
import { camaraApis, createCamaraApps, type CamaraPorts } from '#main/simulator/camara/camaraApps'
import type { SubscriptionsPort } from '#main/simulator/camara/subscriptions'

export const ALICE = '+34600000001'
export const OUTSIDER = '+34600000009'
export const SOMEBODY = '+34699999999'

const CONDITION: Condition = {
  delayMs: 20,
  jitterMs: 5,
  lossRatio: 0,
  downRateKbps: 50_000,
  upRateKbps: 10_000,
  signalStrength: 'good',
  connectivityType: '5G-SA',
}
const DEVICE_IDS = new Map([
  [ALICE, 'alice'],
  [OUTSIDER, 'outsider'],
])

function memorySubscriptions(
  now: () => number,
): SubscriptionsPort & { end(id: string): void; suspend(id: string): void } {
  const kept = new Map<string, StoredSubscription>()
  const ids = countingIds()
  const end = (id: string) => {
    const subscription = kept.get(id)
    if (subscription) kept.set(id, { ...subscription, status: 'DELETED', endedAt: now() })
  }
  return {
    create(draft) {
      const fresh = { status: 'ACTIVE', startsAt: now(), eventCount: 0, answers: {}, answersSince: now() } as const
      const subscription: StoredSubscription = { ...draft, ...fresh, id: ids.uuid() }
      kept.set(subscription.id, subscription)
      return Promise.resolve(subscription)
    },
    request(draft) {
      const fresh = { status: 'ACTIVATION_REQUESTED', startsAt: now() + 1000, eventCount: 0, answers: {} } as const
      const subscription: StoredSubscription = { ...draft, ...fresh, answersSince: now() + 1000, id: ids.uuid() }
      kept.set(subscription.id, subscription)
      return Promise.resolve(subscription)
    },
    ofDevice: (deviceId) => [...kept.values()].filter((one) => one.deviceId === deviceId && one.endedAt === undefined),
    find: (id) => kept.get(id),
    ofClient: (clientId) => [...kept.values()].filter((one) => one.clientId === clientId && one.endedAt === undefined),
    remove: (id) => Promise.resolve(end(id)),
    end,
    suspend(id) {
      const subscription = kept.get(id)
      if (subscription) kept.set(id, { ...subscription, status: 'INACTIVE' })
    },
  }
}

export interface CallOptions {
  /** A token request of its own, or null for no token; default: the client `game` with all scopes. */
  token?: TokenRequest | null
  headers?: Record<string, string>
  /** An object is sent as JSON; a string as it is. */
  body?: unknown
}

export async function startCamara({ auth = 'strict' }: Partial<Pick<CamaraPorts, 'auth'>> = {}) {
  const clock = testClock()
  const ids = countingIds()
  const keys = memoryDocument<IssuerKeys | null>(null)
  const issuer = createIssuer({ clock, ids, keys, origin: () => 'http://bench.test' })
  const changedProfiles: string[] = []
  const endedProfiles: string[] = []
  const clients = createClientRegistry()
  const problems: string[] = []
  const profiles = createProfileRegistry({
    ids,
    document: memoryDocument<StoredProfile[]>([]),
    endSubscriptions(profileId) {
      endedProfiles.push(profileId)
      return Promise.resolve()
    },
    bus: { publish: (event) => event.kind === 'profile.changed' && changedProfiles.push(event.profileId) },
  })
  const subscriptions = memorySubscriptions(() => clock.now())
  const network = { condition: CONDITION, asked: [] as unknown[] }
  const settings = zSettings.parse({})
  const ports: CamaraPorts = {
    auth,
    clock,
    ids,
    issuer,
    clients,
    profiles,
    subscriptions,
    serverRoot: () => 'http://bench.test',
    isForbiddenHost,
    settings: () => settings,
    onProblem: (message) => problems.push(message),
    devices: {
      resolve({ phoneNumber = '', ipv4Address }, mayUse) {
        const deviceId = DEVICE_IDS.get(phoneNumber)
        if (deviceId !== undefined && mayUse(deviceId)) return { deviceId, identifier: { phoneNumber } }
        return ipv4Address?.publicAddress === '203.0.113.7' && mayUse('alice')
          ? { deviceId: 'alice', identifier: { ipv4Address } }
          : undefined
      },
      byPhoneNumber: (phoneNumber) => DEVICE_IDS.get(phoneNumber),
      isServiceApplicable: (deviceId) => deviceId !== 'outsider',
    },
    network: {
      assess(flow, thresholds, at) {
        network.asked.push({ flow, at })
        return { assessment: assess(network.condition, thresholds), condition: network.condition }
      },
    },
  }
  const apps = createCamaraApps(camaraApis(ports), ports)
  const server = await listen((request, response) => {
    apps.get(request.url?.split('/')[1] ?? '')?.(request, response)
  })

  async function call(method: string, path: string, { token = {}, headers = {}, body }: CallOptions = {}) {
    const request = token && { clientId: 'game', ...token }
    const authorization = request && { Authorization: `Bearer ${(await issuer.mint(request)).accessToken}` }
    const response = await fetch(server.origin + path, {
      method,
      headers: { 'Content-Type': 'application/json', ...authorization, ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const json = (text === '' ? undefined : JSON.parse(text)) as Record<string, unknown>
    return { status: response.status, headers: response.headers, body: json, code: json?.['code'] }
  }

  /** Creates a profile of 100 ms delay and 100 kbit/s upstream. @returns its id */
  async function createProfile(token: TokenRequest = {}): Promise<string> {
    const networkQualityThresholds = {
      packetDelayBudget: { value: 100, unit: 'Milliseconds' },
      targetMinUpstreamRate: { value: 100, unit: 'Kbps' },
    }
    const path = '/application-profiles/v0.5/application-profiles'
    const { body } = await call('POST', path, { token, body: { networkQualityThresholds } })
    return String(body['applicationProfileId'])
  }

  const close = () => server.close()
  return {
    call,
    createProfile,
    close,
    clock,
    network,
    settings,
    clients,
    profiles,
    subscriptions,
    changedProfiles,
    endedProfiles,
    problems,
  }
}
export type TestCamara = Awaited<ReturnType<typeof startCamara>>
