// The deviations that act on notifications: the fault engine, the outbox and a real sink.
import { afterEach, describe, expect, it } from 'vitest'
import { createFaults, type FaultTables } from '#main/faults/faults'
import { NOTIFICATION_DEVIATIONS } from '#main/faults/deviations/camara/notificationDeviations'
import { systemWallClock } from '#main/bench/clocks/wallClock'
import { randomIds } from '#main/bench/clocks/ids'
import type { FaultMatch } from '#shared/domain/fault'
import { createMemoryRowLog } from '../support/memoryRowLog'
import { draftTo, endAll, startNotifier } from '../support/notifierFixture'
import type { SinkReply } from '../support/sinkServer'
import { createTestClock, TEST_START } from '../support/testClock'

afterEach(endAll)

const SECOND = 1000

/** A notifier with one subscription and this deviation on, whose device gets worse and better every second. */
async function deviating(
  deviation: string,
  { match, reply, token }: { match?: FaultMatch; reply?: SinkReply; token?: string } = {},
) {
  const log = createMemoryRowLog<FaultTables>(['faults'])
  const faults = createFaults({
    clock: createTestClock(),
    wall: systemWallClock,
    ids: randomIds,
    bus: { publish: () => undefined },
    log,
    hasDevice: () => true,
    seed: () => 1,
  })
  await faults.add({ deviation, ...(match && { match }) })
  const bench = startNotifier({ faults })
  for (let second = 1; second <= 4; second += 1) {
    bench.network.step('phone', TEST_START + second * SECOND, { delayMs: second % 2 === 1 ? 900 : 20 })
  }
  const sink = await bench.sink(reply)
  const sinkCredential = token === undefined ? undefined : { accessToken: token, expiresAt: TEST_START + 3_600_000 }
  const subscription = await bench.notifier.create(draftTo(sink, { sinkCredential }))
  const raised = () => bench.notifier.notifications().map(({ id }) => id)
  const arrived = () => sink.calls.map(({ event }) => event.id)
  return { ...bench, faults, inbox: sink, subscription, raised, arrived }
}

describe('a deviation of notifications', () => {
  it.each(NOTIFICATION_DEVIATIONS)('$name has to be caught by no suite, for no suite judges an app', ({ suites }) => {
    expect(suites).toEqual([])
  })

  it('sends each again that was accepted, under the same id', async () => {
    const { clock, raised, arrived, notifier } = await deviating('notification-repeated')
    await clock.advanceBy(2 * SECOND)
    const [first, second] = raised()
    expect(arrived()).toEqual([first, first, second, second])
    expect(notifier.notifications()[0]).toMatchObject({ state: 'delivered', deviations: ['notification-repeated'] })
  })

  it('repeats nothing that is not accepted, and calls it delivered once it was', async () => {
    let calls = 0
    const reply: SinkReply = (response) => response.writeHead((calls += 1) === 1 ? 204 : 500).end()
    const { clock, arrived, notifier } = await deviating('notification-repeated', { reply, match: { count: 1 } })
    await clock.advanceBy(SECOND)
    expect(arrived()).toHaveLength(2)
    expect(notifier.notifications()[0]?.state).toBe('delivered')
  })

  it('lets the next one overtake, pair by pair', async () => {
    const { clock, raised, arrived } = await deviating('notification-overtaken')
    await clock.advanceBy(4 * SECOND)
    const [first, second, third, fourth] = raised()
    expect(arrived()).toEqual([second, first, fourth, third])
  })

  it('lets one that nothing overtakes go after a minute', async () => {
    const { clock, raised, arrived } = await deviating('notification-overtaken')
    await clock.advanceBy(SECOND)
    expect(arrived()).toEqual([])
    await clock.advanceBy(60 * SECOND)
    expect(arrived().sort()).toEqual(raised().sort())
  })

  it('sends late what happened in time', async () => {
    const { clock, inbox } = await deviating('notification-late', { match: { count: 1 } })
    await clock.advanceBy(15 * SECOND)
    expect(inbox.calls[0]).toMatchObject({
      at: TEST_START + 11 * SECOND,
      event: { time: new Date(TEST_START + SECOND).toISOString() },
    })
  })

  it('never sends, and keeps as a dead letter that can be sent by hand', async () => {
    const { clock, inbox, notifier, raised } = await deviating('notification-lost', { match: { count: 1 } })
    await clock.advanceBy(2 * SECOND)
    const [lost = '', next] = raised()
    expect(inbox.calls.map(({ event }) => event.id)).toEqual([next])
    expect(notifier.notifications()[0]).toMatchObject({ state: 'dead', attempts: [{ outcome: 'dropped' }] })
    await notifier.redeliver(lost)
    await clock.advanceBy(0)
    expect(inbox.calls.map(({ event }) => event.id)).toEqual([next, lost])
  })

  it('bears a wrong token, and who refuses it gets the right one: the subscription lives on', async () => {
    const reply: SinkReply = (response, { headers }) =>
      response.writeHead(headers.authorization === 'Bearer right' ? 204 : 401).end()
    const { clock, inbox, notifier, subscription } = await deviating('notification-wrong-token', {
      reply,
      token: 'right',
      match: { count: 1 },
    })
    await clock.advanceBy(3 * SECOND)
    const tokens = inbox.calls.map(({ headers }) => headers.authorization)
    expect(tokens.slice(0, 2)).toEqual(['Bearer not-the-token-of-the-sink', 'Bearer right'])
    expect(notifier.find(subscription.id)?.status).toBe('ACTIVE')
    expect(notifier.notifications()[0]?.attempts).toMatchObject([{ outcome: 'failed' }, { outcome: 'delivered' }])
  })

  it('carries half an event, and the whole one to who refuses that', async () => {
    const reply: SinkReply = (response, { event }) => response.writeHead(event.id ? 204 : 400).end()
    const { clock, inbox, raised } = await deviating('notification-malformed', { reply, match: { count: 1 } })
    await clock.advanceBy(SECOND * 2.5)
    expect(() => void JSON.parse(inbox.calls[0]?.body ?? '{}')).toThrow(SyntaxError)
    expect(inbox.calls[1]?.event.id).toBe(raised()[0])
  })

  it('meets those of its device, client, count and rate only', async () => {
    const { clock, inbox, faults } = await deviating('notification-lost', {
      match: { skip: 1, count: 1, device: 'phone' },
    })
    await clock.advanceBy(3 * SECOND)
    expect(inbox.calls).toHaveLength(2)
    expect(faults.active()).toEqual([])
    const other = await deviating('notification-lost', { match: { client: 'another' } })
    await other.clock.advanceBy(2 * SECOND)
    expect(other.inbox.calls).toHaveLength(2)
  })

  it('is refused where its API knows no such thing to match', async () => {
    const { faults } = await deviating('notification-lost')
    await expect(faults.add({ deviation: 'tmf677-not-json', match: { device: 'phone' } })).rejects.toMatchObject({
      code: 'invalidArgument',
      field: 'match.device',
    })
  })

  it('leaves requests to the API of subscriptions alone', async () => {
    const { faults } = await deviating('notification-lost')
    const call = { api: 'connectivity-insights-subscriptions', operation: 'createSubscription' }
    expect(await faults.meet(call, {} as never, { destroyed: false, req: { method: 'POST' } } as never)).toBe(true)
    expect(faults.active()[0]?.matched).toBe(0)
  })
})
