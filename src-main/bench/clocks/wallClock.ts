import type { WallClock } from '#shared/domain/clocks'

/** The machine's own time. With `benchClock.ts` the only place that reads it (house rule). */
export const systemWallClock: WallClock = {
  now: () => Date.now(),
  elapsedMs: () => performance.now(),
  schedule(delayMs, task) {
    const timer = setTimeout(task, delayMs)
    return () => clearTimeout(timer)
  },
}
