// Effects and thresholds for tests of the network as a function of time.
import fc from 'fast-check'
import type { Condition } from '#shared/domain/condition'
import { byComposition, knotsOf, type Effect, type EffectActs, type Shape } from '#shared/domain/effect'
import type { Thresholds } from '#shared/domain/thresholds'

export const BASELINE: Condition = {
  delayMs: 50,
  jitterMs: 10,
  lossRatio: 0.001,
  downRateKbps: 5000,
  upRateKbps: 1000,
  signalStrength: 'good',
  connectivityType: '5G-SA',
}

type Parts = Partial<Omit<Effect, 'knots'>> & { acts: EffectActs; shape?: Shape }

/** A step from instant 0 on everything, except for what is told. */
export function effectOf({ shape = { kind: 'step' }, startsAt = 0, ...parts }: Parts): Effect {
  return { id: 'e', target: { kind: 'all' }, startsAt, knots: knotsOf(shape, startsAt), ...parts }
}

/** Everything happens within this window, so that a test can look at each of its milliseconds. */
export const WINDOW_MS = 250

const act = fc.oneof(
  fc.record({ set: fc.integer({ min: 0, max: 120 }) }),
  fc.record({ add: fc.integer({ min: -60, max: 60 }) }),
  fc.record({ multiply: fc.constantFrom(0, 0.5, 1, 1.5, 2) }),
)
const shape: fc.Arbitrary<Shape> = fc.oneof(
  fc.constant({ kind: 'step' } as const),
  fc.integer({ min: 1, max: 80 }).map((rampMs) => ({ kind: 'ramp', rampSeconds: rampMs / 1000 }) as const),
)
const effect = fc
  .record({
    acts: fc.oneof(fc.record({ delayMs: act }), fc.record({ upRateKbps: act, delayMs: act })),
    shape,
    startsAt: fc.nat(120),
    durationMs: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
  })
  .map(({ durationMs, ...parts }) => ({
    ...effectOf(parts),
    endsAt: durationMs === undefined ? undefined : parts.startsAt + durationMs,
  }))

/** Steps and ramps that set, add and multiply, overlap and end, with ids of their own, in composition order. */
export const someEffects: fc.Arbitrary<Effect[]> = fc
  .array(effect, { maxLength: 6 })
  .map((effects) => effects.map((one, index) => ({ ...one, id: `e${index}` })).sort(byComposition))

export const someThresholds: fc.Arbitrary<Thresholds> = fc
  .tuple(fc.integer({ min: 1, max: 110 }), fc.integer({ min: 1, max: 110 }))
  .map(([delayMs, upRateKbps]) => [
    { metric: 'delayMs', kind: 'atMost', bound: delayMs },
    { metric: 'upRateKbps', kind: 'atLeast', bound: upRateKbps },
  ])
