// The one way in which subscriptions and notifications change: to disk first, then to everybody who goes by them.
import { KEPT_ENDED_SUBSCRIPTIONS, KEPT_SETTLED_NOTIFICATIONS } from '#shared/control/keptOnShow'
import type { Notification } from '#shared/domain/notification'
import type { StoredSubscription } from '#shared/domain/subscription'
import { isLive } from './endings'
import { createHistory } from './history'
import type { NotifierChange, NotifierPorts } from './ports'
import { changesOf, type Raised } from './raising'
import { notificationView, subscriptionView } from './views'

/** How many subscriptions are written by one commit when many change at the same instant. */
const GROUP_SIZE = 500

export interface RecorderPorts extends Pick<NotifierPorts, 'bus' | 'log'> {
  /** A subscription has ended, on disk. */
  readonly onEnded: (subscription: StoredSubscription) => void
  /** A notification is on disk like this. */
  readonly onNotification: (notification: Notification) => void
  /** A subscription that ended is kept as long as something of it still waits. */
  readonly hasPending: (subscriptionId: string) => boolean
}

export interface Recorder {
  /** Writes all changes or none. @throws BenchError `storageFailed` */
  record(changes: readonly NotifierChange[]): Promise<void>
  /** The same for many subscriptions, each with its notifications or not at all. */
  recordRaised(raised: readonly Raised[]): Promise<void>
  /** Takes note of what is on disk from before. */
  recall(): void
  /** Removes everything. @throws BenchError `storageFailed` */
  clear(): Promise<void>
}

export function createRecorder(ports: RecorderPorts): Recorder {
  const { bus, log } = ports
  const subscriptions = log.table('subscriptions')
  const notifications = log.table('notifications')
  const ended = createHistory(KEPT_ENDED_SUBSCRIPTIONS, ports.hasPending)
  const settled = createHistory(KEPT_SETTLED_NOTIFICATIONS)

  function noteNotification(notification: Notification): void {
    if (notification.state === 'pending') settled.remove(notification.id)
    else settled.add(notification.id)
    ports.onNotification(notification)
  }

  /** Goes by the row as it is now: it may have changed, or gone, while its change went to disk. */
  function follow(change: NotifierChange): void {
    if ('remove' in change) return
    if (change.table === 'subscriptions') {
      const subscription = subscriptions.get(change.put.id)
      if (!subscription) return
      bus.publish({ kind: 'subscription.changed', subscription: subscriptionView(subscription) })
      if (isLive(subscription)) return
      ended.add(subscription.id)
      ports.onEnded(subscription)
    } else {
      const notification = notifications.get(change.put.id)
      if (!notification) return
      bus.publish({ kind: 'notification.changed', notification: notificationView(notification) })
      noteNotification(notification)
    }
  }

  /** What is to be delivered again must not be surplus at this very moment, nor its subscription. */
  function touch(change: NotifierChange): void {
    if ('remove' in change || change.table !== 'notifications' || change.put.state !== 'pending') return
    settled.touch(change.put.id)
    ended.touch(change.put.subscriptionId)
  }

  function surplus(): NotifierChange[] {
    return [
      ...ended.takeSurplus().map((remove): NotifierChange => ({ table: 'subscriptions', remove })),
      ...settled.takeSurplus().map((remove): NotifierChange => ({ table: 'notifications', remove })),
    ]
  }

  async function record(changes: readonly NotifierChange[]): Promise<void> {
    changes.forEach(touch)
    await log.commit([...changes, ...surplus()])
    changes.forEach(follow)
  }

  return {
    record,
    async recordRaised(raised) {
      const groups: Promise<void>[] = []
      for (let start = 0; start < raised.length; start += GROUP_SIZE) {
        groups.push(record(raised.slice(start, start + GROUP_SIZE).flatMap(changesOf)))
      }
      await Promise.all(groups)
    },
    recall() {
      const bySequence = [...notifications.values()].sort((a, b) => a.sequence - b.sequence)
      bySequence.forEach(noteNotification)
      const over = [...subscriptions.values()].filter((subscription) => !isLive(subscription))
      over.sort((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0)).forEach(({ id }) => ended.add(id))
    },
    async clear() {
      const removals: NotifierChange[] = [
        ...[...subscriptions.values()].map(({ id }): NotifierChange => ({ table: 'subscriptions', remove: id })),
        ...[...notifications.values()].map(({ id }): NotifierChange => ({ table: 'notifications', remove: id })),
      ]
      ended.clear()
      settled.clear()
      await log.commit(removals)
    },
  }
}
