// Raising an event: the CloudEvent, its entry in the outbox and the new state of its subscription, as rows that
// belong together. Nothing is written here.
import type { StoredSubscription } from '#shared/domain/subscription'
import type { Notification } from '#shared/domain/notification'
import { SUBSCRIPTION_ENDED_EVENT } from '#shared/wire/camara/connectivityInsightsSubscriptionsV06'
import {
  SUBSCRIPTION_STARTED_EVENT,
  SUBSCRIPTION_UPDATED_EVENT,
} from '#shared/wire/camara/connectivityInsightsSubscriptionsV07'
import { ENDINGS, type Ending } from './endings'
import { EVENT_DATA } from './eventData'
import type { NotificationMaker } from './newNotification'
import { answersOf, type Observation } from './observation'
import type { NotifierChange, NotifierPorts } from './ports'

/** A subscription with the notifications that brought it to this state. */
export interface Raised {
  readonly subscription: StoredSubscription
  readonly notifications: readonly Notification[]
}

export interface EndOptions {
  /** Make one attempt only to tell of the end (reading C35). */
  readonly singleAttempt?: true
}

export interface Raising {
  /** A `network-quality` event; with the last one of `subscriptionMaxEvents` the subscription ends (reading C24). */
  quality(subscription: StoredSubscription, observation: Observation): Raised
  /**
   * It becomes active as of `observation.at`: a `subscription-started` event where the release has one, and the initial
   * event if one was asked for.
   */
  started(subscription: StoredSubscription, observation: Observation): Raised
  /** It is suspended or taken up again: a `subscription-updated` event where the release has one. */
  updated(subscription: StoredSubscription, isActive: boolean): Raised
  /** A `subscription-ended` event. */
  ended(subscription: StoredSubscription, ending: Ending, at: number, options?: EndOptions): Raised
}

export function isEndedEvent({ event }: Notification): boolean {
  return event.type === SUBSCRIPTION_ENDED_EVENT
}

export function changesOf({ subscription, notifications }: Raised): NotifierChange[] {
  return [
    { table: 'subscriptions', put: subscription },
    ...notifications.map((put): NotifierChange => ({ table: 'notifications', put })),
  ]
}

/** Places in the order of raising. */
export interface RaisingOrder {
  readonly next: () => number
  /** Counts from the first one again: the same scenario has the same order every time it is loaded. */
  readonly restart: () => void
}

/** Goes on counting where these notifications ended. */
export function orderAfter(notifications: Iterable<Notification>): RaisingOrder {
  let last = -1
  for (const { sequence } of notifications) last = Math.max(last, sequence)
  return {
    next: () => (last += 1),
    restart: () => void (last = -1),
  }
}

/** @param make makes the entries of the outbox */
export function createRaising({ clock }: Pick<NotifierPorts, 'clock'>, make: NotificationMaker): Raising {
  function quality(subscription: StoredSubscription, observation: Observation): Raised {
    const { at, condition, findings } = observation
    const data = EVENT_DATA[subscription.release].quality(subscription, observation)
    const cause = { condition, findings: [...findings] }
    const notifications = make(subscription, { at, type: subscription.type, data }, { cause })
    const eventCount = subscription.eventCount + 1
    const told: StoredSubscription = { ...subscription, eventCount, answers: answersOf(findings), answersSince: at }
    if (subscription.maxEvents === undefined || eventCount < subscription.maxEvents) {
      return { subscription: told, notifications }
    }
    const last = ended(told, ENDINGS.maxEventsReached, at)
    return { subscription: last.subscription, notifications: [...notifications, ...last.notifications] }
  }

  function ended(subscription: StoredSubscription, ending: Ending, at: number, options: EndOptions = {}): Raised {
    const data = EVENT_DATA[subscription.release].ended(subscription, ending)
    return {
      subscription: { ...subscription, status: ending.status, endedAt: at, terminationReason: ending.reason },
      notifications: make(subscription, { at, type: SUBSCRIPTION_ENDED_EVENT, data }, options),
    }
  }

  function started(requested: StoredSubscription, observation: Observation): Raised {
    const { at, findings } = observation
    const { lifecycle } = EVENT_DATA[requested.release]
    const subscription = { ...requested, status: 'ACTIVE', answers: answersOf(findings), answersSince: at } as const
    const told = lifecycle
      ? make(subscription, { at, type: SUBSCRIPTION_STARTED_EVENT, data: lifecycle.started(subscription) })
      : []
    if (!subscription.initialEvent) return { subscription, notifications: told }
    const initial = quality(subscription, observation)
    return { subscription: initial.subscription, notifications: [...told, ...initial.notifications] }
  }

  function updated(former: StoredSubscription, isActive: boolean): Raised {
    const { lifecycle } = EVENT_DATA[former.release]
    const subscription = { ...former, status: isActive ? 'ACTIVE' : 'INACTIVE' } as const
    if (!lifecycle) return { subscription, notifications: [] }
    const data = lifecycle.updated(subscription, isActive)
    return {
      subscription,
      notifications: make(subscription, { at: clock.now(), type: SUBSCRIPTION_UPDATED_EVENT, data }),
    }
  }

  return { quality, started, updated, ended }
}
