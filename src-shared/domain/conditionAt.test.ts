import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BASELINE, effectOf, someEffects } from '../../test/support/effects'
import type { Condition } from './condition'
import { conditionAt as conditionOn } from './conditionAt'
import { epochOf } from './course'
import { byComposition, type Effect } from './effect'

const conditionAt = (baseline: Condition, effects: readonly Effect[], at: number) =>
  conditionOn([epochOf(baseline, effects)], at)

describe(conditionOn, () => {
  const ramp = { kind: 'ramp', rampSeconds: 10 } as const

  it('is the baseline while no effect is active', () => {
    const effect = effectOf({ acts: { delayMs: { set: 300 } }, startsAt: 10, endsAt: 20 })
    expect(conditionAt(BASELINE, [effect], 9)).toEqual(BASELINE)
    expect(conditionAt(BASELINE, [effect], 20)).toEqual(BASELINE)
  })

  it('acts from the start, inclusive, to the end, exclusive', () => {
    const effect = effectOf({ acts: { delayMs: { set: 300 } }, startsAt: 10, endsAt: 20 })
    expect(conditionAt(BASELINE, [effect], 10).delayMs).toBe(300)
    expect(conditionAt(BASELINE, [effect], 19).delayMs).toBe(300)
  })

  it.each([
    [{ set: 250 }, 150],
    [{ set: 10 }, 30],
    [{ add: 100 }, 100],
    [{ multiply: 5 }, 150],
    [{ multiply: 0 }, 25],
  ])('has %j on a delay of 50 ms at half level on half the way up its ramp', (act, delayMs) => {
    const effect = effectOf({ acts: { delayMs: act }, shape: ramp, startsAt: 0 })
    expect(conditionAt(BASELINE, [effect], 0).delayMs).toBe(50)
    expect(conditionAt(BASELINE, [effect], 5000).delayMs).toBe(delayMs)
  })

  it.each([0.1, 123.456, 1 / 3, 999_999.999])('sets %d exactly, whatever was there before', (value) => {
    const before = effectOf({ id: 'a', acts: { delayMs: { multiply: 1.7 } }, startsAt: 0 })
    const set = effectOf({ id: 'b', acts: { delayMs: { set: value } }, startsAt: 0, shape: ramp })
    expect(conditionAt(BASELINE, [before, set], 10_000).delayMs).toBe(value)
  })

  it('composes in order: each effect transforms what the ones before it left', () => {
    const add = effectOf({ id: 'a', acts: { delayMs: { add: 50 } } })
    const double = effectOf({ id: 'b', acts: { delayMs: { multiply: 2 } } })
    expect(conditionAt(BASELINE, [add, double], 0).delayMs).toBe(200)
    expect(conditionAt(BASELINE, [double, add], 0).delayMs).toBe(150)
  })

  it('clamps once, at the end', () => {
    const down = effectOf({ id: 'a', acts: { delayMs: { add: -80 }, lossRatio: { add: 5 } } })
    const up = effectOf({ id: 'b', acts: { delayMs: { add: 40 } } })
    expect(conditionAt(BASELINE, [down, up], 0)).toMatchObject({ delayMs: 10, lossRatio: 1 })
    expect(conditionAt(BASELINE, [down], 0).delayMs).toBe(0)
  })

  it('takes signal strength and connectivity type from the last active effect that has one', () => {
    const first = effectOf({ id: 'a', acts: { signalStrength: 'poor', connectivityType: '3G' } })
    const second = effectOf({ id: 'b', acts: { signalStrength: 'fair' } })
    const ended = effectOf({ id: 'c', acts: { signalStrength: 'no signal' }, endsAt: 1 })
    const condition = conditionAt(BASELINE, [first, second, ended], 5)
    expect(condition).toMatchObject({ signalStrength: 'fair', connectivityType: '3G' })
  })

  it('does not depend on the order in which the effects came', () => {
    fc.assert(
      fc.property(someEffects, fc.nat(200), fc.infiniteStream(fc.nat()), (effects, at, keys) => {
        const shuffled = effects
          .map((effect) => ({ effect, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ effect }) => effect)
        expect(conditionAt(BASELINE, shuffled.sort(byComposition), at)).toEqual(conditionAt(BASELINE, effects, at))
      }),
    )
  })

  it('is the same with and without an effect that has ended', () => {
    fc.assert(
      fc.property(someEffects, fc.nat(200), (effects, at) => {
        const remaining = effects.filter(({ endsAt }) => endsAt === undefined || endsAt > at)
        expect(conditionAt(BASELINE, remaining, at)).toEqual(conditionAt(BASELINE, effects, at))
      }),
    )
  })

  it('at an end is already what it is without the effect', () => {
    fc.assert(
      fc.property(someEffects, (effects) => {
        for (const ending of effects) {
          if (ending.endsAt === undefined) continue
          const others = effects.filter((effect) => effect !== ending)
          expect(conditionAt(BASELINE, effects, ending.endsAt)).toEqual(conditionAt(BASELINE, others, ending.endsAt))
        }
      }),
    )
  })
})
