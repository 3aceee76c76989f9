// The room that tells sinks what the network does: watcher → event → outbox → delivery.
import type { NotificationView, SubscriptionView } from '#shared/control/views'
import type { Notification } from '#shared/domain/notification'
import type { StoredSubscription, SubscriptionDraft } from '#shared/domain/subscription'
import { BenchError } from '#shared/errors/benchError'
import { createActivations } from './activations'
import { createBackground } from './background'
import { createDelivery } from './delivery'
import { ENDINGS, foreseenEnd, isLive, type Ending } from './endings'
import { createNotificationMaker } from './newNotification'
import { answersOf, type Observation } from './observation'
import { createOutbox } from './outbox'
import type { NotifierPorts } from './ports'
import { changesOf, createRaising, orderAfter } from './raising'
import { createRecorder } from './recorder'
import { consequencesOfRefusal } from './refusal'
import { createRoster } from './roster'
import { notificationView, subscriptionView } from './views'
import { createWatcher } from './watcher'

/** Between the 202 and the activation, in bench time. */
const ACTIVATION_DELAY_MS = 1000
const DEFAULT_ATTEMPT_TIMEOUT_MS = 10_000
const DEFAULT_MAX_PARALLEL = 256
const DEFAULT_MAX_PARALLEL_PER_ORIGIN = 64
/** How long `stop` lets attempts under way finish, on the wall clock, before it aborts them. */
const STOP_GRACE_MS = 500

export interface Notifier {
  /** Resolves when it is on disk, with the initial event if one was asked for (reading C24). @throws BenchError `storageFailed` */
  create(draft: SubscriptionDraft): Promise<StoredSubscription>
  /**
   * The same, but it becomes active, and its initial event is raised, a moment later: it is answered with 202.
   * @throws BenchError `storageFailed`
   */
  request(draft: SubscriptionDraft): Promise<StoredSubscription>
  /** A live subscription. */
  find(id: string): StoredSubscription | undefined
  /** The live subscriptions of a client, oldest first. */
  ofClient(clientId: string): Iterable<StoredSubscription>
  /** The live subscriptions of a device, of all clients. */
  ofDevice(deviceId: string): Iterable<StoredSubscription>
  /** Live and ended ones; of the ended ones the newest 10,000. */
  subscriptions(): SubscriptionView[]
  /** Ends it with `SUBSCRIPTION_DELETED` (reading C7). @throws BenchError `notFound`, `storageFailed` */
  remove(id: string): Promise<void>
  /**
   * Suspends a subscription, or takes it up again; what its answers became meanwhile is told then.
   * @throws BenchError `notFound`, `conflict` before its activation, `storageFailed`
   */
  setActive(id: string, isActive: boolean): Promise<SubscriptionView>
  /** Ends it with `NETWORK_TERMINATED`. @throws BenchError `notFound`, `storageFailed` */
  terminate(id: string): Promise<void>
  /** Ends the subscriptions to a profile that is gone with `NETWORK_TERMINATED` (reading C14). @throws BenchError `storageFailed` */
  endForProfile(profileId: string): Promise<void>
  /** In the order of raising; of the settled ones the newest 10,000. */
  notifications(): NotificationView[]
  /**
   * Puts a dead or delivered notification back for one more attempt, under the same event id.
   * @throws BenchError `notFound`, `conflict` while it is pending, `storageFailed`
   */
  redeliver(id: string): Promise<NotificationView>
  /**
   * Puts back for one more attempt every settled notification of a subscription, in the order of raising.
   * @param from only those raised from this notification on
   * @throws BenchError `notFound`, `storageFailed`
   */
  replay(subscriptionId: string, from?: string): Promise<NotificationView[]>
  /**
   * After a start: takes up again what is on disk. An answer that flipped meanwhile raises its event now; a subscription
   * whose device is gone ends with `NETWORK_TERMINATED`.
   */
  resume(): void
  /** Removes all subscriptions and notifications and tells nobody. @throws BenchError `storageFailed` */
  clear(): Promise<void>
  /** Leaves no timer, socket or write behind. An attempt that had to be aborted is made again after the next start. */
  stop(): Promise<void>
}

