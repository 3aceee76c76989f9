import { afterEach, describe, expect, it } from 'vitest'
import { draftTo, endAll, scheduleOf, startNotifier } from '../../test/support/notifierFixture'
import { TEST_START } from '../../test/support/testClock'

afterEach(endAll)

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** What a new process finds after the one of `before` was killed. */
function restartAfterKill(before: ReturnType<typeof startNotifier>) {
  const log = before.log.afterKill()
  const after = startNotifier({ log, network: before.network }, before.clock.now())
  return { ...after, log, network: before.network }
}

describe('after a kill', () => {
  it('the schedule, the order and the ids of the events go on', async () => {
    const before = startNotifier()
    const inbox = await before.sink((response, _, n) => response.writeHead(n < 5 ? 500 : 204).end())
    before.network.step('phone', TEST_START + 500, { delayMs: 900 })
    await before.notifier.create(draftTo(inbox, { initialEvent: true }))
    await before.clock.advanceBy(3000)
    expect(inbox.calls).toHaveLength(2)

    const after = restartAfterKill(before)
    after.notifier.resume()
    await after.clock.advanceBy(HOUR)
    const [first, second] = after.notifier.notifications()
    expect(inbox.calls.map(({ event }) => event.id)).toEqual([...Array<string>(5).fill(first?.id ?? ''), second?.id])
    expect(first?.attempts.map(({ at }) => (at - TEST_START) / 1000)).toEqual(scheduleOf(5))
    expect(second).toMatchObject({ state: 'delivered', attempts: { length: 1 } })
  })

  it('an attempt that was under way is made again', async () => {
    const before = startNotifier()
    const inbox = await before.sink('silence')
    await before.notifier.create(draftTo(inbox, { initialEvent: true }))
    await expect.poll(() => inbox.calls.length).toBe(1)
    inbox.reply = 204

    const after = restartAfterKill(before)
    after.notifier.resume()
    await after.clock.advanceBy(0)
    expect(inbox.calls).toHaveLength(2)
    expect(after.notifier.notifications()).toMatchObject([{ state: 'delivered', attempts: [{ number: 1 }] }])
  })

  it('what flipped while the bench was down is told now, what lies ahead at its instant', async () => {
    const before = startNotifier()
    const inbox = await before.sink()
    const { id } = await before.notifier.create(draftTo(inbox))
    before.network.step('phone', TEST_START, { delayMs: 900 })
    before.network.step('phone', TEST_START + MINUTE, {})

    const after = restartAfterKill(before)
    after.notifier.resume()
    await after.clock.advanceBy(HOUR)
    expect(inbox.calls.map(({ event }) => event.time)).toEqual(['2026-01-01T00:00:00.000Z', '2026-01-01T00:01:00.000Z'])
    expect(after.notifier.find(id)).toMatchObject({ eventCount: 2 })
  })

  it('a subscription that expired meanwhile is ended, and told of nothing else', async () => {
    const before = startNotifier()
    const inbox = await before.sink()
    await before.notifier.create(draftTo(inbox, { expiresAt: TEST_START }))
    before.network.step('phone', TEST_START, { delayMs: 900 })

    const after = restartAfterKill(before)
    after.notifier.resume()
    await after.clock.advanceBy(HOUR)
    expect(inbox.calls).toMatchObject([{ event: { data: { terminationReason: 'SUBSCRIPTION_EXPIRED' } } }])
  })

  it('a subscription whose device is gone is ended, and the others go on', async () => {
    const before = startNotifier()
    const inbox = await before.sink()
    const { id: orphan } = await before.notifier.create(draftTo(inbox, { deviceId: 'tablet' }))
    const { id } = await before.notifier.create(draftTo(inbox))
    before.network.remove('tablet')
    before.network.step('phone', TEST_START + MINUTE, { delayMs: 900 })

    const after = restartAfterKill(before)
    after.notifier.resume()
    await after.clock.advanceBy(HOUR)
    expect(inbox.calls.map(({ event: { data } }) => [data.subscriptionId, data.terminationReason])).toEqual([
      [orphan, 'NETWORK_TERMINATED'],
      [id, undefined],
    ])
  })

  it('new notifications come after the old ones', async () => {
    const before = startNotifier()
    const inbox = await before.sink(500)
    await before.notifier.create(draftTo(inbox, { initialEvent: true }))
    await before.clock.advanceBy(0)

    const after = restartAfterKill(before)
    after.notifier.resume()
    await after.notifier.create(draftTo(inbox, { initialEvent: true }))
    expect(after.notifier.notifications().map(({ sequence }) => sequence)).toEqual([0, 1])
  })
})

