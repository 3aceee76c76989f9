// Effects change the condition of flows over time. Every shape compiles to knots, with the level linear between them.
import { z } from 'zod'
import { zConnectivityType, zSignalStrength } from '../wire/camara/common'
import { METRICS, type Metric } from './condition'
import type { EffectTarget } from './flow'

/** Exactly one of: the value itself, a summand, a factor. */
export const zAct = z.union([
  z.strictObject({ set: z.number().min(0) }),
  z.strictObject({ add: z.number() }),
  z.strictObject({ multiply: z.number().min(0) }),
])
export type Act = z.infer<typeof zAct>

const zMetricActs = z.strictObject(
  Object.fromEntries(METRICS.map((metric) => [metric, zAct.optional()])) as Record<Metric, z.ZodOptional<typeof zAct>>,
)

/** What a degradation does: acts on metrics, and what it makes of signal strength and connectivity type while it lasts. */
export const zEffectActs = zMetricActs
  .extend({ signalStrength: zSignalStrength.optional(), connectivityType: zConnectivityType.optional() })
  .refine(
    (acts) => Object.values(acts).some((act) => act !== undefined),
    'give at least one metric, signalStrength or connectivityType',
  )
export type EffectActs = z.infer<typeof zEffectActs>

/** `step`: at full level from its start. `ramp`: from nothing to the full level in `rampSeconds`, then held. */
export const zShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('step') }),
  z.strictObject({ kind: z.literal('ramp'), rampSeconds: z.number().positive() }),
])
export type Shape = z.infer<typeof zShape>

export interface Effect {
  readonly id: string
  readonly target: EffectTarget
  readonly acts: EffectActs
  readonly shape: Shape
  /** Bench instant, inclusive. */
  readonly startsAt: number
  /** Bench instant, exclusive; absent: until it is removed. */
  readonly endsAt?: number
}

/** The level 0..1 of an effect at an instant; linear from one knot to the next, held after the last. */
export interface Knot {
  readonly at: number
  readonly level: number
}

/** The knots of an effect from its start on; before the first and from `endsAt` on the effect does not act at all. */
export function knotsOf(effect: Pick<Effect, 'shape' | 'startsAt'>): readonly Knot[] {
  const { shape, startsAt } = effect
  if (shape.kind === 'step') return [{ at: startsAt, level: 1 }]
  return [
    { at: startsAt, level: 0 },
    { at: startsAt + shape.rampSeconds * 1000, level: 1 },
  ]
}

export function isActiveAt(effect: Pick<Effect, 'startsAt' | 'endsAt'>, at: number): boolean {
  return effect.startsAt <= at && (effect.endsAt === undefined || at < effect.endsAt)
}
