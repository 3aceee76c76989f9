// Generated requests to every simulated operation: only what is described comes back, and a refused one changes nothing.
// `npm run fuzz` makes 10,000 of each.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { Agent, request } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shippedScenario } from '#main/bench/scenarioLibrary/scenarioFiles'
import { startTestBench, type BenchUnderTest } from '../support/benchFixture'
import { camaraClient } from '../support/camaraClient'
import { describedApi } from '../support/describedApi'
import { hostileRequest, type HostileRequest, type HostileShape } from '../support/hostile/hostileRequests'

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 500)
/** Other ones each time; those of CI are the same each time. */
const IS_LONG = RUNS > 500
/** So many at the same time; a failure is narrowed down to the one that makes it. */
const AT_ONCE = 25
const SERVER = { ipv4Address: '198.51.100.1' }
const THRESHOLDS = { packetDelayBudget: { value: 100, unit: 'Milliseconds' }, packetLossErrorRate: 3 }

let bench: BenchUnderTest
let agent: Agent
let folder: string
let shapes: Record<string, HostileShape>
const problems: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'callbox-test-'))
  const scenario = () => Promise.resolve(shippedScenario('train-tunnel'))
  bench = await startTestBench(folder, { scenario, onProblem: (problem) => problems.push(problem) })
  await bench.control.setClock({ body: { mode: 'paused' } })
  agent = new Agent({ connections: AT_ONCE })
  const app = camaraClient(bench.serverRoot)
  await app.authenticate()
  const profileId = await app.createProfile(THRESHOLDS)
  const { items } = await bench.control.listDevices()
  const device = items[0]?.device ?? {}
  const subscriptions = await Promise.all(
    ['v0.6', 'v0.7rc1'].map((version) =>
      app.send<{ id: string }>(
        'POST',
        `/connectivity-insights-subscriptions/${version}/subscriptions`,
        creation(profileId, device),
      ),
    ),
  )
  shapes = shapesOf(
    app.token() ?? '',
    profileId,
    device,
    subscriptions.map(({ body }) => body.id),
  )
})
afterAll(async () => {
  await agent.close()
  await bench.stop()
  await rm(folder, { recursive: true })
})

function creation(applicationProfileId: string, device: object) {
  return {
    protocol: 'HTTP',
    sink: `${bench.inboxUrl}/hostile`,
    types: ['org.camaraproject.connectivity-insights-subscriptions.v0.network-quality'],
    config: {
      subscriptionDetail: { applicationProfileId, device, applicationServer: SERVER },
      subscriptionMaxEvents: 5,
    },
    sinkCredential: {
      credentialType: 'ACCESSTOKEN',
      accessToken: 'secret',
      accessTokenExpiresUtc: '2099-01-01T00:00:00Z',
      accessTokenType: 'bearer',
    },
  }
}

function shapesOf(token: string, profileId: string, device: object, ids: string[]): Record<string, HostileShape> {
  const profile = { token, path: '/application-profiles/{id}', ids: [profileId] }
  const one = { token, path: '/subscriptions/{id}', ids }
  return {
    createApplicationProfile: {
      token,
      path: '/application-profiles',
      body: { networkQualityThresholds: THRESHOLDS, computeResources: { targetMinCPU: 2 } },
    },
    readApplicationProfile: profile,
    updateApplicationProfile: {
      ...profile,
      body: { applicationProfileId: profileId, networkQualityThresholds: THRESHOLDS },
    },
    deleteApplicationProfile: { ...profile, ids: ['3fa85f64-5717-4562-b3fc-2c963f66afa6'] },
    checkNetworkQuality: {
      token,
      path: '/check-network-quality',
      body: {
        applicationProfileId: profileId,
        device,
        applicationServer: SERVER,
        applicationServerPorts: { ports: [443], ranges: [{ from: 1, to: 9 }] },
        monitoringTimeStamp: '2099-01-01T00:00:00Z',
      },
    },
    createSubscription: { token, path: '/subscriptions', body: creation(profileId, device) },
    getSubscriptionList: { token, path: '/subscriptions', queries: ['page', 'perPage'] },
    getSubscription: one,
    deleteSubscription: { ...one, ids: ['3fa85f64-5717-4562-b3fc-2c963f66afa6'] },
    listUsageConsumptionReport: {
      token,
      path: '/usageConsumptionReport',
      queries: [
        'fields',
        'offset',
        'limit',
        'bucket.product.id',
        'relatedParty.id',
        'bucket.bucketCounter.validFor.startDateTime.gt',
      ],
    },
    retrieveUsageConsumptionReport: {
      token,
      path: '/usageConsumptionReport/{id}',
      ids: ['ur001', 'ur002'],
      queries: ['fields'],
    },
  }
}

