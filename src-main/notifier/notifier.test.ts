import { afterEach, describe, expect, it } from 'vitest'
import { draftTo, endAll, PROFILE, startNotifier } from '../../test/support/notifierFixture'
import { TEST_START } from '../../test/support/testClock'

afterEach(endAll)

const MINUTE = 60_000
const TYPE = 'org.camaraproject.connectivity-insights-subscriptions.v0'
const credential = (expiresAt: number) => ({ sinkCredential: { accessToken: 'sink-secret', expiresAt } })

describe('creating a subscription', () => {
  it('starts now and is silent when no initial event was asked for, however bad the network is', async () => {
    const { notifier, network, sink, clock } = startNotifier()
    network.step('phone', 0, { delayMs: 900 })
    const made = await notifier.create(draftTo(await sink()))
    await clock.advanceBy(MINUTE)
    expect(made).toMatchObject({ status: 'ACTIVE', startsAt: TEST_START, eventCount: 0, answers: { delayMs: false } })
    expect(notifier.find(made.id)).toEqual(made)
    expect(notifier.notifications()).toEqual([])
  })

  it('sends the initial event that was asked for, good or bad', async () => {
    const { notifier, sink, clock } = startNotifier()
    const inbox = await sink()
    const { id } = await notifier.create(draftTo(inbox, { initialEvent: true }))
    await clock.advanceBy(0)
    expect(inbox.calls.map(({ event }) => event)).toMatchObject([
      {
        type: `${TYPE}.network-quality`,
        time: '2026-01-01T00:00:00.000Z',
        data: {
          subscriptionId: id,
          papplicationProfileId: PROFILE,
          applicationProfileId: PROFILE,
          packetDelayBudget: 'meets the application requirements',
          jitter: 'meets the application requirements',
          additionalKpis: { signalStrength: 'excellent', connectivityType: '5G-SA' },
        },
      },
    ])
  })

  it('writes the subscription and its initial event in one commit', async () => {
    const { notifier, log, sink } = startNotifier()
    await notifier.create(draftTo(await sink(), { initialEvent: true }))
    expect(log.commits[0]?.map(({ table }) => table)).toEqual(['subscriptions', 'notifications'])
  })

  it('is refused, and watches nothing, when it cannot be written', async () => {
    const { notifier, log, network, sink, clock } = startNotifier()
    log.failNextWrite()
    network.step('phone', TEST_START + MINUTE, { delayMs: 900 })
    await expect(notifier.create(draftTo(await sink()))).rejects.toMatchObject({ code: 'storageFailed' })
    expect([...notifier.ofClient('app')]).toEqual([])
    expect(clock.view().nextDueAt).toBeUndefined()
  })

  it('raises what flips while the subscription is still on its way to the disk', async () => {
    const { notifier, log, network, bus, sink, clock } = startNotifier()
    const inbox = await sink()
    const release = log.holdWrites()
    const creating = notifier.create(draftTo(inbox))
    network.step('phone', TEST_START, { delayMs: 900 })
    bus.publish({ kind: 'condition.changed', deviceIds: ['phone'], since: TEST_START })
    release()
    await creating
    await clock.advanceBy(0)
    expect(inbox.calls).toHaveLength(1)
  })

  it('shows subscriptions without the token of their sink', async () => {
    const { notifier, events, sink } = startNotifier()
    await notifier.create(draftTo(await sink(), credential(TEST_START + MINUTE)))
    expect(notifier.subscriptions()).toMatchObject([{ hasSinkCredential: true }])
    expect(JSON.stringify([notifier.subscriptions(), events])).not.toContain('sink-secret')
  })

  it('lists the subscriptions of a client apart from those of others', async () => {
    const { notifier, sink } = startNotifier()
    const inbox = await sink()
    const mine = await notifier.create(draftTo(inbox))
    await notifier.create(draftTo(inbox, { clientId: 'another' }))
    expect([...notifier.ofClient('app')]).toEqual([mine])
  })
})

