// Effects change the condition of flows over time. Every shape compiles to knots, with the level linear between them.
import { z } from 'zod'
import { zConnectivityType, zSignalStrength } from '../wire/camara/common'
import { clampMetric, METRICS, type Metric } from './condition'
import type { EffectTarget } from './flow'
import type { Line } from './polynomial'

/** Far beyond any network, and small enough that instants and composed values stay finite numbers. */
const LARGEST = 1e9

/** Exactly one of: the value itself, a summand, a factor. */
function zActOn(metric: Metric) {
  return z.union(
    [
      z.strictObject({ set: z.number().min(0).max(clampMetric(metric, LARGEST)) }),
      z.strictObject({ add: z.number().min(-LARGEST).max(LARGEST) }),
      z.strictObject({ multiply: z.number().min(0).max(1000) }),
    ],
    'give exactly one of set, add and multiply',
  )
}
type ZAct = ReturnType<typeof zActOn>
export type Act = z.infer<ZAct>

const zMetricActs = z.strictObject(
  Object.fromEntries(METRICS.map((metric) => [metric, zActOn(metric).optional()])) as Record<
    Metric,
    z.ZodOptional<ZAct>
  >,
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
  z.strictObject({ kind: z.literal('ramp'), rampSeconds: z.number().positive().max(LARGEST) }),
])
export type Shape = z.infer<typeof zShape>

/** The level 0..1 of an effect at an instant; linear from one knot to the next, held after the last. */
interface Knot {
  readonly at: number
  readonly level: number
}

/** Of an effect from its start on, ascending; the first is at the start. */
export type Knots = readonly [Knot, ...Knot[]]

/** An effect ready to be composed. All instants are whole milliseconds. */
export interface Effect {
  readonly id: string
  readonly target: EffectTarget
  readonly acts: EffectActs
  readonly knots: Knots
  /** Bench instant, inclusive. */
  readonly startsAt: number
  /** Bench instant, exclusive; absent: until it is removed. */
  readonly endsAt?: number | undefined
}

export function knotsOf(shape: Shape, startsAt: number): Knots {
  if (shape.kind === 'step') return [{ at: startsAt, level: 1 }]
  const rampMs = Math.max(1, Math.round(shape.rampSeconds * 1000))
  return [
    { at: startsAt, level: 0 },
    { at: startsAt + rampMs, level: 1 },
  ]
}

function indexAt(knots: Knots, at: number): number {
  let index = knots.length - 1
  while (index > 0 && (knots[index]?.at ?? at) > at) index -= 1
  return index
}

/** On the line from the knot at `index` to the one after it. */
function levelOn(knots: Knots, index: number, at: number): number {
  const knot = knots[index] ?? knots[0]
  const next = knots[index + 1]
  if (next === undefined) return knot.level
  return knot.level + ((next.level - knot.level) * (at - knot.at)) / (next.at - knot.at)
}

/** @param at an instant not before the first knot */
export function levelAt(knots: Knots, at: number): number {
  return levelOn(knots, indexAt(knots, at), at)
}

/** The levels at `from` and just before `to`; between them no knot may lie. */
export function levelsOver(knots: Knots, from: number, to: number): Line {
  const index = indexAt(knots, from)
  return { from: levelOn(knots, index, from), to: levelOn(knots, index, to) }
}

export function isActiveAt(effect: Pick<Effect, 'startsAt' | 'endsAt'>, at: number): boolean {
  return effect.startsAt <= at && (effect.endsAt === undefined || at < effect.endsAt)
}

/** The one order in which effects are composed: by start, then by id. For `Array.sort`. */
export function byComposition(a: Effect, b: Effect): number {
  if (a.startsAt !== b.startsAt) return a.startsAt - b.startsAt
  if (a.id === b.id) return 0
  return a.id < b.id ? -1 : 1
}
