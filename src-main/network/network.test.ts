import { beforeEach, describe, expect, it } from 'vitest'
import type { BenchEvent } from '#shared/control/events'
import { zDegradationRequest } from '#shared/control/networkViews'
import type { DegradationTarget } from '#shared/domain/degradationTarget'
import { zCell, zSimulatedDevice } from '#shared/domain/device'
import type { Thresholds } from '#shared/domain/thresholds'
import { BASELINE } from '../../test/support/effects'
import { memoryDocument } from '../../test/support/simulatorFixture'
import { createMemoryRowLog, type MemoryRowLog } from '../../test/support/memoryRowLog'
import { createTestClock, TEST_START } from '../../test/support/testClock'
import { createNetwork, type Network } from './network'
import type { NetworkTables } from './networkTables'

const CELLS = ['a', 'b'].map((id) => zCell.parse({ id, name: id, baseline: BASELINE }))
const DEVICES = ['a1', 'a2', 'b1'].map((id) =>
  zSimulatedDevice.parse({
    id,
    name: id,
    cell: id[0],
    phoneNumber: `+44770090000${id.charCodeAt(0) + id.charCodeAt(1)}`,
  }),
)
const THRESHOLDS: Thresholds = [{ metric: 'delayMs', kind: 'atMost', bound: 100 }]
const SERVER = { ipv4Address: '198.51.100.0/24' }

function slow(target: DegradationTarget, rest: object = {}) {
  return zDegradationRequest.parse({ target, effect: { delayMs: { set: 300 } }, ...rest })
}

let clock: ReturnType<typeof createTestClock>
let log: MemoryRowLog<NetworkTables>
let events: BenchEvent[] = []
let network: Network

function start() {
  let count = log.table('degradations').size
  const ids = { uuid: () => `d${(count += 1)}` }
  network = createNetwork({
    ...{ clock, ids, log, importedTraces: memoryDocument([]) },
    bus: { publish: (event) => void events.push(event) },
    seed: () => 1,
  })
  network.replaceTopology(CELLS, DEVICES)
  events = []
}

const delayOf = (deviceId: string, at = clock.now()) => network.conditionAt({ deviceId }, at).delayMs
const slowDevices = () =>
  network
    .devices()
    .filter(({ condition }) => condition.delayMs > 100)
    .map(({ id }) => id)

beforeEach(() => {
  clock = createTestClock()
  log = createMemoryRowLog<NetworkTables>(['degradations', 'handovers'])
  start()
})

