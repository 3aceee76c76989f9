import { afterEach, describe, expect, it } from 'vitest'
import type { NotificationFault, NotificationFaults } from '#shared/domain/notificationFault'
import { draftTo, endAll, scheduleOf, startNotifier } from '../../test/support/notifierFixture'
import { TEST_START } from '../../test/support/testClock'
import type { SinkCall } from '../../test/support/sinkServer'

afterEach(endAll)

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const initial = { initialEvent: true }
const nameOf = ({ event }: SinkCall) => event.type.split('.').at(-1)
const secondsOf = ({ at }: SinkCall) => (at - TEST_START) / 1000

describe('retrying', () => {
  it('follows the published schedule on the bench clock, to the millisecond, and then gives up', async () => {
    const { notifier, clock, sink } = startNotifier()
    const inbox = await sink(500)
    await notifier.create(draftTo(inbox, initial))
    await clock.advanceBy(24 * HOUR)
    expect(inbox.calls.map(secondsOf)).toEqual(scheduleOf(7))
    expect(new Set(inbox.calls.map(({ event }) => event.id)).size).toBe(1)
    expect(notifier.notifications()).toMatchObject([{ state: 'dead', attempts: { length: 7 } }])
    expect(clock.view().nextDueAt).toBeUndefined()
  })

  it('stops with the attempt that succeeds', async () => {
    const { notifier, clock, sink } = startNotifier()
    const inbox = await sink((response, _, n) => response.writeHead(n < 5 ? 500 : 204).end())
    await notifier.create(draftTo(inbox, initial))
    await clock.advanceBy(HOUR)
    expect(inbox.calls.map(secondsOf)).toEqual(scheduleOf(5))
    expect(notifier.notifications()).toMatchObject([{ state: 'delivered' }])
  })

  it.each([400, 403, 429, 503])('is done after a %i', async (status) => {
    const { notifier, clock, sink } = startNotifier()
    const inbox = await sink((response, _, n) => response.writeHead(n === 1 ? status : 204).end())
    await notifier.create(draftTo(inbox, initial))
    await clock.advanceBy(MINUTE)
    expect(inbox.calls).toHaveLength(2)
  })

  it('is not done after a redirect, which is not followed either', async () => {
    const { notifier, clock, sink } = startNotifier()
    const elsewhere = await sink()
    const inbox = await sink((response) => response.writeHead(307, { location: elsewhere.url }).end())
    const { id } = await notifier.create(draftTo(inbox, initial))
    await clock.advanceBy(HOUR)
    expect([inbox.calls.length, elsewhere.calls.length]).toEqual([1, 0])
    expect(notifier.notifications()).toMatchObject([{ state: 'dead', attempts: [{ outcome: 'refused', status: 307 }] }])
    expect(notifier.find(id)).toBeDefined()
  })

  it('waits as long as the sink asks for, if that is longer', async () => {
    const { notifier, clock, sink } = startNotifier()
    const inbox = await sink((response, _, n) => {
      response.writeHead(n === 1 ? 503 : 204, { 'retry-after': n === 1 ? '90' : '1' }).end()
    })
    await notifier.create(draftTo(inbox, initial))
    await clock.advanceBy(HOUR)
    expect(inbox.calls.map(secondsOf)).toEqual([0, 90])
    expect(notifier.notifications()[0]?.attempts[0]).toMatchObject({ status: 503, retryAfterMs: 90_000 })
  })

  it('of thousands that are due at the same instant happens side by side', async () => {
    const { notifier, clock, sink } = startNotifier({ maxParallel: 8 })
    const held: (() => void)[] = []
    let areEnough = false
    // The first eight are answered once all of them are there, however slow the machine, and any more would have come.
    const inbox = await sink((response, _, n) => {
      held.push(() => response.writeHead(n <= 50 ? 500 : 204).end())
      areEnough ||= held.length === 8
      if (areEnough) setTimeout(() => held.splice(0).forEach((answer) => answer()), 20)
    })
    for (let n = 0; n < 50; n++) await notifier.create(draftTo(inbox, initial))
    await clock.advanceBy(0)
    await clock.advanceBy(1000)
    expect(inbox.calls).toHaveLength(100)
    expect(inbox.mostOpen).toBe(8)
  })
})