describe('stopping', () => {
  it('leaves no timer behind and attempts nothing any more', async () => {
    const { notifier, network, clock, bus, sink } = startNotifier()
    const inbox = await sink(500)
    network.step('phone', TEST_START + MINUTE, { delayMs: 900 })
    await notifier.create(draftTo(inbox, { initialEvent: true, expiresAt: TEST_START + HOUR }))
    await clock.advanceBy(0)
    await notifier.stop()
    expect(clock.view().nextDueAt).toBeUndefined()
    network.step('phone', TEST_START, { delayMs: 900 })
    bus.publish({ kind: 'condition.changed', deviceIds: 'all', since: clock.now() })
    await clock.advanceBy(2 * HOUR)
    expect(notifier.notifications()).toHaveLength(1)
    expect(inbox.calls).toHaveLength(1)
  })

  it('waits for an attempt under way and keeps its outcome, and begins no other', async () => {
    const { notifier, network, conditionChanged, sink } = startNotifier()
    const inbox = await sink((response) => void setTimeout(() => response.writeHead(204).end(), 100))
    await notifier.create(draftTo(inbox, { initialEvent: true }))
    network.step('phone', TEST_START, { delayMs: 900 })
    const changed = conditionChanged(['phone'])
    await expect.poll(() => inbox.calls.length).toBe(1)
    await notifier.stop()
    await changed
    expect(notifier.notifications()).toMatchObject([{ state: 'delivered' }, { state: 'pending' }])
    expect(inbox.calls).toHaveLength(1)
  })

  it('leaves no timer for the retry of an attempt that fails meanwhile', async () => {
    const { notifier, clock, sink } = startNotifier()
    const inbox = await sink((response) => void setTimeout(() => response.writeHead(500).end(), 100))
    await notifier.create(draftTo(inbox, { initialEvent: true }))
    await expect.poll(() => inbox.calls.length).toBe(1)
    await notifier.stop()
    expect(notifier.notifications()).toMatchObject([{ nextAttemptAt: TEST_START + (scheduleOf(2)[1] ?? NaN) * 1000 }])
    expect(clock.view().nextDueAt).toBeUndefined()
  })

  it('aborts an attempt that does not end, which the next start makes again', async () => {
    const before = startNotifier()
    const inbox = await before.sink('silence')
    await before.notifier.create(draftTo(inbox, { initialEvent: true }))
    await expect.poll(() => inbox.calls.length).toBe(1)
    await before.notifier.stop()
    expect(before.notifier.notifications()).toMatchObject([{ state: 'pending', attempts: [] }])

    inbox.reply = 204
    const after = restartAfterKill(before)
    after.notifier.resume()
    await after.clock.advanceBy(0)
    expect(inbox.calls).toHaveLength(2)
  })

  it('closes every socket', async () => {
    const { notifier, clock, sink } = startNotifier()
    const sockets = () => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length
    const before = sockets()
    const inbox = await sink()
    await notifier.create(draftTo(inbox, { initialEvent: true }))
    await clock.advanceBy(0)
    expect(sockets()).toBeGreaterThan(before)
    await notifier.stop()
    await expect.poll(sockets).toBe(before)
  })
})