describe('a degradation', () => {
  it.each([
    [{ all: true as const }, ['a1', 'a2', 'b1'], 'all'],
    [{ cell: 'a' }, ['a1', 'a2'], ['a1', 'a2']],
    [{ device: 'a2' }, ['a2'], ['a2']],
  ])('of %j is felt by %j, and told of them alone', async (target, felt, deviceIds) => {
    const degradation = await network.addDegradation(slow(target))
    expect(slowDevices()).toEqual(felt)
    expect(events).toEqual([
      { kind: 'degradation.added', degradation },
      { kind: 'condition.changed', deviceIds, since: TEST_START },
    ])
  })

  it('of one flow leaves the other flows of the device alone', async () => {
    await network.addDegradation(slow({ device: 'a1', server: SERVER, ports: { ports: [443] } }))
    const flows = [
      network.flowOf('a1', { ipv4Address: '198.51.100.9' }, { ranges: [{ from: 400, to: 500 }] }),
      network.flowOf('a1', { ipv4Address: '198.51.100.9' }, { ports: [80] }),
      network.flowOf('a1', { ipv4Address: '198.51.101.9' }),
      network.flowOf('a2', { ipv4Address: '198.51.100.9' }),
      network.flowOf('a1'),
    ]
    expect(flows.map((flow) => network.conditionAt(flow, clock.now()).delayMs)).toEqual([300, 50, 50, 50, 50])
  })

  it('composes with the others in the order in which they start, wherever they act', async () => {
    const plus = zDegradationRequest.parse({ target: { all: true }, effect: { delayMs: { add: 50 } } })
    const double = zDegradationRequest.parse({ target: { device: 'a1' }, effect: { delayMs: { multiply: 2 } } })
    await network.addDegradation({ ...double, startsInSeconds: 1 })
    await network.addDegradation({ ...plus, startsInSeconds: 2 })
    await network.addDegradation({ ...double, startsInSeconds: 3 })
    await clock.advanceBy(3000)
    expect(delayOf('a1')).toBe((50 * 2 + 50) * 2)
  })

  it.each([
    [{ cell: 'c' }, 'target.cell'],
    [{ device: 'c1' }, 'target.device'],
  ])('of %j, which is not there, is refused', async (target, field) => {
    await expect(network.addDegradation(slow(target))).rejects.toMatchObject({ code: 'notFound', field })
    expect(network.degradations()).toEqual([])
  })

  it('composes in the order in which they were asked for when they start together, whatever their ids', async () => {
    const plus = zDegradationRequest.parse({
      target: { all: true },
      effect: { delayMs: { add: 50 } },
      startsInSeconds: 1,
    })
    const double = zDegradationRequest.parse({
      target: { all: true },
      effect: { delayMs: { multiply: 2 } },
      startsInSeconds: 1,
    })
    await network.addDegradation(plus, { id: 'z', at: clock.now() })
    await network.addDegradation(double, { id: 'a', at: clock.now() })
    await clock.advanceBy(1000)
    expect(delayOf('a1')).toBe((50 + 50) * 2)
    start() // from what was kept
    expect(delayOf('a1')).toBe((50 + 50) * 2)
  })

  it('starts and lasts as asked, in bench time', async () => {
    const request = slow({ all: true }, { startsInSeconds: 1.5, durationSeconds: 10 })
    const degradation = await network.addDegradation(request)
    expect(degradation).toMatchObject({ startsAt: TEST_START + 1500, endsAt: TEST_START + 11_500 })
    expect(network.nextFlip({ deviceId: 'a1' }, THRESHOLDS, TEST_START)).toBe(TEST_START + 1500)
  })

  it('is not felt when it could not be written', async () => {
    log.failNextWrite()
    await expect(network.addDegradation(slow({ all: true }))).rejects.toMatchObject({ code: 'storageFailed' })
    expect(slowDevices()).toEqual([])
    expect(events).toEqual([])
  })

  it('is promised only once it is on disk', async () => {
    const release = log.holdWrites()
    let promised = false
    const adding = network.addDegradation(slow({ all: true })).then(() => (promised = true))
    await new Promise(setImmediate)
    expect(promised).toBe(false)
    release()
    await adding
    expect(slowDevices()).toHaveLength(3)
  })
})

describe('the end of a degradation', () => {
  it('is told at its instant, and changes no function of time', async () => {
    const { id } = await network.addDegradation(slow({ device: 'a1' }, { durationSeconds: 10 }))
    events = []
    await clock.advanceBy(9999)
    expect(events).toEqual([])
    await clock.advanceBy(1)
    expect(events).toEqual([{ kind: 'degradation.removed', id }])
    expect(network.degradations()).toEqual([])
  })

  it('is remembered for the ten minutes that the window shows, then forgotten', async () => {
    await network.addDegradation(slow({ device: 'a1' }, { durationSeconds: 10 }))
    await clock.advanceBy(609_999)
    expect(delayOf('a1', TEST_START + 9999)).toBe(300)
    await clock.advanceBy(1)
    expect(delayOf('a1', TEST_START + 9999)).toBe(50)
    expect(log.table('degradations').size).toBe(0)
  })

  it('comes early when it is removed: the past stays as it was', async () => {
    const { id } = await network.addDegradation(slow({ cell: 'a' }, { durationSeconds: 100 }))
    await clock.advanceBy(5000)
    events = []
    await network.removeDegradation(id)
    expect(events).toEqual([
      { kind: 'degradation.removed', id },
      { kind: 'condition.changed', deviceIds: ['a1', 'a2'], since: TEST_START + 5000 },
    ])
    expect([delayOf('a1', TEST_START + 4999), delayOf('a1')]).toEqual([300, 50])
    await clock.advanceBy(600_000)
    expect(log.table('degradations').size).toBe(0)
    expect(events).toHaveLength(2)
  })

  it('cannot be had twice', async () => {
    const { id } = await network.addDegradation(slow({ all: true }))
    await network.removeDegradation(id)
    await expect(network.removeDegradation(id)).rejects.toMatchObject({ code: 'notFound', field: 'id' })
    await expect(network.removeDegradation('never')).rejects.toMatchObject({ code: 'notFound' })
  })

  it('comes to all at once when the network is cleared, and no timer is left', async () => {
    await network.addDegradation(slow({ all: true }))
    await network.addDegradation(slow({ cell: 'b' }, { durationSeconds: 10 }))
    events = []
    await network.clear()
    expect(events.map(({ kind }) => kind)).toEqual(['degradation.removed', 'degradation.removed', 'condition.changed'])
    expect(slowDevices()).toEqual([])
    expect(await clock.advanceBy(1e9)).toBe(0)
  })
})

