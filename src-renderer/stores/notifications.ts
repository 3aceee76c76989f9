import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { KEPT_ENDED_SUBSCRIPTIONS, KEPT_INBOX_ENTRIES, KEPT_SETTLED_NOTIFICATIONS } from '#shared/control/keptOnShow'
import type { InboxEntry, NotificationView, SubscriptionView } from '#shared/control/views'
import { useBenchLink } from '../api/bench'
import { eventsOf } from './eventsOf'
import { useLive } from './live'
import { upsert } from './upsert'
import { withoutOldest } from './withoutOldest'

function settledAt({ state, raisedAt, attempts }: NotificationView): number | undefined {
  return state === 'pending' ? undefined : (attempts.at(-1)?.at ?? raisedAt)
}

/** Subscriptions, what was raised for them, each attempt to deliver it, and what reached the bench's own inbox. */
export const useNotificationsStore = defineStore('notifications', () => {
  const { control } = useBenchLink()
  const subscriptions = shallowRef<readonly SubscriptionView[]>([])
  const notifications = shallowRef<readonly NotificationView[]>([])
  const inbox = shallowRef<readonly InboxEntry[]>([])
  const newestFirst = computed(() => notifications.value.toSorted((a, b) => b.sequence - a.sequence))
  const pendingCount = computed(() => notifications.value.filter(({ state }) => state === 'pending').length)

  const { state, refresh } = useLive({
    async load() {
      const [subscriptionList, notificationList, inboxList] = await Promise.all([
        control.listSubscriptions(),
        control.listNotifications(),
        control.listInbox(),
      ])
      return {
        subscriptionList,
        notificationList,
        inboxList,
        nextSeq: Math.min(subscriptionList.nextSeq, notificationList.nextSeq, inboxList.nextSeq),
      }
    },
    replace({ subscriptionList, notificationList, inboxList }) {
      subscriptions.value = subscriptionList.items
      notifications.value = notificationList.items
      inbox.value = inboxList.items
    },
    apply(events) {
      const changed = eventsOf(events, 'subscription.changed').map(({ subscription }) => subscription)
      const raised = eventsOf(events, 'notification.changed').map(({ notification }) => notification)
      const received = eventsOf(events, 'inbox.received').map(({ entry }) => entry)
      if (changed.length > 0) {
        const all = upsert(subscriptions.value, changed)
        subscriptions.value = withoutOldest(all, KEPT_ENDED_SUBSCRIPTIONS, ({ endedAt }) => endedAt)
      }
      if (raised.length > 0) {
        const all = upsert(notifications.value, raised)
        notifications.value = withoutOldest(all, KEPT_SETTLED_NOTIFICATIONS, settledAt)
      }
      if (received.length > 0) inbox.value = upsert(inbox.value, received).slice(-KEPT_INBOX_ENTRIES)
      if (eventsOf(events, 'scenario.loaded').length > 0) void refresh()
    },
  })
  return { subscriptions, notifications, inbox, newestFirst, pendingCount, state, refresh }
})
