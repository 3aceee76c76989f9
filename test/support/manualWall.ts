import type { WallClock } from '#shared/domain/clocks'

export interface ManualWall extends WallClock {
  /** Lets wall time pass, firing what becomes due on the way. */
  pass(durationMs: number): void
  /** How many timers wait. */
  readonly waiting: number
}

/** A wall clock that moves only when the test says so; it starts at 0. */
export function createManualWall(): ManualWall {
  const timers = new Set<{ dueAt: number; task: () => void }>()
  let nowMs = 0

  const nextDueBy = (untilMs: number) =>
    [...timers].filter(({ dueAt }) => dueAt <= untilMs).sort((a, b) => a.dueAt - b.dueAt)[0]

  return {
    now: () => nowMs,
    elapsedMs: () => nowMs,
    schedule(delayMs, task) {
      const timer = { dueAt: nowMs + delayMs, task }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    pass(durationMs) {
      const untilMs = nowMs + durationMs
      for (let due = nextDueBy(untilMs); due !== undefined; due = nextDueBy(untilMs)) {
        timers.delete(due)
        nowMs = due.dueAt
        due.task()
      }
      nowMs = untilMs
    },
    get waiting() {
      return timers.size
    },
  }
}
