import { afterEach, describe, expect, it } from 'vitest'
import { draftTo, endAll, startNotifier } from '../../test/support/notifierFixture'

afterEach(endAll)

const R41 = { release: 'r4.1' as const }
const typesOf = (notifications: readonly { event: { type: string } }[]) =>
  notifications.map(({ event }) => event.type.split('.').at(-1))

describe('a subscription that was requested', () => {
  it('becomes active a second later, and says so in r4.1, before its initial event', async () => {
    const { notifier, clock, sink } = startNotifier()
    const { id, status, startsAt } = await notifier.request(draftTo(await sink(), { ...R41, initialEvent: true }))
    expect([status, startsAt - clock.now(), notifier.notifications()]).toEqual(['ACTIVATION_REQUESTED', 1000, []])
    await clock.advanceBy(1000)
    expect(notifier.find(id)?.status).toBe('ACTIVE')
    expect(typesOf(notifier.notifications())).toEqual(['subscription-started', 'network-quality'])
    expect(notifier.notifications()[0]?.event.data).toEqual({
      subscriptionId: id,
      initiationReason: 'SUBSCRIPTION_CREATED',
    })
  })

  it('becomes active a little later when that could not be written, as of its start', async () => {
    const { notifier, log, clock, sink } = startNotifier()
    const { id, startsAt } = await notifier.request(draftTo(await sink(), R41))
    log.failNextWrite()
    await clock.advanceBy(1000)
    expect(notifier.find(id)?.status).toBe('ACTIVATION_REQUESTED')
    await clock.advanceBy(5000)
    expect(notifier.find(id)).toMatchObject({ status: 'ACTIVE', answersSince: startsAt })
  })

  it('starts in silence in r3.2', async () => {
    const { notifier, clock, sink } = startNotifier()
    const { id } = await notifier.request(draftTo(await sink()))
    await clock.advanceBy(1000)
    expect([notifier.find(id)?.status, notifier.notifications()]).toEqual(['ACTIVE', []])
  })

  it('can be deleted before its activation', async () => {
    const { notifier, clock, sink } = startNotifier()
    const { id } = await notifier.request(draftTo(await sink(), R41))
    await notifier.remove(id)
    await clock.advanceBy(5000)
    expect(typesOf(notifier.notifications())).toEqual(['subscription-ended'])
  })

  it('cannot be suspended before its activation', async () => {
    const { notifier, sink } = startNotifier()
    const { id } = await notifier.request(draftTo(await sink()))
    await expect(notifier.setActive(id, false)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('a suspended subscription', () => {
  it('says so in r4.1, and again when it is taken up', async () => {
    const { notifier, sink } = startNotifier()
    const { id } = await notifier.create(draftTo(await sink(), R41))
    expect((await notifier.setActive(id, false)).status).toBe('INACTIVE')
    expect((await notifier.setActive(id, true)).status).toBe('ACTIVE')
    expect(notifier.notifications().map(({ event }) => event.data['updateReason'])).toEqual([
      'SUBSCRIPTION_INACTIVE',
      'SUBSCRIPTION_ACTIVE',
    ])
  })

  it('changes nothing when it is suspended twice', async () => {
    const { notifier, sink } = startNotifier()
    const { id } = await notifier.create(draftTo(await sink(), R41))
    await notifier.setActive(id, false)
    await notifier.setActive(id, false)
    expect(notifier.notifications()).toHaveLength(1)
  })
})

describe('a subscription that the network terminates', () => {
  it('ends with NETWORK_TERMINATED', async () => {
    const { notifier, sink } = startNotifier()
    const { id } = await notifier.create(draftTo(await sink()))
    await notifier.terminate(id)
    expect(notifier.find(id)).toBeUndefined()
    expect(notifier.notifications()[0]?.event.data).toMatchObject({ terminationReason: 'NETWORK_TERMINATED' })
  })
})
