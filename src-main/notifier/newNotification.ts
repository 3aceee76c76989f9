// A new entry of the outbox, with what goes wrong with it on purpose.
import type { CloudEventJson, Notification } from '#shared/domain/notification'
import type { NotificationFault } from '#shared/domain/notificationFault'
import type { StoredSubscription } from '#shared/domain/subscription'
import type { NotifierPorts } from './ports'

/** For so long, in bench time, one that is to be overtaken waits for the next event of its subscription. */
const OVERTAKEN_WITHIN_MS = 60_000

interface NewEvent extends Pick<CloudEventJson, 'type' | 'data'> {
  /** The instant of the crossing or of the end, which a late timer or a restart may see only afterwards. */
  readonly at: number
}

/** @returns none where a deviation keeps the event from being raised */
export type NotificationMaker = (
  subscription: StoredSubscription,
  event: NewEvent,
  more?: Pick<Notification, 'cause' | 'singleAttempt'>,
) => Notification[]

function edited(event: CloudEventJson, faults: readonly NotificationFault[]): CloudEventJson | undefined {
  return faults.reduce<CloudEventJson | undefined>(
    (former, fault) => (former && fault.event ? fault.event(former) : former),
    event,
  )
}

function waitMs(faults: readonly NotificationFault[]): number {
  return faults.reduce(
    (sum, { delayMs = 0, isOvertaken }) => sum + delayMs + (isOvertaken ? OVERTAKEN_WITHIN_MS : 0),
    0,
  )
}

/** @param nextSequence gives the next place in the order of raising */
export function createNotificationMaker(
  { clock, ids, eventSource, faults }: Pick<NotifierPorts, 'clock' | 'ids' | 'eventSource' | 'faults'>,
  nextSequence: () => number,
): NotificationMaker {
  return (subscription, { at, type, data }, more) => {
    const promised: CloudEventJson = {
      id: ids.uuid(),
      source: eventSource(),
      specversion: '1.0',
      type,
      time: new Date(at).toISOString(),
      datacontenttype: 'application/json',
      data,
    }
    const deviations = faults?.meetNotification(subscription) ?? []
    const wrongs = faults?.notificationFaults(deviations) ?? []
    const event = edited(promised, wrongs)
    if (event === undefined) return []
    const now = clock.now()
    const notification: Notification = {
      id: promised.id,
      subscriptionId: subscription.id,
      sequence: nextSequence(),
      sink: subscription.sink,
      event,
      raisedAt: now,
      state: 'pending',
      attempts: [],
      nextAttemptAt: now + waitMs(wrongs),
      ...more,
      ...(deviations.length > 0 && { deviations: [...deviations] }),
    }
    return [notification]
  }
}
