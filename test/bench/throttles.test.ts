// A bucket that runs empty slows its device down exactly once, whatever instant the bench is killed at: the ledger and the
// network are two logs, and nothing writes both at once.
import { describe, expect, it, onTestFinished } from 'vitest'
import { createBus } from '#main/bench/bus'
import { usageNetwork } from '#main/bench/usageNetwork'
import { createNetwork } from '#main/network/network'
import type { NetworkTables } from '#main/network/networkTables'
import type { LedgerTables } from '#main/usage/ledger/rows'
import { createUsage } from '#main/usage/usage'
import { zCondition } from '#shared/domain/condition'
import { zRegisteredReport, type RegisteredReport } from '#shared/domain/registeredReport'
import { createMemoryRowLog, type MemoryRowLog } from '../support/memoryRowLog'
import { countingIds, memoryDocument } from '../support/simulatorFixture'
import { createTestClock, TEST_START } from '../support/testClock'

const BUCKET = { reportId: 'r', bucketId: 'b' }
const REPORT = zRegisteredReport.parse({
  id: 'r',
  name: 'Prepaid',
  bucket: [
    {
      id: 'b',
      product: { id: 'p' },
      bucketBalance: [{ unit: 'MB', remainingValue: 1 }],
      ledger: { devices: ['phone', 'gone', 'tablet'], throttleToKbps: 64 },
    },
  ],
})
const CELL = {
  id: 'cell',
  name: 'Cell',
  baseline: zCondition.parse({
    delayMs: 30,
    jitterMs: 5,
    lossRatio: 0,
    downRateKbps: 8000,
    upRateKbps: 2000,
    signalStrength: 'good',
    connectivityType: '5G-SA',
  }),
}

interface Logs {
  readonly ledger: MemoryRowLog<LedgerTables>
  readonly network: MemoryRowLog<NetworkTables>
}

/** The two rooms over logs that may have a past. */
function roomsOver(logs: Logs, reports: RegisteredReport[] = [REPORT], now = TEST_START) {
  const clock = createTestClock(now)
  onTestFinished(() => clock.stop())
  const bus = createBus()
  const network = createNetwork({
    clock,
    ids: countingIds(),
    bus,
    log: logs.network,
    importedTraces: memoryDocument([]),
    seed: () => 1,
  })
  const device = (id: string) => ({ id, name: id, cell: 'cell', serviceApplicable: true, weight: 1 })
  network.replaceTopology([CELL], [device('phone'), device('tablet')])
  const document = memoryDocument(reports)
  const usage = createUsage({
    clock,
    ids: countingIds(),
    bus,
    document,
    log: logs.ledger,
    network: usageNetwork(network),
  })
  const slowed = () =>
    network
      .degradations()
      .map(({ target, startsAt }) => ['device' in target ? target.device : 'all', startsAt - TEST_START])
  return { clock, network, usage, slowed, logs }
}

const freshLogs = (): Logs => ({
  ledger: createMemoryRowLog<LedgerTables>(['accounts', 'entries', 'flows']),
  network: createMemoryRowLog<NetworkTables>(['degradations', 'handovers']),
})
const killed = ({ ledger, network }: Logs): Logs => ({ ledger: ledger.afterKill(), network: network.afterKill() })

const charge = (rooms: ReturnType<typeof roomsOver>, value: number) =>
  rooms.usage.charge({ ...BUCKET, value, unit: 'MB' })
const BOTH = [
  ['phone', 0],
  ['tablet', 0],
]

describe('a throttle', () => {
  it('is felt by each device that is there, from the instant at which nothing remains to that of a top-up', async () => {
    const rooms = roomsOver(freshLogs())
    await charge(rooms, 0.5)
    expect(rooms.slowed()).toEqual([])
    await charge(rooms, 0.5)
    expect(rooms.slowed()).toEqual(BOTH)
    await rooms.usage.topUp({ ...BUCKET, value: 1, unit: 'MB' })
    expect(rooms.slowed()).toEqual([])
  })

  it('is there once after a kill between the network and the ledger, since when it was', async () => {
    const first = roomsOver(freshLogs())
    await charge(first, 0.5)
    const charging = charge(first, 0.5)
    const release = first.logs.ledger.holdWrites() // the charge is on its way, what the network is asked for comes later
    await expect.poll(() => first.slowed().length).toBe(2)
    const again = roomsOver(killed(first.logs), [REPORT], TEST_START + 5000)
    release()
    await charging
    expect(again.slowed()).toEqual(BOTH)
    await again.usage.resume()
    expect(again.slowed()).toEqual(BOTH)
    await again.usage.topUp({ ...BUCKET, value: 1, unit: 'MB' })
    expect(again.slowed()).toEqual([])
  })

  it('does not outlive a kill between the removal of its report and its own', async () => {
    const first = roomsOver(freshLogs())
    await charge(first, 1)
    const release = first.logs.network.holdWrites()
    const removing = first.usage.remove('r')
    await expect.poll(() => first.slowed()).toEqual([])
    const again = roomsOver(killed(first.logs), [])
    release()
    await removing
    expect(again.slowed()).toEqual(BOTH)
    await again.usage.resume()
    expect(again.slowed()).toEqual([])
  })

  it('ends at the month’s end, and is not added anew to what somebody cleared by hand', async () => {
    const first = roomsOver(freshLogs())
    await charge(first, 1)
    await first.network.removeDegradation(first.network.degradations()[0]?.id ?? '')
    const again = roomsOver(killed(first.logs))
    await again.usage.resume()
    expect(again.slowed()).toEqual([['tablet', 0]])
    await again.clock.advanceBy(31 * 86_400_000)
    expect(again.slowed()).toEqual([])
  })
})
