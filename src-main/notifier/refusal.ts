import type { Attempt, Notification } from '#shared/domain/notification'
import type { StoredSubscription } from '#shared/domain/subscription'
import { endingByReply, isLive } from './endings'
import type { NotifierChange } from './ports'
import { changesOf, isEndedEvent, type Raising } from './raising'

const NONE: readonly NotifierChange[] = []

/** Nothing more is told, except once that the subscription has ended, if that was waiting to be told. */
function givenUp(waiting: Notification): NotifierChange[] {
  if (isEndedEvent(waiting) && waiting.singleAttempt) return []
  if (isEndedEvent(waiting)) return [{ table: 'notifications', put: { ...waiting, singleAttempt: true } }]
  const { nextAttemptAt: _never, ...rest } = waiting
  return [{ table: 'notifications', put: { ...rest, state: 'dead' } }]
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
    waiting: () => readonly Notification[]
    at: number
  },
): readonly NotifierChange[] {
  const ending = attempt.outcome === 'refused' && endingByReply(attempt.status)
  if (!ending) return NONE
  const dropped = waiting().flatMap(givenUp)
  if (!isLive(subscription)) return dropped
  return [...dropped, ...changesOf(raising.ended(subscription, ending, at, { singleAttempt: true }))]
}
