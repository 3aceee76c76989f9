// Effects and thresholds for tests of the network as a function of time.
import fc from 'fast-check'
import type { Condition } from '#shared/domain/condition'
import { epochOf, type Course } from '#shared/domain/course'
import { byComposition, compileEffect, type Effect, type EffectSource } from '#shared/domain/effect'
import type { Shape } from '#shared/domain/shape'
import type { Thresholds } from '#shared/domain/thresholds'
import type { LoadedTrace } from '#shared/domain/trace'

export const BASELINE: Condition = {
  delayMs: 50,
  jitterMs: 10,
  lossRatio: 0.001,
  downRateKbps: 5000,
  upRateKbps: 1000,
  signalStrength: 'good',
  connectivityType: '5G-SA',
}

type Parts = Partial<EffectSource> & Pick<EffectSource, 'acts'>

/** A step from instant 0 on everything, except for what is told. */
export function effectOf({ shape = { kind: 'step' }, startsAt = 0, ...parts }: Parts): Effect {
  return compileEffect({ id: 'e', shape, startsAt, ...parts })
}

/** Everything happens within this window, so that a test can look at each of its milliseconds. */
export const WINDOW_MS = 250

const act = fc.oneof(
  fc.record({ set: fc.integer({ min: 0, max: 120 }) }),
  fc.record({ add: fc.integer({ min: -60, max: 60 }) }),
  fc.record({ multiply: fc.constantFrom(0, 0.5, 1, 1.5, 2) }),
  fc
    .tuple(fc.nat(120), fc.nat(120))
    .map(([one, other]) => ({ clamp: { min: Math.min(one, other), max: Math.max(one, other) } })),
)
const shape: fc.Arbitrary<Shape> = fc.oneof(
  fc.constant({ kind: 'step' } as const),
  fc.integer({ min: 1, max: 80 }).map((rampMs) => ({ kind: 'ramp', rampSeconds: rampMs / 1000 }) as const),
  fc.integer({ min: 100, max: 200 }).map((periodMs) => ({ kind: 'sine', periodSeconds: periodMs / 1000 }) as const),
  fc
    .tuple(fc.integer({ min: 10, max: 60 }), fc.nat(1000))
    .map(([ms, seed]) => ({ kind: 'noise', intervalSeconds: ms / 1000, seed }) as const),
  fc
    .tuple(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
      fc.nat(20),
    )
    .map(
      ([onMs, offMs, count, edgeMs]) =>
        ({
          kind: 'pulses',
          onSeconds: onMs / 1000,
          offSeconds: offMs / 1000,
          edgeSeconds: Math.min(edgeMs, Math.floor(onMs / 2)) / 1000,
          count,
        }) as const,
    ),
)
/** A recorded column over the same window, in place of acts. */
const trace: fc.Arbitrary<LoadedTrace> = fc
  .record({
    rows: fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.nat(120)), { minLength: 1, maxLength: 8 }),
    between: fc.constantFrom('linear' as const, 'hold' as const),
  })
  .map(({ rows, between }) => {
    let at = 0
    const timesMs = Float64Array.from(rows, ([step], index) => (at += index === 0 ? 0 : step))
    const values = Float64Array.from(rows, ([, value]) => value)
    return { id: 't', name: 't', timesMs, columns: { delayMs: values, upRateKbps: values }, between }
  })
const played = fc
  .record({ trace, repeat: fc.boolean(), startsAt: fc.nat(120), durationMs: fc.integer({ min: 1, max: 150 }) })
  .map(({ trace: recording, repeat, startsAt, durationMs }) => {
    const when = { startsAt, endsAt: startsAt + durationMs }
    return effectOf({ acts: {}, shape: { kind: 'trace', trace: 't', repeat }, trace: recording, ...when })
  })
const effect = fc
  .record({
    acts: fc.oneof(fc.record({ delayMs: act }), fc.record({ upRateKbps: act, delayMs: act })),
    shape,
    startsAt: fc.nat(120),
    durationMs: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
  })
  .map(({ durationMs, ...parts }) =>
    effectOf({ ...parts, endsAt: durationMs === undefined ? undefined : parts.startsAt + durationMs }),
  )

/** Every shape and every act, overlapping and ending, with ids of their own, in composition order. */
export const someEffects: fc.Arbitrary<Effect[]> = fc
  .array(fc.oneof({ weight: 4, arbitrary: effect }, { weight: 1, arbitrary: played }), { maxLength: 6 })
  .map((effects) => effects.map((one, index) => ({ ...one, id: `e${index}` })).sort(byComposition))

/** What a flow goes through that is handed over up to twice: each cell has a baseline and effects of its own. */
export const someCourses: fc.Arbitrary<Course> = fc
  .array(fc.record({ from: fc.nat(WINDOW_MS), delayMs: fc.nat(120), upRateKbps: fc.nat(120), effects: someEffects }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((stays) => {
    const froms = stays.map(({ from }) => from).sort((a, b) => a - b)
    const [first, ...later] = stays.map(({ effects, from: _, ...metrics }, index) => {
      return epochOf({ ...BASELINE, ...metrics }, effects, index === 0 ? -Infinity : froms[index])
    })
    if (first === undefined) throw new Error('a course has an epoch')
    return [first, ...later] as const
  })

export const someThresholds: fc.Arbitrary<Thresholds> = fc
  .tuple(fc.integer({ min: 1, max: 110 }), fc.integer({ min: 1, max: 110 }))
  .map(([delayMs, upRateKbps]) => [
    { metric: 'delayMs', kind: 'atMost', bound: delayMs },
    { metric: 'upRateKbps', kind: 'atLeast', bound: upRateKbps },
  ])
