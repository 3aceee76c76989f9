import type { Attempt, Notification } from '#shared/domain/notification'
import { retryDelayMs } from '#shared/domain/retrySchedule'

const isDelivery = ({ outcome }: Attempt) => outcome === 'delivered'

/**
 * What becomes of a notification by an attempt: delivered, to be tried again, or dead.
 * @param finishedAt bench instant at which the attempt ended; the delay of the schedule counts from there
 * @param seed of the scenario on stage
 * @param isRepeated it is sent again once it was delivered
 */
export function afterAttempt(
  notification: Notification,
  attempt: Attempt,
  { finishedAt, seed, isRepeated }: { finishedAt: number; seed: number; isRepeated: boolean },
): Notification {
  const { nextAttemptAt: _made, ...rest } = notification
  const attempts = [...notification.attempts, attempt]
  const isRepetition = isRepeated && notification.attempts.some(isDelivery)
  if (isRepetition) return { ...rest, attempts, state: 'delivered' }
  if (isDelivery(attempt) && isRepeated) return { ...rest, attempts, state: 'pending', nextAttemptAt: finishedAt }
  if (isDelivery(attempt)) return { ...rest, attempts, state: 'delivered' }
  const isLast = attempt.outcome !== 'failed' || notification.singleAttempt
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
