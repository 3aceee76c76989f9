// The two clocks (decisions/two-clocks.md). Instants are milliseconds since the epoch.

/** Ends a timer; calling it again, or after it fired, does nothing. */
export type Cancel = () => void

/** Drives everything simulated: timeline, expiry, retries, token life, months, `Date` headers. */
export interface BenchClock {
  /** The bench instant, in whole milliseconds. */
  now(): number
  /**
   * Runs `task` once the bench clock reaches `dueAt`; equal instants fire in the order they were scheduled.
   * @param how standing: the clock stands at `dueAt` until the task is done, as it does on the way of a jump; what it
   *   does then bears that very instant however the clock goes, so it may wait for the disk but for nobody's reply
   */
  schedule(dueAt: number, task: () => void | Promise<void>, how?: { readonly standing?: boolean }): Cancel
  /** A jump waits for this work before it fires what is due next. */
  hold(work: Promise<unknown>): void
}

/** Drives socket timeouts, measured durations, heartbeats, and the times in run reports and evidence. */
export interface WallClock {
  now(): number
  /** Milliseconds from an arbitrary start, with fractions; for durations only. */
  elapsedMs(): number
  schedule(delayMs: number, task: () => void): Cancel
}

/** Source of identifiers, so that no room needs a random source of its own. */
export interface Ids {
  uuid(): string
}