describe('the order of one subscription', () => {
  it('holds: the next event waits until the one before is delivered', async () => {
    const { notifier, network, clock, sink } = startNotifier()
    const inbox = await sink((response, _, n) => response.writeHead(n < 4 ? 500 : 204).end())
    network.step('phone', TEST_START + 2000, { delayMs: 900 })
    await notifier.create(draftTo(inbox, initial))
    await clock.advanceBy(HOUR)
    const [first, second] = notifier.notifications().map(({ id }) => id)
    expect(inbox.calls.map(({ event }) => event.id)).toEqual([first, first, first, first, second])
    expect(inbox.calls.map(secondsOf)).toEqual([...scheduleOf(4), scheduleOf(4).at(-1)])
  })

  it('holds: the next event goes once the one before is dead', async () => {
    const { notifier, network, clock, sink } = startNotifier()
    const inbox = await sink((response, _, n) => response.writeHead(n < 8 ? 500 : 204).end())
    network.step('phone', TEST_START + 2000, { delayMs: 900 })
    await notifier.create(draftTo(inbox, initial))
    await clock.advanceBy(HOUR)
    expect(notifier.notifications().map(({ state }) => state)).toEqual(['dead', 'delivered'])
    expect(inbox.calls.map(secondsOf).at(-1)).toBe(scheduleOf(7).at(-1))
  })

  it('does not hold up other subscriptions', async () => {
    const { notifier, clock, sink } = startNotifier()
    const broken = await sink(500)
    const inbox = await sink()
    await notifier.create(draftTo(broken, initial))
    await notifier.create(draftTo(inbox, initial))
    await clock.advanceBy(0)
    expect([broken.calls.length, inbox.calls.length]).toEqual([1, 1])
  })
})

describe('a sink that answers 410 or 401', () => {
  it.each([
    [410, 'NETWORK_TERMINATED'],
    [401, 'ACCESS_TOKEN_EXPIRED'],
  ])('with %i ends the subscription by %s, told once at most', async (status, reason) => {
    const { notifier, clock, sink } = startNotifier()
    const inbox = await sink((response, _, n) => response.writeHead(n === 1 ? status : 500).end())
    const { id } = await notifier.create(draftTo(inbox, initial))
    await clock.advanceBy(HOUR)
    expect(inbox.calls.map(nameOf)).toEqual(['network-quality', 'subscription-ended'])
    expect(inbox.calls[1]?.event.data).toMatchObject({ terminationReason: reason, subscriptionId: id })
    expect(notifier.find(id)).toBeUndefined()
    expect(notifier.notifications().map(({ state }) => state)).toEqual(['dead', 'dead'])
  })

  it('gets nothing of what was waiting behind', async () => {
    const { notifier, network, clock, sink } = startNotifier()
    const inbox = await sink((response, _, n) => response.writeHead(n === 1 ? 500 : 410).end())
    network.step('phone', TEST_START + 500, { delayMs: 900 })
    await notifier.create(draftTo(inbox, initial))
    await clock.advanceBy(HOUR)
    expect(inbox.calls.map(nameOf)).toEqual(['network-quality', 'network-quality', 'subscription-ended'])
    expect(notifier.notifications().map(({ state, attempts }) => [state, attempts.length])).toEqual([
      ['dead', 2],
      ['dead', 0],
      ['dead', 1],
    ])
  })

  it('gets nothing of what was on its way to the disk meanwhile', async () => {
    const { notifier, network, log, bus, clock, sink } = startNotifier()
    let answer: () => void = () => undefined
    const inbox = await sink((response) => void (answer = () => response.writeHead(410).end()))
    await notifier.create(draftTo(inbox, initial))
    await expect.poll(() => inbox.calls.length, { timeout: 5000 }).toBe(1)
    const release = log.holdWrites()
    network.step('phone', TEST_START, { delayMs: 900 })
    bus.publish({ kind: 'condition.changed', deviceIds: ['phone'], since: TEST_START })
    answer()
    const states = () => notifier.notifications().map(({ state }) => state)
    await expect.poll(states, { timeout: 5000 }).toEqual(['dead', 'pending', 'pending'])
    inbox.reply = 410
    release()
    await clock.advanceBy(HOUR)
    expect(inbox.calls.map(nameOf)).toEqual(['network-quality', 'subscription-ended'])
    expect(notifier.notifications().map(({ state, attempts }) => [state, attempts.length])).toEqual([
      ['dead', 1],
      ['dead', 0],
      ['dead', 1],
    ])
  })

  it('is told once of an end that was waiting to be told', async () => {
    const { notifier, clock, sink } = startNotifier()
    const inbox = await sink((response, _, n) => response.writeHead(n === 1 ? 500 : 410).end())
    const { id } = await notifier.create(draftTo(inbox, initial))
    await clock.advanceBy(0)
    await notifier.remove(id)
    await clock.advanceBy(HOUR)
    expect(inbox.calls.map(nameOf)).toEqual(['network-quality', 'network-quality', 'subscription-ended'])
    expect(inbox.calls[2]?.event.data).toMatchObject({ terminationReason: 'SUBSCRIPTION_DELETED' })
  })
})

