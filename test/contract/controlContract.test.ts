// The control API as its table of operations promises it, on a bench that runs.
import { describe, expect, it, onTestFinished } from 'vitest'
import { shippedScenario } from '#main/bench/scenarioLibrary/scenarioFiles'
import { createControlClient, type ControlClient } from '#shared/control/client'
import { OPERATIONS, type OperationName } from '#shared/control/contract'
import { benchOfThisTest, type BenchUnderTest } from '../support/benchFixture'
import { camaraClient } from '../support/camaraClient'
import { REPORT } from '../support/controlReport'
import { startSink } from '../support/sinkServer'
import { temporaryFolder } from '../support/temporaryFolder'

const DEVICE = 'conductor-tablet'
const PHONE = { phoneNumber: '+447700900101' }
const BUCKET = { id: 'mine', bucketId: 'b' }
const SUITE = 'tmf677-v1-certification'

/** A bench with something in every list: a subscription, a delivered notification, exchanges, a note in the inbox. */
async function arrange() {
  const bench = await benchOfThisTest(temporaryFolder(), { scenario: () => shippedScenario('welcome') })
  const sink = await startSink({ now: () => 0 })
  onTestFinished(() => sink.close())
  const app = camaraClient(bench.serverRoot)
  await app.authenticate()
  const profileId = await app.createProfile()
  const subscribed = await app.subscribe({ profileId, device: PHONE, sink: sink.url, config: { initialEvent: true } })
  await app.subscribe({ profileId, device: PHONE, sink: bench.inboxUrl, config: { initialEvent: true } })
  await bench.control.setClock({ body: { mode: 'paused', advanceSeconds: 1 } }) // waits for the deliveries
  return { bench, profileId, subscriptionId: subscribed.body.id }
}

/** A client that compares each answer with what the contract leaves of it: nothing more may be told than it says. */
function exactClient({ controlUrl, controlToken }: BenchUnderTest): ControlClient {
  let answered: unknown
  const client = createControlClient({
    baseUrl: controlUrl,
    token: controlToken,
    async fetch(url, request) {
      const reply = await fetch(url, request)
      const text = await reply.text()
      answered = text === '' ? null : JSON.parse(text)
      return { status: reply.status, text: () => Promise.resolve(text) }
    },
  })
  const exact = Object.entries(client).map(([name, call]) => [
    name,
    async (request: never) => {
      const output: unknown = await (call as (request: never) => Promise<unknown>)(request)
      expect(OPERATIONS[name as OperationName].response.encode(output as never), name).toEqual(answered)
      return output
    },
  ])
  return Object.fromEntries(exact) as ControlClient
}

type Call = (control: ControlClient, told: Awaited<ReturnType<typeof arrange>>) => Promise<unknown>

async function waitingRun(control: ControlClient): Promise<{ id: string }> {
  const { items } = await control.listRuns()
  return { id: items.find(({ state }) => state === 'waiting')?.id ?? '' }
}

