import type { Attempt, Notification } from '#shared/domain/notification'
import { retryDelayMs } from '#shared/domain/retrySchedule'

/**
 * What becomes of a notification by an attempt: delivered, to be tried again, or dead.
 * @param finishedAt bench instant at which the attempt ended; the delay of the schedule counts from there
 * @param seed of the scenario on stage
 */
export function afterAttempt(
  notification: Notification,
  attempt: Attempt,
  { finishedAt, seed }: { finishedAt: number; seed: number },
): Notification {
  const { nextAttemptAt: _made, ...rest } = notification
  const attempts = [...notification.attempts, attempt]
  if (attempt.outcome === 'delivered') return { ...rest, attempts, state: 'delivered' }
  const isLast = attempt.outcome === 'refused' || notification.singleAttempt
  const delayMs = isLast
    ? undefined
    : retryDelayMs({
        failedAttempts: attempts.length,
        seed: seed + notification.sequence,
        retryAfterMs: attempt.retryAfterMs,
      })
  if (delayMs === undefined) return { ...rest, attempts, state: 'dead' }
  return { ...rest, attempts, state: 'pending', nextAttemptAt: finishedAt + delayMs }
}