describe('the end of a subscription', () => {
  const ended = (terminationReason: string) => ({ type: `${TYPE}.subscription-ended`, data: { terminationReason } })

  it('follows the last of the events that were asked for, the initial one counted', async () => {
    const { notifier, network, clock, sink } = startNotifier()
    const inbox = await sink()
    network.step('phone', TEST_START + MINUTE, { delayMs: 900 })
    network.step('phone', TEST_START + 2 * MINUTE, {})
    const { id } = await notifier.create(draftTo(inbox, { initialEvent: true, maxEvents: 2 }))
    await clock.advanceBy(3 * MINUTE)
    expect(inbox.calls.map(({ event }) => event.type.slice(TYPE.length))).toEqual([
      '.network-quality',
      '.network-quality',
      '.subscription-ended',
    ])
    expect(inbox.calls[2]?.event).toMatchObject(ended('MAX_EVENTS_REACHED'))
    expect(notifier.find(id)).toBeUndefined()
    expect(notifier.subscriptions()).toMatchObject([{ eventCount: 2, status: 'EXPIRED' }])
  })

  it('comes with the initial event already when only one event was asked for', async () => {
    const { notifier, clock, sink } = startNotifier()
    const inbox = await sink()
    await notifier.create(draftTo(inbox, { initialEvent: true, maxEvents: 1, expiresAt: TEST_START + MINUTE }))
    expect(clock.view().nextDueAt).toBeUndefined()
    await clock.advanceBy(0)
    expect(inbox.calls).toHaveLength(2)
    expect([...notifier.ofClient('app')]).toEqual([])
  })

  it('comes at its expiration time, and no event after it', async () => {
    const { notifier, network, clock, sink } = startNotifier()
    const inbox = await sink()
    network.step('phone', TEST_START + 2 * MINUTE, { delayMs: 900 })
    await notifier.create(draftTo(inbox, { expiresAt: TEST_START + MINUTE }))
    await clock.advanceBy(5 * MINUTE)
    expect(inbox.calls).toMatchObject([{ at: TEST_START + MINUTE, event: ended('SUBSCRIPTION_EXPIRED') }])
    expect(inbox.calls[0]?.event.time).toBe('2026-01-01T00:01:00.000Z')
  })

  it('comes a little later when it could not be written, dated its expiration time', async () => {
    const { notifier, log, clock, sink } = startNotifier()
    const inbox = await sink()
    const { id } = await notifier.create(draftTo(inbox, { expiresAt: TEST_START + MINUTE }))
    log.failNextWrite()
    await clock.advanceBy(MINUTE)
    expect(notifier.find(id)).toBeDefined()
    await clock.advanceBy(5000)
    expect(inbox.calls).toMatchObject([
      { event: { ...ended('SUBSCRIPTION_EXPIRED'), time: '2026-01-01T00:01:00.000Z' } },
    ])
    expect(clock.view().nextDueAt).toBeUndefined()
  })

  it('comes five seconds before the token of its sink expires', async () => {
    const { notifier, clock, sink } = startNotifier()
    const inbox = await sink()
    await notifier.create(draftTo(inbox, { ...credential(TEST_START + MINUTE), expiresAt: TEST_START + 2 * MINUTE }))
    await clock.advanceBy(5 * MINUTE)
    expect(inbox.calls).toMatchObject([{ at: TEST_START + MINUTE - 5000, event: ended('ACCESS_TOKEN_EXPIRED') }])
  })

  it('is told when the client deletes it; afterwards it is unknown', async () => {
    const { notifier, clock, sink } = startNotifier()
    const inbox = await sink()
    const { id } = await notifier.create(draftTo(inbox, { expiresAt: TEST_START + MINUTE }))
    await notifier.remove(id)
    expect(clock.view().nextDueAt).toBeUndefined()
    await clock.advanceBy(2 * MINUTE)
    expect(inbox.calls).toMatchObject([{ at: TEST_START, event: ended('SUBSCRIPTION_DELETED') }])
    expect(notifier.find(id)).toBeUndefined()
    expect(notifier.subscriptions()).toMatchObject([{ id, status: 'DELETED', endedAt: TEST_START }])
    await expect(notifier.remove(id)).rejects.toMatchObject({ code: 'notFound' })
  })

  it('comes to all subscriptions of a profile that is deleted, and to no other', async () => {
    const { notifier, profiles, clock, sink } = startNotifier()
    const inbox = await sink()
    const other = await notifier.create(draftTo(inbox, { profileId: '0b7cf0de-3f5b-4d42-8d4e-5ce3a36a1f02' }))
    await notifier.create(draftTo(inbox))
    await notifier.create(draftTo(inbox, { deviceId: 'tablet' }))
    profiles.delete(PROFILE)
    await notifier.endForProfile(PROFILE)
    await clock.advanceBy(0)
    expect(inbox.calls).toMatchObject([{ event: ended('NETWORK_TERMINATED') }, { event: ended('NETWORK_TERMINATED') }])
    expect([...notifier.ofClient('app')]).toEqual([other])
  })

  it('does not come when it cannot be written: the subscription lives on', async () => {
    const { notifier, log, network, sink, conditionChanged } = startNotifier()
    const inbox = await sink()
    const { id } = await notifier.create(draftTo(inbox))
    log.failNextWrite()
    await expect(notifier.remove(id)).rejects.toMatchObject({ code: 'storageFailed' })
    network.step('phone', TEST_START, { delayMs: 900 })
    await conditionChanged(['phone'])
    expect(inbox.calls).toHaveLength(1)
  })
})

describe('clearing', () => {
  it('removes everything, tells nobody, and leaves nothing scheduled', async () => {
    const { notifier, clock, sink } = startNotifier()
    const inbox = await sink(500)
    await notifier.create(draftTo(inbox, { initialEvent: true, expiresAt: TEST_START + MINUTE }))
    await clock.advanceBy(0)
    await notifier.clear()
    expect(clock.view().nextDueAt).toBeUndefined()
    expect(notifier.subscriptions()).toEqual([])
    expect(notifier.notifications()).toEqual([])
  })

  it('waits for no attempt under way', async () => {
    const { notifier, clock, sink } = startNotifier({ attemptTimeoutMs: 60_000 })
    const inbox = await sink('silence')
    await notifier.create(draftTo(inbox, { initialEvent: true }))
    await expect.poll(() => inbox.calls.length).toBe(1)
    await notifier.clear()
    await clock.advanceBy(MINUTE)
    expect(inbox.calls).toHaveLength(1)
  })
})
