// Effects change the condition of flows over time: acts on metrics, at a level that goes with the effect's shape.
import { z } from 'zod'
import { zConnectivityType, zSignalStrength } from '../wire/camara/common'
import { followRule, ruleOf, sharedAct, zActOn, type Rule, type ZAct } from './act'
import { METRICS, type Metric } from './condition'
import { curveOf } from './curves/curveOf'
import { recorded, rowAt } from './curves/recorded'
import type { Radio } from './radio'
import type { Curve } from './curves/curve'
import type { Shape } from './shape'
import type { LoadedTrace } from './trace'

const zMetricActs = z.strictObject(
  Object.fromEntries(METRICS.map((metric) => [metric, zActOn(metric).optional()])) as Record<
    Metric,
    z.ZodOptional<ZAct>
  >,
)

/** What a degradation does: acts on metrics, and what it makes of signal strength and connectivity type while it lasts. */
export const zEffectActs = zMetricActs.extend({
  signalStrength: zSignalStrength.optional(),
  connectivityType: zConnectivityType.optional(),
})
export type EffectActs = z.infer<typeof zEffectActs>

export function doesAnything(acts: EffectActs): boolean {
  return Object.values(acts).some((act) => act !== undefined)
}

/** One metric's part of an effect, with the time in which it acts. */
export interface Acting {
  readonly metric: Metric
  readonly rule: Rule
  /** The level, over the time since the effect began. */
  readonly curve: Curve
  readonly startsAt: number
  /** Infinity: until it is removed. */
  readonly endsAt: number
}

/** An effect ready to be composed. All instants are whole milliseconds. */
export interface Effect {
  readonly id: string
  readonly acting: readonly Acting[]
  /** Holds while the level is above nothing. */
  readonly radio: Radio
  /** Of a trace that records the radio: what it is, over the time since the effect began. */
  readonly radioAt?: ((elapsedMs: number) => Radio | undefined) | undefined
  readonly changesRadio: boolean
  readonly level: Curve
  readonly isNoise: boolean
  /** Bench instant, inclusive. */
  readonly startsAt: number
  /** Bench instant, exclusive; absent: until it is removed. */
  readonly endsAt?: number | undefined
}

export interface EffectSource extends Pick<Effect, 'id' | 'startsAt' | 'endsAt'> {
  readonly acts: EffectActs
  readonly shape: Shape
  /** Of a shape `trace`. */
  readonly trace?: LoadedTrace | undefined
  /** The part of each amount of a rate that is had, 0..1; absent: all of it. */
  readonly share?: number | undefined
}

const isRate = (metric: Metric) => metric === 'downRateKbps' || metric === 'upRateKbps'

function metricCourse(metric: Metric, source: EffectSource, level: Curve): Pick<Acting, 'rule' | 'curve'> | undefined {
  const { acts, shape, trace } = source
  const share = isRate(metric) ? (source.share ?? 1) : 1
  const values = trace?.columns[metric]
  if (shape.kind === 'trace' && trace && values) {
    const { timesMs, between } = trace
    return { rule: followRule(share), curve: recorded({ timesMs, between, values, repeat: shape.repeat }) }
  }
  const act = acts[metric]
  return act && { rule: ruleOf(share === 1 ? act : sharedAct(act, share)), curve: level }
}

function actingOf(source: EffectSource, level: Curve): Acting[] {
  const { startsAt, endsAt = Infinity } = source
  return METRICS.flatMap((metric) => {
    const course = metricCourse(metric, source, level)
    return course ? [{ metric, ...course, startsAt, endsAt }] : []
  })
}

function radioOverTime({ shape, trace }: EffectSource): Effect['radioAt'] {
  const rows = trace?.radio
  if (shape.kind !== 'trace' || !trace || !rows) return undefined
  return (elapsedMs) => rows[rowAt({ timesMs: trace.timesMs, repeat: shape.repeat }, elapsedMs)]
}

export function compileEffect(source: EffectSource): Effect {
  const { id, startsAt, endsAt, acts, shape } = source
  const { signalStrength, connectivityType } = acts
  const level = curveOf(shape)
  const radio = { ...(signalStrength && { signalStrength }), ...(connectivityType && { connectivityType }) }
  const radioAt = radioOverTime(source)
  return {
    id,
    startsAt,
    endsAt,
    level,
    acting: actingOf(source, level),
    radio,
    radioAt,
    changesRadio: radioAt !== undefined || Object.keys(radio).length > 0,
    isNoise: shape.kind === 'noise',
  }
}

type Span = Pick<Effect, 'startsAt' | 'endsAt'>

export function isActiveAt({ startsAt, endsAt }: Span, at: number): boolean {
  return startsAt <= at && (endsAt === undefined || at < endsAt)
}

/**
 * The one order in which effects are composed, for `Array.sort`: noise first, so that none is added to what another effect
 * sets; then by start, then by id, which tells which degradation came first.
 */
export function byComposition(a: Effect, b: Effect): number {
  if (a.isNoise !== b.isNoise) return a.isNoise ? -1 : 1
  if (a.startsAt !== b.startsAt) return a.startsAt - b.startsAt
  if (a.id === b.id) return 0
  return a.id < b.id ? -1 : 1
}
