import type { Attempt, Notification } from '#shared/domain/notification'
import { retryDelaySeconds } from '#shared/domain/retrySchedule'

/**
 * What becomes of a notification by an attempt: delivered, to be tried again, or dead.
 * @param finishedAt bench instant at which the attempt ended; the delay of the schedule counts from there
 */
export function afterAttempt(notification: Notification, attempt: Attempt, finishedAt: number): Notification {
  const { nextAttemptAt: _made, ...rest } = notification
  const attempts = [...notification.attempts, attempt]
  if (attempt.outcome === 'delivered') return { ...rest, attempts, state: 'delivered' }
  const isLast = attempt.outcome === 'refused' || notification.singleAttempt
  const delaySeconds = isLast ? undefined : retryDelaySeconds(attempts.length)
  if (delaySeconds === undefined) return { ...rest, attempts, state: 'dead' }
  return { ...rest, attempts, state: 'pending', nextAttemptAt: finishedAt + delaySeconds * 1000 }
}
