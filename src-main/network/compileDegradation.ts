// A degradation is what is kept; its effects are what it does, ready to be composed.
import type { Degradation, TimedEffect } from '#shared/domain/degradation'
import type { DegradationTarget } from '#shared/domain/degradationTarget'
import { compileEffect, type Effect, type EffectSource } from '#shared/domain/effect'
import type { EffectTarget } from '#shared/domain/flow'
import type { LoadedTrace } from '#shared/domain/trace'
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
  readonly degradation: Degradation
  readonly timed: TimedEffect
  readonly target: EffectTarget
  /** Amounts of rates are the cell's as a whole. */
  readonly isShared: boolean
  /** What it is for a device that has this part of what is shared. */
  withShare(share: number): DegradationEffect
}

function compileOne(degradation: Degradation, timed: TimedEffect, source: EffectSource): DegradationEffect {
  const { target } = degradation
  return {
    ...compileEffect(source),
    degradation,
    timed,
    target: compileTarget(target),
    isShared: 'cell' in target && target.shared === true,
    withShare: (share) => compileOne(degradation, timed, { ...source, share }),
  }
}

/** @param traceOf gives a trace of the scenario on stage; of one that is not there nothing is felt */
export function compileDegradation(
  degradation: Degradation,
  traceOf: (id: string) => LoadedTrace | undefined,
): DegradationEffect[] {
  const { id, sequence = 0, effects, endsAt: end = Infinity } = degradation
  const first = `${String(sequence).padStart(9, '0')} ${id}`
  return effects.map((timed, index) => {
    const { effect: acts, shape, startsAt } = timed
    const endsAt = Math.min(end, timed.endsAt ?? Infinity)
    const trace = shape.kind === 'trace' ? traceOf(shape.trace) : undefined
    const order = `${first} ${String(index).padStart(3, '0')}` // the effects of one preset compose in its order
    return compileOne(degradation, timed, {
      id: order,
      acts,
      shape,
      trace,
      startsAt,
      ...(endsAt < Infinity && { endsAt }),
    })
  })
}
