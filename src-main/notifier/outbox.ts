// The outbox: takes notifications that are on disk to their sinks. In order within a subscription, side by side
// across subscriptions, again by the published schedule until delivered or dead.
import type { Attempt, Notification } from '#shared/domain/notification'
import type { StoredSubscription } from '#shared/domain/subscription'
import { afterAttempt } from './afterAttempt'
import { createAgenda } from './agenda'
import type { Delivery } from './delivery'
import { Lane } from './lane'
import type { NotifierChange, NotifierPorts } from './ports'

export interface OutboxPorts extends Pick<NotifierPorts, 'clock' | 'log'> {
  readonly maxParallel: number
  readonly delivery: Delivery
  /** Writes changes; once they are on disk, `follow` is told of each notification among them. */
  record(changes: readonly NotifierChange[]): Promise<void>
  /** What else changes when the sink refused for good: the end of the subscription and of what waits behind. */
  consequences(subscription: StoredSubscription, attempt: Attempt, waiting: readonly Notification[]): NotifierChange[]
  /** Takes on work that nobody waits for. */
  background(work: Promise<void>): Promise<void>
}

export interface Outbox {
  /** Takes note of a notification that is on disk as it is now. */
  readonly follow: (notification: Notification) => void
  /** Whether something of this subscription still waits for its delivery. */
  readonly hasPending: (subscriptionId: string) => boolean
  /** Forgets everything that waits. */
  readonly clear: () => void
  /** Begins no attempt any more. */
  readonly stop: () => void
}

export function createOutbox(ports: OutboxPorts): Outbox {
  const { clock, delivery } = ports
  const notifications = ports.log.table('notifications')
  const subscriptions = ports.log.table('subscriptions')
  const lanes = new Map<string, Lane>()
  const ready = new Set<Lane>()
  const agenda = createAgenda<Lane>(clock, (due) => {
    due.forEach(wake)
    return Promise.resolve() // the workers that were woken are held by the clock
  })
  let workers = 0
  let stopped = false

  function headOf(lane: Lane): Notification | undefined {
    return lane.head === undefined ? undefined : notifications.get(lane.head)
  }

  /** Sees to it that the head of the lane is attempted once it is due. */
  function wake(lane: Lane): void {
    if (lane.busy || stopped) return
    const dueAt = headOf(lane)?.nextAttemptAt
    if (dueAt === undefined) return agenda.remove(lane)
    if (dueAt > clock.now()) return agenda.set(lane, dueAt)
    agenda.remove(lane)
    ready.add(lane)
    if (workers < ports.maxParallel) void ports.background(work())
  }

  async function work(): Promise<void> {
    workers += 1
    try {
      for (const lane of ready) {
        ready.delete(lane)
        await attemptHead(lane)
      }
    } finally {
      workers -= 1
    }
  }

  async function attemptHead(lane: Lane): Promise<void> {
    const notification = headOf(lane)
    const subscription = notification && subscriptions.get(notification.subscriptionId)
    if (!subscription) return
    lane.busy = true
    const attempt = await delivery.attempt(notification, subscription)
    if (attempt) void ports.background(settle(lane, notification.id, attempt))
  }

  /** The outcome goes to disk while the worker turns to other lanes; this lane waits for it. */
  async function settle(lane: Lane, id: string, attempt: Attempt): Promise<void> {
    const notification = notifications.get(id)
    const subscription = notification && subscriptions.get(notification.subscriptionId)
    if (!subscription) return // cleared meanwhile
    const waiting = lane.ids.flatMap((other) => (other === id ? [] : (notifications.get(other) ?? [])))
    try {
      await ports.record([
        { table: 'notifications', put: afterAttempt(notification, attempt, clock.now()) },
        ...ports.consequences(subscription, attempt, waiting),
      ])
    } finally {
      lane.busy = false
    }
    wake(lane)
  }

  function clear(): void {
    agenda.clear()
    ready.clear()
    lanes.clear()
  }

  return {
    follow(notification) {
      const { id, subscriptionId, state } = notification
      const lane = lanes.get(subscriptionId) ?? new Lane()
      if (state === 'pending') {
        lane.add(notification)
        lanes.set(subscriptionId, lane)
      } else {
        lane.remove(id)
        if (lane.head === undefined) lanes.delete(subscriptionId)
      }
      wake(lane)
    },
    hasPending: (subscriptionId) => lanes.has(subscriptionId),
    clear,
    stop() {
      stopped = true
      clear()
    },
  }
}
