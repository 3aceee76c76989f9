import { createBenchClock, type ControlledClock } from '#main/bench/clocks/benchClock'
import { systemWallClock } from '#main/bench/clocks/wallClock'

/** Where the bench clock of a test stands at first: 2026-01-01T00:00:00Z. */
export const TEST_START = Date.UTC(2026, 0, 1)

/** The bench's own clock, paused: it moves only by `jumpTo` and `advanceBy`, which wait for everything they set off. */
export function createTestClock(now = TEST_START): ControlledClock {
  return createBenchClock({
    wall: systemWallClock,
    start: { now, mode: 'paused', rate: 1 },
    onTaskFailed: (error) => {
      throw error
    },
  })
}
