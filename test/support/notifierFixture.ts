// A notifier with everything around it: a paused bench clock, a stepped network, a row log and real sinks.
import { createBus } from '#main/bench/bus'
import { randomIds } from '#main/bench/clocks/ids'
import { systemWallClock } from '#main/bench/clocks/wallClock'
import { createNotifier } from '#main/notifier/notifier'
import type { NotifierPorts, NotifierTables } from '#main/notifier/ports'
import type { BenchEvent } from '#shared/control/events'
import type { NewExchange } from '#shared/domain/exchange'
import { retryDelayMs } from '#shared/domain/retrySchedule'
import type { Thresholds } from '#shared/domain/thresholds'
import { NETWORK_QUALITY_EVENT } from '#shared/wire/camara/connectivityInsightsSubscriptionsV06'
import { createMemoryRowLog } from './memoryRowLog'
import { startSink, type SinkReply, type SinkServer } from './sinkServer'
import { createSteppedNetwork } from './steppedNetwork'
import { createTestClock, TEST_START } from './testClock'

export const PROFILE = '8f4b1a3e-7c0d-4b7e-9a55-0d4f2f1c6a01'
const SEED = 1
const THRESHOLDS: Thresholds = [
  { metric: 'delayMs', kind: 'atMost', bound: 100 },
  { metric: 'jitterMs', kind: 'atMost', bound: 30 },
]

export function draftTo(sink: Pick<SinkServer, 'url'>, more: Partial<Parameters<Notifier['create']>[0]> = {}) {
  return {
    release: 'r3.2' as const,
    clientId: 'app',
    deviceId: 'phone',
    profileId: PROFILE,
    type: NETWORK_QUALITY_EVENT,
    sink: sink.url,
    ...more,
  }
}
type Notifier = ReturnType<typeof createNotifier>

/** Seconds from the first attempt to each of so many, for the first event of a notifier started here. */
export function scheduleOf(attempts: number): number[] {
  let atMs = 0
  const dueMs = Array.from({ length: attempts - 1 }, (_, index) => {
    atMs += retryDelayMs({ failedAttempts: index + 1, seed: SEED }) ?? NaN
    return atMs
  })
  return [0, ...dueMs].map((ms) => ms / 1000)
}

/** Things to end after a test, last started first. */
const endings: (() => Promise<void>)[] = []
export async function endAll(): Promise<void> {
  for (const end of endings.splice(0).reverse()) await end()
}

export function startNotifier(given: Partial<NotifierPorts> = {}, startAt = TEST_START) {
  const clock = createTestClock(startAt)
  const bus = createBus()
  const events: BenchEvent[] = []
  bus.onAny((event) => events.push(event))
  const exchanges: NewExchange[] = []
  const network = createSteppedNetwork()
  const log = createMemoryRowLog<NotifierTables>(['subscriptions', 'notifications'])
  const profiles = new Map([[PROFILE, THRESHOLDS]])
  const notifier = createNotifier({
    wall: systemWallClock,
    ids: randomIds,
    bus,
    journal: { record: (exchange) => void exchanges.push(exchange) },
    log,
    network,
    thresholdsOf: (profileId) => profiles.get(profileId),
    eventSource: () => 'http://127.0.0.1:9091',
    inboxUrl: () => 'http://127.0.0.1:9092',
    trustOf: () => Promise.resolve(undefined),
    seed: () => SEED,
    holdMs: () => 0,
    clock,
    ...given,
  })
  endings.push(() => notifier.stop())

  return {
    notifier,
    clock,
    bus,
    events,
    exchanges,
    network,
    log,
    profiles,
    /** Tells everybody that devices feel something else from now on, and waits until that is dealt with. */
    conditionChanged: async (deviceIds: readonly string[] | 'all') => {
      bus.publish({ kind: 'condition.changed', deviceIds, since: clock.now() })
      await clock.advanceBy(0)
    },
    sink: async (reply?: SinkReply) => {
      const sink = await startSink(clock, reply)
      endings.push(() => sink.close())
      return sink
    },
  }
}