export function createNotifier(ports: NotifierPorts): Notifier {
  const { clock, wall, ids, bus, log, network } = ports
  const {
    attemptTimeoutMs = DEFAULT_ATTEMPT_TIMEOUT_MS,
    maxParallel = DEFAULT_MAX_PARALLEL,
    maxParallelPerOrigin = DEFAULT_MAX_PARALLEL_PER_ORIGIN,
  } = ports
  const subscriptions = log.table('subscriptions')
  const notifications = log.table('notifications')
  const background = createBackground(ports)
  const order = orderAfter(notifications.values())
  const raising = createRaising(ports, createNotificationMaker(ports, order.next))
  const delivery = createDelivery({ ...ports, attemptTimeoutMs })

  const outbox = createOutbox({
    ...ports,
    maxParallel,
    maxParallelPerOrigin,
    delivery,
    background: background.run,
    record: (changes) => recorder.record(changes),
    consequences: (subscription, attempt, waiting) =>
      consequencesOfRefusal(raising, { subscription, attempt, waiting, at: clock.now() }),
  })
  const recorder = createRecorder({
    bus,
    log,
    hasPending: outbox.hasPending,
    onNotification: outbox.follow,
    onEnded: retire,
  })
  const watcher = createWatcher({
    ...ports,
    background: background.run,
    tell: (flips) =>
      recorder.recordRaised(flips.map(({ subscription, observation }) => raising.quality(subscription, observation))),
  })
  const roster = createRoster(clock, (due) => background.run(expire(due)))
  const activations = createActivations({ clock, watcher, raising, recorder, background: background.run, liveAmong })

  function enlist(subscription: StoredSubscription, observedAt: number): void {
    roster.add(subscription)
    watcher.watch(subscription, observedAt)
    activations.await(subscription)
    delivery.prepare()
  }

  function retire(subscription: StoredSubscription): void {
    roster.remove(subscription)
    watcher.unwatch(subscription.id)
    activations.forget(subscription.id)
  }

  function find(id: string): StoredSubscription | undefined {
    const subscription = subscriptions.get(id)
    return subscription && isLive(subscription) ? subscription : undefined
  }

  function liveAmong(subscriptionIds: Iterable<string>): StoredSubscription[] {
    return [...subscriptionIds].flatMap((id) => find(id) ?? [])
  }

  function endNow(live: readonly StoredSubscription[], ending: Ending): Promise<void> {
    return recorder.recordRaised(live.map((subscription) => raising.ended(subscription, ending, clock.now())))
  }

  /** Ends those whose foreseen end has come, as of that instant. */
  async function expire(subscriptionIds: Iterable<string>): Promise<void> {
    const ended = liveAmong(subscriptionIds).flatMap((subscription) => {
      const end = foreseenEnd(subscription)
      return end && end.at <= clock.now() ? [raising.ended(subscription, end.ending, end.at)] : []
    })
    try {
      await recorder.recordRaised(ended)
    } catch (error) {
      roster.endLater(ended.map(({ subscription }) => subscription.id))
      throw error
    }
  }

  function inOrder(): Notification[] {
    return [...notifications.values()].sort((a, b) => a.sequence - b.sequence)
  }

  function onceMore(notification: Notification): Notification {
    return { ...notification, state: 'pending', nextAttemptAt: clock.now(), singleAttempt: true }
  }

  function living(id: string): StoredSubscription {
    const subscription = find(id)
    if (subscription) return subscription
    throw new BenchError('notFound', `There is no subscription "${id}".`)
  }

  /** @param observed what the network does at its start; absent when that lies in the future */
  async function enter(
    draft: SubscriptionDraft,
    startsAt: number,
    observed?: Observation,
  ): Promise<StoredSubscription> {
    const made: StoredSubscription = {
      ...draft,
      id: ids.uuid(),
      status: observed ? 'ACTIVE' : 'ACTIVATION_REQUESTED',
      eventCount: 0,
      answers: answersOf(observed?.findings ?? []),
      answersSince: startsAt,
      startsAt,
    }
    const initial = observed && draft.initialEvent && raising.quality(made, observed)
    const raised = initial || { subscription: made, notifications: [] }
    const onDisk = recorder.record(changesOf(raised))
    enlist(raised.subscription, observed?.at ?? clock.now()) // watched from its very start, not only once on disk
    try {
      await onDisk
    } catch (error) {
      retire(raised.subscription)
      throw error
    }
    return raised.subscription
  }

  return {
    create(draft) {
      const now = clock.now()
      return enter(draft, now, watcher.observe(draft, now))
    },
    request: (draft) => enter(draft, clock.now() + ACTIVATION_DELAY_MS),
    find,
    ofClient: (clientId) => liveAmong(roster.idsOfClient(clientId)),
    ofDevice: (deviceId) => liveAmong(watcher.ofDevice(deviceId)),
    subscriptions: () => [...subscriptions.values()].map(subscriptionView),
    notifications: () => inOrder().map(notificationView),

    async remove(id) {
      await endNow([living(id)], ENDINGS.deleted)
    },
    async terminate(id) {
      await endNow([living(id)], ENDINGS.terminated)
    },
    setActive: async (id, isActive) => subscriptionView(await activations.setActive(living(id), isActive)),

    endForProfile: (profileId) => endNow(liveAmong(watcher.ofProfile(profileId)), ENDINGS.profileDeleted),

    async redeliver(id) {
      const notification = notifications.get(id)
      if (!notification) throw new BenchError('notFound', `There is no notification "${id}".`)
      if (notification.state === 'pending') {
        throw new BenchError('conflict', `The notification "${id}" is still being delivered; wait until that is over.`)
      }
      const again = onceMore(notification)
      await recorder.record([{ table: 'notifications', put: again }])
      return notificationView(again)
    },

    async replay(subscriptionId, from) {
      if (!subscriptions.get(subscriptionId))
        throw new BenchError('notFound', `There is no subscription "${subscriptionId}".`)
      const first = from === undefined ? undefined : notifications.get(from)
      if (from !== undefined && first?.subscriptionId !== subscriptionId)
        throw new BenchError('notFound', `The subscription has no notification "${from}".`, { field: 'from' })
      const again = inOrder()
        .filter((one) => one.subscriptionId === subscriptionId && one.state !== 'pending')
        .filter(({ sequence }) => sequence >= (first?.sequence ?? 0))
        .map(onceMore)
      await recorder.record(again.map((put) => ({ table: 'notifications', put })))
      return again.map(notificationView)
    },

    resume() {
      recorder.recall()
      const onDisk = liveAmong([...subscriptions.values()].map(({ id }) => id))
      const isThere = ({ deviceId }: StoredSubscription) => network.hasDevice(deviceId)
      void background.run(
        endNow(
          onDisk.filter((one) => !isThere(one)),
          ENDINGS.terminated,
        ),
      )
      const live = onDisk.filter(isThere)
      for (const subscription of live) enlist(subscription, clock.now())
      void background.run(expire(live.map(({ id }) => id))) // who expired meanwhile is told that, not of a flip
      void background.run(activations.activateDue(live.map(({ id }) => id)))
      watcher.reassessAll()
    },

    async clear() {
      const cleared = recorder.clear()
      order.restart()
      delivery.abort()
      outbox.clear()
      watcher.clear()
      roster.clear()
      activations.clear()
      await cleared
    },

    async stop() {
      watcher.stop()
      roster.clear()
      activations.clear()
      outbox.stop()
      const cancelGrace = wall.schedule(STOP_GRACE_MS, () => delivery.abort())
      await background.idle()
      cancelGrace()
      await delivery.close()
    },
  }
}
