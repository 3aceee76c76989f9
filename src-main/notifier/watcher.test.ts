import { afterEach, describe, expect, it } from 'vitest'
import { draftTo, endAll, PROFILE, startNotifier } from '../../test/support/notifierFixture'
import { createTestClock, TEST_START } from '../../test/support/testClock'

afterEach(endAll)

const MINUTE = 60_000
const UNABLE = 'unable to meet the application requirements'
const MEETS = 'meets the application requirements'

describe('a flip of an answer', () => {
  it('raises exactly one event, dated the instant of the crossing', async () => {
    const { notifier, network, clock, sink } = startNotifier()
    const inbox = await sink()
    network.step('phone', TEST_START + 1234, { delayMs: 900 })
    await notifier.create(draftTo(inbox))
    await clock.advanceBy(MINUTE)
    expect(inbox.calls).toMatchObject([
      {
        at: TEST_START + 1234,
        event: { time: '2026-01-01T00:00:01.234Z', data: { packetDelayBudget: UNABLE, jitter: MEETS } },
      },
    ])
  })

  it('raises an event for the worse and another for the better', async () => {
    const { notifier, network, clock, sink } = startNotifier()
    const inbox = await sink()
    network.step('phone', TEST_START + MINUTE, { delayMs: 900 })
    network.step('phone', TEST_START + 2 * MINUTE, {})
    await notifier.create(draftTo(inbox))
    await clock.advanceBy(3 * MINUTE)
    expect(inbox.calls.map(({ event }) => event.data.packetDelayBudget)).toEqual([UNABLE, MEETS])
  })

  it('raises an event when one answer gets better while another gets worse', async () => {
    const { notifier, network, clock, sink } = startNotifier()
    const inbox = await sink()
    network.step('phone', 0, { delayMs: 900 })
    network.step('phone', TEST_START + MINUTE, { jitterMs: 90 })
    await notifier.create(draftTo(inbox))
    await clock.advanceBy(2 * MINUTE)
    expect(inbox.calls).toMatchObject([{ event: { data: { packetDelayBudget: MEETS, jitter: UNABLE } } }])
  })

  it('is found at once when the network announces that it is another function of time', async () => {
    const { notifier, network, sink, conditionChanged } = startNotifier()
    const inbox = await sink()
    await notifier.create(draftTo(inbox))
    network.step('phone', TEST_START, { delayMs: 900 })
    await conditionChanged(['phone'])
    expect(inbox.calls).toMatchObject([{ at: TEST_START }])
  })

  it('that lies ahead is taken back when the network changes its mind', async () => {
    const { notifier, network, clock, sink, conditionChanged } = startNotifier()
    const inbox = await sink()
    network.step('phone', TEST_START + MINUTE, { delayMs: 900 })
    await notifier.create(draftTo(inbox))
    network.step('phone', TEST_START + MINUTE, {})
    await conditionChanged('all')
    expect(clock.view().nextDueAt).toBeUndefined()
    await clock.advanceBy(2 * MINUTE)
    expect(inbox.calls).toEqual([])
  })

  it('comes from a changed profile as well, and only to its subscriptions', async () => {
    const { notifier, profiles, bus, clock, sink } = startNotifier()
    const inbox = await sink()
    const other = '0b7cf0de-3f5b-4d42-8d4e-5ce3a36a1f02'
    profiles.set(other, [])
    const { id } = await notifier.create(draftTo(inbox))
    await notifier.create(draftTo(inbox, { profileId: other }))
    profiles.set(PROFILE, [{ metric: 'delayMs', kind: 'atMost', bound: 1 }])
    bus.publish({ kind: 'profile.changed', profileId: PROFILE })
    await clock.advanceBy(0)
    expect(inbox.calls).toMatchObject([{ event: { data: { subscriptionId: id, packetDelayBudget: UNABLE } } }])
  })

  it('keeps the condition and the findings that raised it', async () => {
    const { notifier, network, sink, conditionChanged } = startNotifier()
    await notifier.create(draftTo(await sink()))
    network.step('phone', TEST_START, { delayMs: 900 })
    await conditionChanged(['phone'])
    expect(notifier.notifications()).toMatchObject([
      { cause: { condition: { delayMs: 900 }, findings: [{ metric: 'delayMs', met: false }, { met: true }] } },
    ])
  })
})

