// The network and the notifier together: how the clock went changes nothing of what was felt and told.
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { createBus } from '#main/bench/bus'
import { createNetwork } from '#main/network/network'
import type { NetworkTables } from '#main/network/networkTables'
import { zDegradationRequest, type DegradationRequest } from '#shared/control/networkViews'
import { METRICS } from '#shared/domain/condition'
import { zCell, zSimulatedDevice } from '#shared/domain/device'
import { BASELINE } from '../support/effects'
import { createMemoryRowLog } from '../support/memoryRowLog'
import { draftTo, endAll, startNotifier } from '../support/notifierFixture'
import { memoryDocument } from '../support/simulatorFixture'
import { startSink, type SinkServer } from '../support/sinkServer'
import { createTestClock, TEST_START } from '../support/testClock'

const LENGTH_MS = 60_000
const CELLS = [
  zCell.parse({ id: 'a', name: 'a', baseline: BASELINE }),
  zCell.parse({ id: 'b', name: 'b', baseline: { ...BASELINE, delayMs: 120 } }),
]
const DEVICES = ['phone', 'other'].map((id, index) =>
  zSimulatedDevice.parse({ id, name: id, cell: 'a', ipv6Prefix: `2001:db8:${index}::/48` }),
)
const TRACE = {
  id: 'drive',
  csv: 't,delay\n0,20\n3,140\n5,90\n8,160\n',
  time: { column: 't', unit: 's' as const },
  metrics: { delayMs: { column: 'delay', unit: 'ms' as const, factor: 1 } },
  between: 'linear' as const,
}

const someDegradation: fc.Arbitrary<DegradationRequest> = fc
  .record({
    target: fc.constantFrom({ all: true }, { cell: 'a', shared: true }, { cell: 'b' }, { device: 'phone' }),
    effect: fc.constantFrom(
      { delayMs: { set: 150 } },
      { delayMs: { add: 80 }, jitterMs: { add: 40 } },
      { jitterMs: { multiply: 5 } },
      { delayMs: { clamp: { max: 60 } } },
    ),
    shape: fc.constantFrom(
      { kind: 'step' },
      { kind: 'ramp', rampSeconds: 7 },
      { kind: 'pulses', onSeconds: 3, offSeconds: 2, edgeSeconds: 1 },
      { kind: 'sine', periodSeconds: 20 },
      { kind: 'noise', intervalSeconds: 5 },
      { kind: 'trace', trace: 'drive', repeat: true },
    ),
    startsInSeconds: fc.nat(40),
    durationSeconds: fc.integer({ min: 1, max: 40 }),
  })
  .map(({ effect, ...rest }) => zDegradationRequest.parse(rest.shape.kind === 'trace' ? rest : { ...rest, effect }))

interface Plan {
  readonly degradations: readonly DegradationRequest[]
  readonly handoverAt: number
}

/** Everything that was felt and told, ids apart, when the clock goes on in these steps. */
async function record(sink: SinkServer, { degradations, handoverAt }: Plan, stepsMs: readonly number[]) {
  const clock = createTestClock()
  const bus = createBus()
  let count = Math.floor(Math.random() * 1e6) // ids that are never the same
  const ids = { uuid: () => `${(count += 7919) % 1e6}` }
  const log = createMemoryRowLog<NetworkTables>(['degradations', 'handovers'])
  const network = createNetwork({ clock, ids, bus, log, importedTraces: memoryDocument([]), seed: () => 7 })
  network.replaceTopology(CELLS, DEVICES)
  await network.traces.add(TRACE)
  const { notifier } = startNotifier({ clock, bus, network })
  await notifier.create(draftTo(sink, { deviceId: 'phone' }))
  for (const degradation of degradations) await network.addDegradation(degradation)
  await network.handOver('phone', { cell: 'b', startsInSeconds: handoverAt })
  const felt: number[][] = []
  for (const stepMs of stepsMs) await clock.advanceBy(stepMs)
  for (let at = 0; at <= LENGTH_MS; at += 1500) {
    const condition = network.conditionAt({ deviceId: 'phone' }, TEST_START + at)
    felt.push(METRICS.map((metric) => condition[metric]))
  }
  const told = notifier.notifications().map(({ raisedAt, cause }) => ({ at: raisedAt - TEST_START, cause }))
  await endAll()
  clock.stop()
  return { felt, told }
}

afterEach(() => endAll())

describe('the same network and seed', () => {
  it('feel and tell the same, whether the clock jumps or plays', async () => {
    const sink = await startSink({ now: () => 0 })
    const plans = fc.record({
      degradations: fc.array(someDegradation, { minLength: 1, maxLength: 4 }),
      handoverAt: fc.integer({ min: 1, max: 50 }),
    })
    const cuts = fc.array(fc.integer({ min: 1, max: LENGTH_MS - 1 }), { maxLength: 12 })
    let told = 0
    await fc.assert(
      fc.asyncProperty(plans, cuts, async (plan, instants) => {
        const marks = [0, ...instants.sort((a, b) => a - b), LENGTH_MS]
        const steps = marks.slice(1).map((mark, index) => mark - (marks[index] ?? 0))
        const jumped = await record(sink, plan, [LENGTH_MS])
        expect(await record(sink, plan, steps)).toEqual(jumped)
        told += jumped.told.length
      }),
      { numRuns: 12 },
    )
    expect(told).toBeGreaterThan(12)
    await sink.close()
  })
})
