// A degradation is what people ask for and what is kept; an effect is what it does, ready to be composed.
import type { DegradationRequest, DegradationView } from '#shared/control/views'
import type { DegradationTarget } from '#shared/domain/degradationTarget'
import { knotsOf, type Effect } from '#shared/domain/effect'
import type { EffectTarget } from '#shared/domain/flow'
import { addressRangesOf, portRangesOf } from './addressRanges'

function compileTarget(target: DegradationTarget): EffectTarget {
  if ('all' in target) return { kind: 'all' }
  if ('cell' in target) return { kind: 'cell', cellId: target.cell }
  if (!('server' in target)) return { kind: 'device', deviceId: target.device }
  const { device, server, ports } = target
  return {
    kind: 'flow',
    deviceId: device,
    servers: addressRangesOf(server),
    ports: ports && portRangesOf(ports),
  }
}

/** An effect that remembers what it was compiled from. */
export interface DegradationEffect extends Effect {
  readonly degradation: DegradationView
}

export function compileEffect(degradation: DegradationView): DegradationEffect {
  const { id, target, effect, shape, startsAt, endsAt } = degradation
  const knots = knotsOf(shape, startsAt)
  return { id, target: compileTarget(target), acts: effect, knots, startsAt, endsAt, degradation }
}

/** Fixes a request in bench time, in whole milliseconds; it lasts at least one. */
export function scheduleDegradation(request: DegradationRequest, id: string, now: number): DegradationView {
  const { target, effect, shape, startsInSeconds, durationSeconds } = request
  const startsAt = now + Math.round(startsInSeconds * 1000)
  if (durationSeconds === undefined) return { id, target, effect, shape, startsAt }
  return { id, target, effect, shape, startsAt, endsAt: startsAt + Math.max(1, Math.round(durationSeconds * 1000)) }
}
