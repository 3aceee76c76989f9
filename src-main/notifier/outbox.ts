// The outbox: takes notifications that are on disk to their sinks. In order within a subscription, side by side
// across subscriptions, again by the published schedule until delivered or dead.
import type { Attempt, Notification } from '#shared/domain/notification'
import type { NotificationFault } from '#shared/domain/notificationFault'
import { INBOX_SINK, type StoredSubscription } from '#shared/domain/subscription'
import { afterAttempt } from './afterAttempt'
import { createAgenda } from './agenda'
import type { Delivery } from './delivery'
import { Lane } from './lane'
import type { NotifierChange, NotifierPorts } from './ports'
import { sinkAddressOf } from './sinkAddress'
import { createTurns } from './turns'

/** An attempt that ends without a status line after so long was waited for in vain. */
const SILENCE_MS = 1000

export interface OutboxPorts extends Pick<NotifierPorts, 'clock' | 'log' | 'seed' | 'faults'> {
  readonly maxParallel: number
  readonly maxParallelPerOrigin: number
  readonly delivery: Delivery
  /** Writes changes; once they are on disk, `follow` is told of each notification among them. */
  record(changes: readonly NotifierChange[]): Promise<void>
  /** What else changes when the sink refused for good: the end of the subscription and of what waits behind. */
  consequences(
    subscription: StoredSubscription,
    attempt: Attempt,
    waiting: () => readonly Notification[],
  ): readonly NotifierChange[]
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

/** What came of an attempt. */
interface Outcome {
  readonly lane: Lane
  /** Of the notification. */
  readonly id: string
  readonly attempt: Attempt
}

/** The bench's own inbox, which only a scenario names so, counts as an origin of its own. */
function originOf(sink: string): string {
  return sink === INBOX_SINK ? INBOX_SINK : sinkAddressOf(sink).origin
}

export function createOutbox(ports: OutboxPorts): Outbox {
  const { clock, delivery } = ports
  const notifications = ports.log.table('notifications')
  const subscriptions = ports.log.table('subscriptions')
  const lanes = new Map<string, Lane>()
  const turns = createTurns<Lane>(ports.maxParallelPerOrigin)
  const agenda = createAgenda<Lane>(clock, (due) => {
    due.forEach(wake)
    return Promise.resolve() // the workers that were woken are held by the clock
  })
  /** What could not be written; the lane stays busy, so that the sink is not told again of what it has accepted. */
  const unsettled = createAgenda<Outcome>(clock, async (due) => {
    await Promise.all(due.map(({ lane, id, attempt }) => ports.background(settle(lane, id, attempt))))
  })
  let workers = 0
  let stopped = false

  function faultsOf({ deviations = [] }: Notification): readonly NotificationFault[] {
    return ports.faults?.notificationFaults(deviations) ?? []
  }

  function isToBeOvertaken(notification: Notification): boolean {
    return notification.attempts.length === 0 && faultsOf(notification).some((fault) => fault.isOvertaken)
  }

  function headOf(lane: Lane): Notification | undefined {
    return lane.head === undefined ? undefined : notifications.get(lane.head)
  }

  /** Sees to it that the head of the lane is attempted once it is due. */
  function wake(lane: Lane): void {
    if (lane.busy || stopped) return
    const dueAt = lane.isHeadFree ? headOf(lane)?.raisedAt : headOf(lane)?.nextAttemptAt
    if (dueAt === undefined) return agenda.remove(lane)
    if (dueAt > clock.now()) return agenda.set(lane, dueAt)
    agenda.remove(lane)
    turns.add(lane)
    if (workers < ports.maxParallel) void ports.background(work())
  }

  async function work(): Promise<void> {
    workers += 1
    try {
      for (let lane = turns.take(); lane; lane = turns.take()) {
        turns.done(lane, await attemptHead(lane))
      }
    } finally {
      workers -= 1
    }
  }

  /** @returns whether the sink answered */
  async function attemptHead(lane: Lane): Promise<boolean> {
    const notification = headOf(lane)
    const subscription = notification && subscriptions.get(notification.subscriptionId)
    if (!subscription || lane.busy) return true
    lane.busy = true
    const attempt = await delivery.attempt(notification, subscription)
    if (attempt) void ports.background(settle(lane, notification.id, attempt))
    return attempt?.status !== undefined || (attempt?.durationMs ?? 0) < SILENCE_MS
  }

  /** What of an attempt is not written yet: its outcome, and what follows from it for what waits behind. */
  function unwritten(lane: Lane, id: string, attempt: Attempt): readonly NotifierChange[] {
    const notification = notifications.get(id)
    const subscription = notification && subscriptions.get(notification.subscriptionId)
    if (!subscription) return [] // cleared meanwhile
    const behind = () => lane.ids.flatMap((other) => (other === id ? [] : (notifications.get(other) ?? [])))
    const consequences = ports.consequences(subscription, attempt, behind)
    if (notification.attempts.length >= attempt.number) return consequences
    const isRepeated = faultsOf(notification).some((fault) => fault.isRepeated)
    const put = afterAttempt(notification, attempt, { finishedAt: clock.now(), seed: ports.seed(), isRepeated })
    return [{ table: 'notifications', put }, ...consequences]
  }

  /** The outcome goes to disk while the worker turns to other lanes; this lane waits for it. */
  async function settle(lane: Lane, id: string, attempt: Attempt): Promise<void> {
    try {
      // More than once: what was on its own way to the disk has entered the lane by then.
      for (let changes = unwritten(lane, id, attempt); changes.length > 0; changes = unwritten(lane, id, attempt))
        await ports.record(changes)
    } catch (error) {
      unsettled.retry([{ lane, id, attempt }])
      throw error
    }
    lane.busy = false
    wake(lane)
  }

  function clear(): void {
    agenda.clear()
    unsettled.clear()
    turns.clear()
    lanes.clear()
  }

  return {
    follow(notification) {
      const { id, subscriptionId, sink, state } = notification
      const lane = lanes.get(subscriptionId) ?? new Lane(originOf(sink))
      if (state === 'pending') {
        lane.add(notification, isToBeOvertaken(notification))
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