/** One call of each operation, in this order; one that is missing does not compile. */
const CALLS: Record<OperationName, Call> = {
  readState: (control) => control.readState(),
  readSettings: (control) => control.readSettings(),
  changeSettings: (control) => control.changeSettings({ body: { refuseDuplicates: true } }),
  readCertificate: (control) => control.readCertificate(),
  listScenarios: (control) => control.listScenarios(),
  readScenarioFile: (control) => control.readScenarioFile({ name: 'welcome' }),
  writeScenarioFile: (control) => control.writeScenarioFile({ name: 'mine', body: { text: 'callbox: 1' } }),
  async removeScenarioFile(control) {
    await control.writeScenarioFile({ name: 'old', body: { text: 'callbox: 1' } })
    return control.removeScenarioFile({ name: 'old' })
  },
  async previewScenario(control) {
    const { text } = await control.readScenarioFile({ name: 'train-tunnel' })
    return control.previewScenario({ body: { text } })
  },
  checkScenarioText: (control) => control.checkScenarioText({ body: { text: 'callbox: 1' } }),
  readScenarioSchema: (control) => control.readScenarioSchema(),
  listCells: (control) => control.listCells(),
  readFleet: (control) => control.readFleet({ query: { cell: 'tunnel', points: 3 } }),
  listDevices: (control) => control.listDevices(),
  listProfiles: (control) => control.listProfiles(),
  listProfilePresets: (control) => control.listProfilePresets(),
  async removeProfile(control) {
    const { id } = await control.createProfile({ body: { preset: '5qi-1' } })
    await control.removeProfile({ id })
  },
  createProfile: (control) => control.createProfile({ body: { preset: '5qi-2', name: 'Video call' } }),
  listAssessments: (control) => control.listAssessments(),
  addDegradation: (control) =>
    control.addDegradation({ body: { target: { device: DEVICE }, effect: { delayMs: { set: 900 } } } }),
  listDegradations: (control) => control.listDegradations(),
  listPresets: (control) => control.listPresets(),
  handOver: (control) => control.handOver({ id: DEVICE, body: { cell: 'tunnel', startsInSeconds: 900 } }),
  listHandovers: (control) => control.listHandovers(),
  importTrace: (control) =>
    control.importTrace({
      body: {
        id: 'drive',
        csv: 't,rtt\n0,10\n5,30\n',
        time: { column: 't', unit: 's' },
        metrics: { delayMs: { column: 'rtt', unit: 'ms' } },
      },
    }),
  listTraces: (control) => control.listTraces(),
  readTraceCurves: (control) => control.readTraceCurves({ id: 'drive' }),
  previewTrace: (control) => control.previewTrace({ body: { csv: 't,rtt\n0,10\n' } }),
  removeTrace: (control) => control.removeTrace({ id: 'drive' }),
  async cancelHandover(control) {
    const { items } = await control.listHandovers()
    await control.cancelHandover({ id: items[0]?.id ?? '' })
  },
  readConditions: (control) => control.readConditions({ id: DEVICE, query: { points: 3 } }),
  explain: (control, { subscriptionId }) => control.explain({ query: { subscription: subscriptionId } }),
  setClock: (control) => control.setClock({ body: { advanceSeconds: 5 } }),
  async removeDegradation(control) {
    const { items } = await control.listDegradations()
    await control.removeDegradation({ id: items[0]?.id ?? '' })
  },
  addFault: (control) =>
    control.addFault({ body: { match: { api: 'usageManagement' }, act: { status: 503, code: 'busy' } } }),
  listFaults: (control) => control.listFaults(),
  async removeFault(control) {
    const { items } = await control.listFaults()
    await control.removeFault({ id: items[0]?.id ?? '' })
  },
  listDeviations: (control) => control.listDeviations(),
  putUsageReport: (control) => control.putUsageReport({ id: 'mine', body: REPORT }),
  listUsageReports: (control) => control.listUsageReports(),
  readServedReport: (control) => control.readServedReport({ id: 'mine' }),
  listBuckets: (control) => control.listBuckets({ id: 'mine' }),
  chargeBucket: (control) => control.chargeBucket({ ...BUCKET, body: { value: 1, unit: 'MB' } }),
  topUpBucket: (control) => control.topUpBucket({ ...BUCKET, body: { value: 1, unit: 'MB' } }),
  async stopBucketFlow(control) {
    const rate = { value: 1, unit: 'B' }
    const { id: flowId } = await control.startBucketFlow({ ...BUCKET, body: { rate } })
    return control.stopBucketFlow({ ...BUCKET, flowId })
  },
  startBucketFlow: (control) =>
    control.startBucketFlow({ ...BUCKET, body: { rate: { value: 1, unit: 'B' }, durationSeconds: 1 } }),
  readBucketHistory: (control) => control.readBucketHistory(BUCKET),
  removeUsageReport: (control) => control.removeUsageReport({ id: 'mine' }),
  readIssuer: (control) => control.readIssuer(),
  mintToken: (control) => control.mintToken({ body: { clientId: 'app', expiresInSeconds: 60 } }),
  listSubscriptions: (control) => control.listSubscriptions(),
  changeSubscription: (control, { subscriptionId }) =>
    control.changeSubscription({ id: subscriptionId, body: { status: 'INACTIVE' } }),
  terminateSubscription: (control, { subscriptionId }) => control.terminateSubscription({ id: subscriptionId }),
  listNotifications: (control) => control.listNotifications(),
  async redeliverNotification(control) {
    const { items } = await control.listNotifications()
    const delivered = items.find(({ state }) => state === 'delivered')
    await control.redeliverNotification({ id: delivered?.id ?? '' })
  },
  replayNotifications: (control, { subscriptionId }) => control.replayNotifications({ id: subscriptionId, body: {} }),
  listInbox: (control) => control.listInbox(),
  setInboxReply: (control) => control.setInboxReply({ body: { status: 500, delayMs: 1 } }),
  readInboxReply: (control) => control.readInboxReply(),
  listExchanges: (control) => control.listExchanges({ query: { limit: 5 } }),
  async readExchange(control) {
    const { items } = await control.listExchanges()
    await control.readExchange({ id: items[0]?.id ?? '' })
  },
  listSuites: (control) => control.listSuites(),
  prepareSuite: (control) => control.prepareSuite({ id: 'tmf677-v1-certification', query: { month: '2026-02' } }),
  startTrial: (control) => control.startTrial({ body: { suite: SUITE, what: 'connection' } }),
  async readTrial(control) {
    await control.readTrial(await control.startTrial({ body: { suite: SUITE, what: 'connection' } }))
  },
  async cancelTrial(control) {
    await control.cancelTrial(await control.startTrial({ body: { suite: SUITE, what: 'connection' } }))
  },
  startRun: (control) => control.startRun({ body: { suite: SUITE } }),
  listRuns: (control) => control.listRuns(),
  async readRun(control, { bench }) {
    const { items } = await control.listRuns()
    const run = { id: items[0]?.id ?? '' }
    const ended = new Promise<void>((resolve) => bench.bus.on('run.finished', () => resolve()))
    if ((await control.readRun(run)).state === 'running') await ended
    expect((await control.readRun(run)).report?.summary).toMatchObject({ passed: 7 })
  },
  async sendStep(control) {
    const run = await control.startRun({ body: { suite: SUITE, mode: 'step' } })
    expect(await control.readRun(run)).toHaveProperty('next')
    await control.sendStep(run)
  },
  repeatStep: async (control) => control.repeatStep(await waitingRun(control)),
  retryStep: async (control) => control.retryStep(await waitingRun(control)),
  setBreakpoints: async (control) =>
    control.setBreakpoints({ ...(await waitingRun(control)), body: { cases: [], onFailure: false } }),
  async continueRun(control, { bench }) {
    const ended = new Promise<void>((resolve) => bench.bus.on('run.finished', () => resolve()))
    await control.continueRun(await waitingRun(control))
    await ended
  },
  async exportScenarioReport(control) {
    const { fileName, text } = await control.exportScenarioReport({ query: { format: 'console' } })
    expect(fileName).toMatch(/-report\.txt$/)
    expect(text).toMatch(/Verdict: (pass|fail|inconclusive)\. \d+ passed/)
  },
  async exportRun(control) {
    const { items } = await control.listRuns()
    await control.exportRun({ id: items[0]?.id ?? '', query: { format: 'junit' } })
  },
  async changeRun(control) {
    const [run] = (await control.listRuns()).items
    await control.changeRun({ id: run?.id ?? '', body: { name: 'before the release', pinned: true } })
    expect((await control.listRuns({ query: { name: 'release', pinned: 'true' } })).items).toHaveLength(1)
  },
  async compareRuns(control) {
    const [run, other] = (await control.listRuns()).items
    const comparison = await control.compareRuns({ id: run?.id ?? '', query: { with: other?.id ?? '' } })
    expect(comparison.before).toMatchObject({ id: run?.id, name: 'before the release' })
  },
  async cancelRun(control) {
    await control.cancelRun(await control.startRun({ body: { suite: SUITE } }))
  },
  async deleteRun(control) {
    const [run] = (await control.listRuns()).items
    await control.deleteRun({ id: run?.id ?? '' })
  },
  async restoreRun(control) {
    const [run] = (await control.listRuns()).items
    await control.deleteRun({ id: run?.id ?? '' })
    await control.restoreRun({ id: run?.id ?? '' })
  },
  startScenario: (control) => control.startScenario(),
  pauseScenario: (control) => control.pauseScenario(),
  loadScenario: (control) => control.loadScenario({ body: { name: 'train-tunnel' } }),
  async jumpToStep(control) {
    await control.startScenario()
    await control.jumpToStep({ body: { step: '@1' } })
  },
  readScenarioReport: (control) => control.readScenarioReport(),
  resetScenario: (control) => control.resetScenario(),
}

describe('the control API', () => {
  it('answers each of its operations as the contract says, and tells no more', async () => {
    const told = await arrange()
    const control = exactClient(told.bench)
    for (const call of Object.values(CALLS)) await call(control, told)
    expect(Object.keys(CALLS).sort()).toEqual(Object.keys(OPERATIONS).sort())
  })
})
