// How the bench clock goes on after a restart. It never goes back: it resumes at the later of what was saved and the
// newest instant anything on disk bears (a kill in the middle of a jump leaves the saved instant behind).
import { z } from 'zod'
import type { Notification } from '#shared/domain/notification'
import type { WallClock } from '#shared/domain/clocks'
import type { BenchClockOptions, ControlledClock } from './benchClock'

export const zSavedClock = z.object({
  mode: z.enum(['real', 'paused', 'scaled']),
  rate: z.number(),
  benchAt: z.number(),
  wallAt: z.number(),
})
export type SavedClock = z.infer<typeof zSavedClock>

type Start = BenchClockOptions['start']

export function freshClock(wallNow: number, paused = false): Start {
  return { now: wallNow, mode: paused ? 'paused' : 'real', rate: 1 }
}

export function newestInstant(
  notifications: Iterable<Notification>,
  accounts: Iterable<{ readonly at: number }>,
): number {
  let newest = 0
  for (const { at } of accounts) newest = Math.max(newest, at)
  for (const { raisedAt, attempts } of notifications) newest = Math.max(newest, raisedAt, attempts.at(-1)?.at ?? 0)
  return newest
}

/** @param newestInstant the newest bench instant anything on disk bears, 0 for none. */
export function resumedClock(saved: SavedClock | null, newestInstant: number, wallNow: number, paused = false): Start {
  if (!saved) return freshClock(Math.max(wallNow, newestInstant), paused)
  const { mode, rate, benchAt, wallAt } = saved
  const now = mode === 'real' ? wallNow + (benchAt - wallAt) : benchAt
  return { now: Math.max(now, newestInstant), mode, rate }
}

export function clockToSave(clock: ControlledClock, wall: WallClock): SavedClock {
  const { mode, rate, now } = clock.view()
  return { mode, rate, benchAt: now, wallAt: wall.now() }
}