describe('redelivering', () => {
  it('makes one more attempt with the same event', async () => {
    const { notifier, clock, sink } = startNotifier()
    const inbox = await sink(500)
    await notifier.create(draftTo(inbox, initial))
    await clock.advanceBy(HOUR)
    const { id } = inbox.calls[0]?.event ?? { id: '' }
    await expect(notifier.redeliver(id)).resolves.toMatchObject({ id, state: 'pending' })
    await clock.advanceBy(HOUR)
    expect(inbox.calls.map(({ event }) => event.id)).toEqual(Array<string>(8).fill(id))
    expect(notifier.notifications()).toMatchObject([{ state: 'dead', attempts: { length: 8 } }])
  })

  it('is done for what was delivered, too', async () => {
    const { notifier, clock, sink } = startNotifier()
    const inbox = await sink()
    await notifier.create(draftTo(inbox, initial))
    await clock.advanceBy(0)
    await notifier.redeliver(inbox.calls[0]?.event.id ?? '')
    await clock.advanceBy(0)
    expect(notifier.notifications()).toMatchObject([{ state: 'delivered', attempts: { length: 2 } }])
  })

  it('is refused for what is pending or unknown', async () => {
    const { notifier, clock, sink } = startNotifier()
    await notifier.create(draftTo(await sink(500), initial))
    await clock.advanceBy(0)
    const [pending] = notifier.notifications()
    await expect(notifier.redeliver(pending?.id ?? '')).rejects.toMatchObject({ code: 'conflict' })
    await expect(notifier.redeliver('unknown')).rejects.toMatchObject({ code: 'notFound' })
  })
})

describe('replaying', () => {
  it('sends the settled events of a subscription once more, in order, from one of them on', async () => {
    const { notifier, network, clock, sink } = startNotifier()
    const inbox = await sink()
    for (const second of [1, 2, 3])
      network.step('phone', TEST_START + second * 1000, { delayMs: second % 2 === 1 ? 900 : 20 })
    const { id } = await notifier.create(draftTo(inbox))
    await notifier.create(draftTo(await sink()))
    await clock.advanceBy(MINUTE)
    const [first, second, third] = inbox.calls.map(({ event }) => event.id)
    expect(await notifier.replay(id, second)).toHaveLength(2)
    await clock.advanceBy(0)
    expect(inbox.calls.map(({ event }) => event.id)).toEqual([first, second, third, second, third])
  })

  it('is refused from an event of another subscription, and for a subscription that is not there', async () => {
    const { notifier, clock, sink } = startNotifier()
    const inbox = await sink()
    const { id } = await notifier.create(draftTo(inbox))
    await notifier.create(draftTo(inbox, initial))
    await clock.advanceBy(0)
    const other = notifier.notifications()[0]?.id
    await expect(notifier.replay(id, other)).rejects.toMatchObject({ code: 'notFound', field: 'from' })
    await expect(notifier.replay('nobody')).rejects.toMatchObject({ code: 'notFound' })
  })
})

describe('an attempt that cannot even be made', () => {
  const breaking: NonNullable<NotificationFault['request']> = () => {
    throw new RangeError('Invalid time value')
  }
  const faults: NotificationFaults = {
    meetNotification: ({ clientId }) => (clientId === 'broken' ? ['breaking'] : []),
    notificationFaults: (names) => names.map(() => ({ request: breaking })),
  }

  it('has failed, goes on by the schedule, and keeps nobody else from that sink', async () => {
    const { notifier, clock, sink } = startNotifier({ faults, maxParallel: 2, maxParallelPerOrigin: 2 })
    const inbox = await sink()
    for (const clientId of ['broken', 'broken', 'broken', 'app'])
      await notifier.create(draftTo(inbox, { ...initial, clientId }))
    await clock.advanceBy(0)
    expect(inbox.calls).toHaveLength(1)
    await clock.advanceBy(HOUR)
    const [broken] = notifier.notifications()
    expect(broken).toMatchObject({ state: 'dead', attempts: { length: 7 } })
    expect(broken?.attempts[0]).toMatchObject({
      outcome: 'failed',
      message: 'The notification could not be sent: Invalid time value',
    })
    await notifier.redeliver(broken?.id ?? '')
  })
})

describe('the disk', () => {
  it('gets the outcome of an attempt later when it could not be written, and the sink is not asked again', async () => {
    const { notifier, log, clock, sink } = startNotifier()
    const inbox = await sink()
    await notifier.create(draftTo(inbox, initial))
    log.failNextWrite()
    await clock.advanceBy(0)
    expect(notifier.notifications()).toMatchObject([{ state: 'pending', attempts: [] }])
    await clock.advanceBy(MINUTE)
    expect(notifier.notifications()).toMatchObject([{ state: 'delivered', attempts: { length: 1 } }])
    expect(inbox.calls).toHaveLength(1)
  })

  it('has a notification before its first attempt', async () => {
    const { notifier, log, network, bus, clock, sink } = startNotifier()
    const inbox = await sink()
    await notifier.create(draftTo(inbox))
    const release = log.holdWrites()
    network.step('phone', TEST_START, { delayMs: 900 })
    bus.publish({ kind: 'condition.changed', deviceIds: ['phone'], since: TEST_START })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(inbox.calls).toEqual([])
    release()
    await clock.advanceBy(0)
    expect(inbox.calls).toHaveLength(1)
  })
})
