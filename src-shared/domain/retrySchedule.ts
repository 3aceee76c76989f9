// The published retry schedule of notifications, on the bench clock (README, `GET state`).
import { seededRandom } from './seededRandom'

/** Seconds from the end of a failed attempt to the next one; after the last the notification is dead. */
export const RETRY_DELAYS_SECONDS = [1, 5, 30, 120, 600, 1800] as const

/**
 * The share of a delay that chance may take away, so that many sinks which failed together are not asked again
 * together. It only shortens: whoever waits as long as the schedule says has seen the attempt.
 */
export const RETRY_JITTER = 0.05

/** A sink may ask for more patience than the schedule has, but not for more than a day. */
export const LONGEST_RETRY_AFTER_MS = 86_400_000

export interface RetryMoment {
  /** Attempts made so far, at least 1. */
  readonly failedAttempts: number
  /** Of the bench's chance, and which notification it is for: the same run waits the same times. */
  readonly seed: number
  /** What the sink asked for by `Retry-After`, milliseconds. */
  readonly retryAfterMs?: number | undefined
}

/** Milliseconds until the next attempt; undefined when the schedule is exhausted. */
export function retryDelayMs({ failedAttempts, seed, retryAfterMs = 0 }: RetryMoment): number | undefined {
  const delaySeconds = RETRY_DELAYS_SECONDS[failedAttempts - 1]
  if (delaySeconds === undefined) return undefined
  const chance = seededRandom(seed + failedAttempts)()
  const delayMs = Math.round(delaySeconds * 1000 * (1 - RETRY_JITTER * chance))
  return Math.max(delayMs, Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS))
}
