import { beforeEach, describe, expect, it } from 'vitest'
import type { BenchEvent } from '#shared/control/events'
import { zDegradationRequest } from '#shared/control/networkViews'
import { zCell, zSimulatedDevice } from '#shared/domain/device'
import { BASELINE } from '../../test/support/effects'
import { memoryDocument } from '../../test/support/simulatorFixture'
import { createMemoryRowLog, type MemoryRowLog } from '../../test/support/memoryRowLog'
import { createTestClock, TEST_START } from '../../test/support/testClock'
import { createNetwork, type Network } from './network'
import { MEMORY_MS, type NetworkTables } from './networkTables'

const CELLS = [
  zCell.parse({ id: 'a', name: 'a', baseline: BASELINE }),
  zCell.parse({ id: 'b', name: 'b', baseline: { ...BASELINE, delayMs: 150 } }),
]
const DEVICES = [
  zSimulatedDevice.parse({ id: 'one', name: 'One', cell: 'a', weight: 3, phoneNumber: '+447700900001' }),
  zSimulatedDevice.parse({ id: 'two', name: 'Two', cell: 'a', phoneNumber: '+447700900002' }),
]
const SLOW = [{ metric: 'delayMs', kind: 'atMost', bound: 100 }] as const

let clock: ReturnType<typeof createTestClock>
let log: MemoryRowLog<NetworkTables>
let events: BenchEvent[] = []
let network: Network
let count = 0

function start() {
  const ids = { uuid: () => `h${(count += 1)}` }
  network = createNetwork({
    ...{ clock, ids, log, importedTraces: memoryDocument([]) },
    bus: { publish: (event) => void events.push(event) },
    seed: () => 7,
  })
  network.replaceTopology(CELLS, DEVICES)
  events = []
}
const at = (seconds: number) => TEST_START + seconds * 1000
const conditionOf = (deviceId: string, instant: number) => network.conditionAt({ deviceId }, instant)

beforeEach(() => {
  clock = createTestClock()
  log = createMemoryRowLog<NetworkTables>(['degradations', 'handovers'])
  start()
})

describe('a handover', () => {
  it('gives the device the other cell from its instant on, and the crossing is that instant', async () => {
    await network.handOver('one', { cell: 'b', startsInSeconds: 10 })
    expect([at(9.999), at(10)].map((instant) => conditionOf('one', instant).delayMs)).toEqual([50, 150])
    expect(network.nextFlip({ deviceId: 'one' }, SLOW, TEST_START)).toBe(at(10))
    await clock.advanceBy(10_000)
    expect(network.devices()[0]?.cell).toBe('b')
    expect(network.explain({ deviceId: 'one', profileId: 'p' }, SLOW)).toMatchObject({
      cell: 'b',
      attachedSince: at(10),
      findings: [{ met: false, since: at(10) }],
    })
    expect(events.at(-1)).toMatchObject({ kind: 'handover.done' })
  })

  it('whose instant passes while it is written is done then, and those it follows are forgotten in time', async () => {
    for (const cell of ['b', 'a', 'b', 'a']) {
      const release = log.holdWrites()
      const handedOver = network.handOver('one', { cell, startsInSeconds: 0 })
      await clock.advanceBy(5)
      release()
      await handedOver
      expect(events.at(-1)).toMatchObject({ kind: 'handover.done', handover: { cell } })
      expect(network.handovers()).toEqual([])
      await clock.advanceBy(2 * MEMORY_MS)
    }
    expect(log.table('handovers').size).toBe(2)
  })

  it('brings it under what degrades its new cell, and out of what degrades the former', async () => {
    const slow = (cell: string, add: number) =>
      zDegradationRequest.parse({ target: { cell }, effect: { delayMs: { add } } })
    await network.addDegradation(slow('a', 10))
    await network.addDegradation(slow('b', 20))
    await network.handOver('one', { cell: 'b', startsInSeconds: 5 })
    expect([at(0), at(5)].map((instant) => conditionOf('one', instant).delayMs)).toEqual([60, 170])
  })

  it('changes the shares of those who stay, by weight', async () => {
    const target = { cell: 'a', shared: true }
    const request = { target, effect: { downRateKbps: { clamp: { max: 4000 } } } }
    await network.addDegradation(zDegradationRequest.parse(request))
    await network.handOver('one', { cell: 'b', startsInSeconds: 5 })
    expect(['one', 'two'].map((id) => conditionOf(id, at(0)).downRateKbps)).toEqual([3000, 1000])
    expect(['one', 'two'].map((id) => conditionOf(id, at(5)).downRateKbps)).toEqual([5000, 4000])
  })

  it('is there after a restart, and can be called off until it happens', async () => {
    const { id } = await network.handOver('one', { cell: 'b', startsInSeconds: 10 })
    log = log.afterKill()
    start()
    expect(network.handovers()).toMatchObject([{ id, cell: 'b' }])
    await network.cancelHandover(id)
    expect(conditionOf('one', at(20)).delayMs).toBe(50)
    await expect(network.cancelHandover(id)).rejects.toMatchObject({ code: 'notFound' })
  })

  it('is refused to a cell that is not there, or where the device is', async () => {
    await expect(network.handOver('one', { cell: 'c', startsInSeconds: 0 })).rejects.toMatchObject({ field: 'cell' })
    await expect(network.handOver('one', { cell: 'a', startsInSeconds: 0 })).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('a preset', () => {
  it('has the effects of its name, and they end with it', async () => {
    const request = { target: { device: 'one' }, preset: 'handover-5g-4g-3g' }
    const { id, endsAt } = await network.addDegradation(zDegradationRequest.parse(request))
    expect(endsAt).toBe(at(60))
    expect(conditionOf('one', at(0))).toMatchObject({ lossRatio: 1, connectivityType: '4G' })
    expect(conditionOf('one', at(31))).toMatchObject({ delayMs: 150, connectivityType: '3G' })
    expect(conditionOf('one', at(60))).toEqual(BASELINE)
    await network.removeDegradation(id)
    expect(conditionOf('one', at(31))).toEqual(BASELINE)
  })
})

describe('noise', () => {
  it('is the same for the same scenario, and never added to what is set', async () => {
    const noise = {
      target: { all: true },
      effect: { delayMs: { add: 90 } },
      shape: { kind: 'noise', intervalSeconds: 1 },
    }
    await network.addDegradation(zDegradationRequest.parse(noise))
    const instants = Array.from({ length: 20 }, (_, index) => at(index / 3))
    const first = instants.map((instant) => conditionOf('one', instant).delayMs)
    log = createMemoryRowLog<NetworkTables>(['degradations', 'handovers'])
    start()
    await network.addDegradation(zDegradationRequest.parse({ ...noise, startsInSeconds: 0 }))
    expect(instants.map((instant) => conditionOf('one', instant).delayMs)).toEqual(first)
    const set = { target: { device: 'one' }, effect: { delayMs: { set: 333 } } }
    await network.addDegradation(zDegradationRequest.parse(set))
    expect(conditionOf('one', at(3)).delayMs).toBe(333)
  })
})