const METHODS: Record<string, string> = { create: 'POST', check: 'POST', update: 'PATCH', delete: 'DELETE' }
const methodOf = (operationId: string) => METHODS[/^[a-z]+/.exec(operationId)?.[0] ?? ''] ?? 'GET'

/** What a refused request may not change. */
async function everything(): Promise<string> {
  const { items } = await bench.control.listSubscriptions()
  const profiles = await readFile(join(folder, 'profiles.json'), 'utf8')
  return JSON.stringify([profiles, items.map(({ id, status }) => [id, status])])
}

const APIS = [
  'application-profiles-v0.5',
  'connectivity-insights-v0.6',
  'connectivity-insights-v0.7rc1',
  'connectivity-insights-subscriptions-v0.6',
  'connectivity-insights-subscriptions-v0.7rc1',
  'usageManagement-v1',
]
const OPERATIONS: Record<string, string[]> = {
  'application-profiles': [
    'createApplicationProfile',
    'readApplicationProfile',
    'updateApplicationProfile',
    'deleteApplicationProfile',
  ],
  'connectivity-insights': ['checkNetworkQuality'],
  'connectivity-insights-subscriptions': [
    'createSubscription',
    'getSubscriptionList',
    'getSubscription',
    'deleteSubscription',
  ],
  usageManagement: ['listUsageConsumptionReport', 'retrieveUsageConsumptionReport'],
}
const CASES = APIS.flatMap((api) =>
  (OPERATIONS[api.replace(/-v[\d.rc]+$/, '')] ?? []).map((operation) => [operation, api] as const),
)

describe(`${RUNS} hostile requests`, () => {
  it.each(CASES)(
    'to %s of %s get what is described, and those refused change nothing',
    async (operationId, name) => {
      const api = await describedApi(bench.serverRoot, name)
      const judge = api.judge(operationId)
      const shape = shapes[operationId]
      if (!shape) throw new Error(`no shape for ${operationId}`)

      async function send({ path, headers, body }: HostileRequest): Promise<number> {
        const reply = await request(api.base + path, {
          dispatcher: agent,
          method: methodOf(operationId),
          headers,
          ...(body !== undefined && { body }),
        })
        expect(judge(reply.statusCode, await reply.body.text())).toBeUndefined()
        return reply.statusCode
      }

      const batches = fc.array(hostileRequest(shape), { minLength: 1, maxLength: AT_ONCE, size: 'max' })
      const isWrite = /^(create|update|delete)/.test(operationId)
      const atFirst = await everything()
      let sent = 0
      await fc.assert(
        fc.asyncProperty(batches, async (batch) => {
          const before = isWrite ? await everything() : atFirst
          const statuses = await Promise.all(batch.map(send))
          sent += batch.length
          if (isWrite && statuses.every((status) => status >= 400)) expect(await everything()).toBe(before)
          expect(statuses.filter((status) => status >= 500)).toEqual([])
          expect(problems).toEqual([])
        }),
        { numRuns: Math.ceil(RUNS / 13), endOnFailure: false, ...(IS_LONG ? {} : { seed: 6 }) },
      )
      if (!isWrite) expect(await everything()).toBe(atFirst)
      expect(sent).toBeGreaterThan(RUNS / 2)
    },
    600_000,
  )
})
