import { describe, expect, it, vi } from 'vitest'
import { KEPT_ENDED_SUBSCRIPTIONS, KEPT_INBOX_ENTRIES, KEPT_SETTLED_NOTIFICATIONS } from '#shared/control/keptOnShow'
import type { InboxEntry, NotificationView, SubscriptionView } from '#shared/control/views'
import { playBench } from '../testing/fakeLink'
import { useNotificationsStore } from './notifications'

const none = { items: [], nextSeq: 1 }

function notification(sequence: number, state: NotificationView['state']): NotificationView {
  const event = { id: `n${sequence}`, source: '', specversion: '1.0', type: 't', time: '', data: {} } as const
  return {
    ...{ id: event.id, subscriptionId: 's1', sequence, sink: '', state, raisedAt: sequence, attempts: [] },
    event: { ...event, datacontenttype: 'application/json' },
  }
}

const entry = (number: number): InboxEntry => ({
  ...{ id: `i${number}`, at: number, path: '/', headers: {}, body: '', status: 204 },
})

async function followed() {
  const bench = playBench({
    listSubscriptions: () => Promise.resolve(none),
    listNotifications: () => Promise.resolve(none),
    listInbox: () => Promise.resolve(none),
  })
  const store = useNotificationsStore()
  await vi.waitFor(() => expect(store.state.phase).toBe('ready'))
  return { bench, store }
}

const idsOf = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id)
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)

describe(useNotificationsStore, () => {
  it('keeps as much of the inbox as the bench does, the newest', async () => {
    const { bench, store } = await followed()
    const received = upTo(KEPT_INBOX_ENTRIES + 5).map((number) => entry(number))
    bench.tell(1, ...received.map((one) => ({ kind: 'inbox.received', entry: one }) as const))
    expect(idsOf(store.inbox)).toEqual(idsOf(received.slice(5)))
  })

  it('forgets the oldest notifications that are settled, and none that waits', async () => {
    const { bench, store } = await followed()
    const count = Math.ceil(KEPT_SETTLED_NOTIFICATIONS * 1.1) + 2
    const raised = upTo(count).map((sequence) => notification(sequence, sequence === 0 ? 'pending' : 'delivered'))
    bench.tell(1, ...raised.map((one) => ({ kind: 'notification.changed', notification: one }) as const))
    expect(idsOf(store.notifications)).toEqual(['n0', ...idsOf(raised.slice(-KEPT_SETTLED_NOTIFICATIONS))])
  })

  it('forgets the oldest subscriptions that have ended, and none that lives', async () => {
    const { bench, store } = await followed()
    const count = Math.ceil(KEPT_ENDED_SUBSCRIPTIONS * 1.1) + 2
    const made = upTo(count).map((number) => {
      const ended = number === 0 ? {} : { endedAt: number }
      return { id: `s${number}`, ...ended } as SubscriptionView // nothing else of it is looked at
    })
    bench.tell(1, ...made.map((one) => ({ kind: 'subscription.changed', subscription: one }) as const))
    expect(idsOf(store.subscriptions)).toEqual(['s0', ...idsOf(made.slice(-KEPT_ENDED_SUBSCRIPTIONS))])
  })
})
