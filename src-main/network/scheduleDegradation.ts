// From what people ask for to what is kept: presets unfolded, times fixed in bench instants, noise given its seed.
import type { DegradationRequest } from '#shared/control/networkViews'
import { seedOf } from '#shared/domain/curves/hash'
import type { Degradation, TimedEffect } from '#shared/domain/degradation'
import type { EffectActs } from '#shared/domain/effect'
import { PRESETS } from '#shared/domain/presets/presets'
import { ownLengthMs, shapeMs, type Shape } from '#shared/domain/shape'

const STEP: Shape = { kind: 'step' }

interface PlannedEffect {
  readonly acts: EffectActs
  readonly shape: Shape
  readonly afterSeconds: number
  readonly lastsSeconds?: number | undefined
}

interface Plan {
  readonly effects: readonly PlannedEffect[]
  /** Absent: until it is removed. */
  readonly lengthMs: number | undefined
}

function planOf({ preset: name, effect = {}, shape = STEP, durationSeconds }: DegradationRequest): Plan {
  const askedMs = durationSeconds === undefined ? undefined : shapeMs(durationSeconds)
  if (name === undefined) {
    const effects = [{ acts: effect, shape, afterSeconds: 0 }]
    return { effects, lengthMs: askedMs ?? ownLengthMs(shape) }
  }
  const preset = PRESETS[name]
  const lengthSeconds = durationSeconds ?? preset.lengthSeconds
  const lengthMs = lengthSeconds === undefined ? undefined : shapeMs(lengthSeconds)
  return { effects: preset.effects(lengthSeconds), lengthMs }
}

/** The earliest of the ends there are. */
function endOf(...ends: readonly (number | undefined)[]): number | undefined {
  const known = ends.filter((end) => end !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}

/**
 * Fixes a request in bench time, in whole milliseconds; it lasts at least one.
 * @param seed of the scenario: noise without a seed of its own gets one from it and from what it does to whom, so that the
 *   same scenario makes the same noise and two effects do not move in step
 */
export function scheduleDegradation(request: DegradationRequest, id: string, now: number, seed: number): Degradation {
  const { target, preset, startsInSeconds } = request
  const plan = planOf(request)
  const startsAt = now + Math.round(startsInSeconds * 1000)
  const endsAt = plan.lengthMs === undefined ? undefined : startsAt + plan.lengthMs

  function timed({ acts, shape, afterSeconds, lastsSeconds }: PlannedEffect, index: number): TimedEffect {
    const from = startsAt + Math.round(afterSeconds * 1000)
    const to = endOf(endsAt, lastsSeconds === undefined ? undefined : from + shapeMs(lastsSeconds))
    const isUnseeded = shape.kind === 'noise' && shape.seed === undefined
    const seeded = isUnseeded ? { ...shape, seed: seedOf(seed, JSON.stringify([target, acts, index])) } : shape
    return { effect: acts, shape: seeded, startsAt: from, ...(to !== undefined && { endsAt: to }) }
  }

  const effects = plan.effects.map(timed).filter((one) => one.endsAt === undefined || one.endsAt > one.startsAt)
  return { id, target, ...(preset && { preset }), effects, startsAt, ...(endsAt !== undefined && { endsAt }) }
}

/** The same, over by an instant at the latest. */
export function endingBy(instant: number | undefined, degradation: Degradation): Degradation {
  const endsAt = endOf(degradation.endsAt, instant)
  return { ...degradation, ...(endsAt !== undefined && { endsAt }) }
}