describe('what is known late', () => {
  it('takes nothing back of what was told as of a later instant', async () => {
    const { notifier, network, bus, clock, sink } = startNotifier()
    const inbox = await sink()
    network.step('phone', TEST_START + 100, { delayMs: 900 })
    await notifier.create(draftTo(inbox))
    await clock.advanceBy(300)
    bus.publish({ kind: 'condition.changed', deviceIds: ['phone'], since: TEST_START })
    await clock.advanceBy(MINUTE)
    expect(inbox.calls.map(({ event }) => event.time)).toEqual(['2026-01-01T00:00:00.100Z'])
  })

  it('is told to each subscription from where it stands', async () => {
    const { notifier, network, bus, clock, sink } = startNotifier()
    const inbox = await sink()
    const { id: older } = await notifier.create(draftTo(inbox))
    await clock.advanceBy(200)
    const { id: newer } = await notifier.create(draftTo(inbox))
    await clock.advanceBy(100)
    network.step('phone', TEST_START + 100, { delayMs: 900 })
    bus.publish({ kind: 'condition.changed', deviceIds: ['phone'], since: TEST_START + 100 })
    await clock.advanceBy(MINUTE)
    expect(inbox.calls.map(({ event }) => [event.data.subscriptionId, event.time])).toEqual([
      [older, '2026-01-01T00:00:00.100Z'],
      [newer, '2026-01-01T00:00:00.200Z'],
    ])
  })

  it('includes what flips between the first look and the watch', async () => {
    const clock = createTestClock()
    let passed = 0
    const { notifier, network, sink } = startNotifier({ clock: { ...clock, now: () => clock.now() + passed++ } })
    const inbox = await sink()
    network.step('phone', TEST_START + 1, { delayMs: 900 })
    await notifier.create(draftTo(inbox))
    await clock.advanceBy(MINUTE)
    expect(inbox.calls).toMatchObject([{ event: { time: '2026-01-01T00:00:00.001Z' } }])
  })
})

describe('no event is raised', () => {
  it('while the answers stay what they were, however much the condition changes', async () => {
    const { notifier, network, sink, conditionChanged } = startNotifier()
    const inbox = await sink()
    await notifier.create(draftTo(inbox))
    network.step('phone', TEST_START, { delayMs: 99, signalStrength: 'poor', connectivityType: '3G' })
    await conditionChanged('all')
    expect(inbox.calls).toEqual([])
  })

  it('for a device that is not affected', async () => {
    const { notifier, network, sink, conditionChanged } = startNotifier()
    const inbox = await sink()
    await notifier.create(draftTo(inbox))
    network.step('phone', TEST_START, { delayMs: 900 })
    await conditionChanged(['tablet'])
    expect(inbox.calls).toEqual([])
  })
})

describe('many subscriptions', () => {
  it('of one flow and profile cost one assessment, and few commits, at a flip', async () => {
    const { notifier, network, log, bus, sink } = startNotifier({ maxParallel: 1 })
    const inbox = await sink('silence')
    for (let n = 0; n < 10_000; n++) await notifier.create(draftTo(inbox))
    const before = { computed: network.computed, commits: log.commits.length }
    network.step('phone', TEST_START, { delayMs: 900 })
    bus.publish({ kind: 'condition.changed', deviceIds: ['phone'], since: TEST_START })
    expect(network.computed - before.computed).toBe(1)
    expect(log.commits.length - before.commits).toBe(20)
    expect(notifier.notifications()).toHaveLength(10_000)
  })

  it('of different flows of a device are each assessed', async () => {
    const { notifier, network, sink, conditionChanged } = startNotifier()
    const inbox = await sink()
    for (const ipv4Address of ['192.0.2.1', '192.0.2.2']) {
      await notifier.create(draftTo(inbox, { applicationServer: { ipv4Address } }))
    }
    network.step('phone', TEST_START, { delayMs: 900 })
    await conditionChanged(['phone'])
    expect(new Set(inbox.calls.map(({ event }) => event.data.subscriptionId)).size).toBe(2)
  })
})

describe('an event that cannot be written', () => {
  it('is shown as a problem and raised a little later, dated the instant of its crossing, before what followed', async () => {
    const { notifier, log, network, clock, events, sink, conditionChanged } = startNotifier()
    const inbox = await sink()
    await notifier.create(draftTo(inbox))
    network.step('phone', TEST_START, { delayMs: 900 })
    network.step('phone', TEST_START + 2000, {})
    log.failNextWrite()
    await conditionChanged(['phone'])
    await clock.advanceBy(4999)
    expect(inbox.calls).toEqual([])
    await clock.advanceBy(1)
    expect(inbox.calls.map(({ event }) => event.time)).toEqual(['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:02.000Z'])
    expect(events).toContainEqual({
      kind: 'problem.occurred',
      problem: { at: TEST_START, message: 'Notifications: The disk is full.' },
    })
  })
})
