import type { Attempt, Notification } from '#shared/domain/notification'
import type { StoredSubscription } from '#shared/domain/subscription'
import { endingByReply, isLive } from './endings'
import type { NotifierChange } from './ports'
import { changesOf, isEndedEvent, type Raising } from './raising'

/** Nothing more is told, except once that the subscription has ended, if that was waiting to be told. */
function givenUp(waiting: Notification): Notification {
  if (isEndedEvent(waiting)) return { ...waiting, singleAttempt: true }
  const { nextAttemptAt: _never, ...rest } = waiting
  return { ...rest, state: 'dead' }
}

/**
 * What changes besides the notification itself when a sink answers 401 or 410: the subscription ends, what waits is
 * dead, and at most one `subscription-ended` is tried (readings C22, C35).
 * @param waiting the other pending notifications of the subscription
 */
export function consequencesOfRefusal(
  raising: Raising,
  {
    subscription,
    attempt,
    waiting,
    at,
  }: {
    subscription: StoredSubscription
    attempt: Attempt
    waiting: readonly Notification[]
    at: number
  },
): NotifierChange[] {
  const ending = attempt.outcome === 'refused' && endingByReply(attempt.status)
  if (!ending) return []
  const dropped = waiting.map((one): NotifierChange => ({ table: 'notifications', put: givenUp(one) }))
  if (!isLive(subscription)) return dropped
  return [...dropped, ...changesOf(raising.ended(subscription, ending, at, { singleAttempt: true }))]
}
