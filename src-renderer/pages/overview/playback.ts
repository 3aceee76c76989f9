// How far the timeline of a scenario has come.
import type { ScenarioView } from '#shared/control/views'

export interface Playback {
  readonly state: ScenarioView['state'] | 'ended'
  readonly playedMs: number
  /** 0 before the first start, or without a timeline. */
  readonly lengthMs: number
  /** 0..1 */
  readonly playedRatio: number
}

/** @param now bench instant */
export function playbackOf({ state, startedAt, endsAt }: ScenarioView, now: number): Playback {
  if (startedAt === undefined || endsAt === undefined) return { state, playedMs: 0, lengthMs: 0, playedRatio: 0 }
  const lengthMs = endsAt - startedAt
  const playedMs = Math.min(lengthMs, Math.max(0, now - startedAt))
  const ended = now >= endsAt
  return { state: ended ? 'ended' : state, playedMs, lengthMs, playedRatio: ended ? 1 : playedMs / lengthMs }
}