describe('after a restart', () => {
  it('degradations still act, end and are forgotten in time', async () => {
    const { id } = await network.addDegradation(slow({ device: 'a1' }, { durationSeconds: 10 }))
    await network.addDegradation(slow({ device: 'b1' }, { durationSeconds: 1 }))
    log = log.afterKill()
    clock = createTestClock(TEST_START + 5000)
    start()
    expect(slowDevices()).toEqual(['a1'])
    await clock.advanceBy(5000)
    expect(events).toEqual([{ kind: 'degradation.removed', id }])
    await clock.advanceBy(600_000)
    expect(log.table('degradations').size).toBe(0)
  })
})

describe('what the network shows', () => {
  it('explains an assessment from the baseline to the next change', async () => {
    const ramp = { shape: { kind: 'ramp', rampSeconds: 10 }, durationSeconds: 20 }
    const degradation = await network.addDegradation(slow({ cell: 'a' }, ramp))
    await network.addDegradation(slow({ cell: 'b' }))
    await clock.advanceBy(5000)
    expect(network.explain({ deviceId: 'a1', profileId: 'p' }, THRESHOLDS)).toMatchObject({
      at: TEST_START + 5000,
      cell: 'a',
      baseline: BASELINE,
      effects: [{ id: degradation.id, ...degradation.effects[0], level: 0.5 }],
      condition: { delayMs: 175 },
      findings: [{ metric: 'delayMs', expected: 100, actual: 175, margin: -75, met: false, since: TEST_START + 2001 }],
      until: TEST_START + 20_000,
    })
  })

  it('shows a device over time at equal distances, past and future', async () => {
    await clock.advanceBy(10_000)
    await network.addDegradation(slow({ device: 'a1' }, { startsInSeconds: 10, durationSeconds: 10 }))
    const { samples } = network.conditionSeries('a1', { secondsBack: 10, secondsAhead: 30, points: 5 })
    expect(samples.map(({ at, delayMs }) => [(at - TEST_START) / 1000, delayMs])).toEqual([
      [0, 50],
      [10, 50],
      [20, 300],
      [30, 50],
      [40, 50],
    ])
  })

  it('assesses a flow at any instant, and a device now', async () => {
    await network.addDegradation(slow({ device: 'a1', server: SERVER }, { startsInSeconds: 60 }))
    const flow = { deviceId: 'a1', applicationServer: SERVER }
    expect(network.assess(flow, THRESHOLDS, TEST_START).assessment).toMatchObject([{ met: true }])
    expect(network.assess(flow, THRESHOLDS, TEST_START + 60_000).assessment).toMatchObject([{ met: false }])
    const view = network.assessmentView('a1', 'p', THRESHOLDS)
    expect(view).toMatchObject({ deviceId: 'a1', profileId: 'p', met: true })
  })
})
