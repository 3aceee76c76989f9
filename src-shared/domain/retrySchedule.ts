// The published retry schedule of notifications, on the bench clock (README, `GET state`).

/** Seconds from the end of a failed attempt to the next one; after the last the notification is dead. */
export const RETRY_DELAYS_SECONDS = [1, 5, 30, 120, 600, 1800] as const

/** @param failedAttempts attempts made so far, at least 1. @returns undefined when the schedule is exhausted. */
export function retryDelaySeconds(failedAttempts: number): number | undefined {
  return RETRY_DELAYS_SECONDS[failedAttempts - 1]
}
