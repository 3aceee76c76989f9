import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BASELINE, effectOf, someCourses, someEffects, someThresholds, WINDOW_MS } from '../../test/support/effects'
import { assess, sameAnswers } from './assessment'
import type { Condition } from './condition'
import type { Act } from './act'
import { conditionAt as conditionOn } from './conditionAt'
import { epochOf, type Course } from './course'
import { lastFlip, outlook } from './crossing'
import { byComposition, type Effect } from './effect'
import type { Shape } from './shape'
import { meets, type Thresholds } from './thresholds'

const conditionAt = (baseline: Condition, effects: readonly Effect[], at: number) =>
  conditionOn([epochOf(baseline, effects)], at)
const nextFlip = (baseline: Condition, effects: readonly Effect[], thresholds: Thresholds, after: number) =>
  outlook([epochOf(baseline, effects)], thresholds, after).flipsAt

const atMost = (bound: number): Thresholds => [{ metric: 'delayMs', kind: 'atMost', bound }]
const ramp = (rampSeconds: number): Shape => ({ kind: 'ramp', rampSeconds })
const delay = (act: Act, parts: Omit<Parameters<typeof effectOf>[0], 'acts'> = {}) =>
  effectOf({ ...parts, acts: { delayMs: act } })

describe(outlook, () => {
  it('is never, when nothing acts or nothing is asked', () => {
    expect(nextFlip(BASELINE, [], atMost(100), 0)).toBeUndefined()
    expect(nextFlip(BASELINE, [delay({ set: 300 }, { startsAt: 10 })], [], 0)).toBeUndefined()
  })

  it('is the start of a step and then its end', () => {
    const step = delay({ set: 300 }, { startsAt: 1000, endsAt: 5000 })
    expect(nextFlip(BASELINE, [step], atMost(100), 0)).toBe(1000)
    expect(nextFlip(BASELINE, [step], atMost(100), 1000)).toBe(5000)
    expect(nextFlip(BASELINE, [step], atMost(100), 5000)).toBeUndefined()
  })

  it('is the first millisecond above the bound of a ramp that passes it on a whole one: the boundary meets the budget', () => {
    const up = delay({ set: 150 }, { shape: ramp(10) }) // 50 → 150 ms in 10 s
    expect(nextFlip(BASELINE, [up], atMost(100), 0)).toBe(5001)
  })

  it('is the first millisecond at the bound on the way back', () => {
    const baseline = { ...BASELINE, delayMs: 150 }
    const down = delay({ set: 50 }, { shape: ramp(10) })
    expect(nextFlip(baseline, [down], atMost(100), 0)).toBe(5000)
  })

  it('does not come where a ramp ends exactly at the bound', () => {
    expect(nextFlip(BASELINE, [delay({ set: 100 }, { shape: ramp(7) })], atMost(100), 0)).toBeUndefined()
  })

  it('does not come from decimals that do not add up in binary', () => {
    const baseline = { ...BASELINE, delayMs: 0.1 }
    expect(nextFlip(baseline, [delay({ add: 0.2 }, { startsAt: 5 })], atMost(0.3), 0)).toBeUndefined()
  })

  it('finds the peak of two overlapping ramps: 40 above the bound between two knots that both meet it', () => {
    // v(u) = (50 + 300u)(1 − u), u = t / 1000 s: 50 at both ends of the curve's rise and fall, about 102 at u = 5/12
    const rise = delay({ add: 300 }, { id: 'a', shape: ramp(1000) })
    const fall = delay({ multiply: 0 }, { id: 'b', shape: ramp(1000) })
    const root = (sign: 1 | -1) => ((250 + sign * Math.sqrt(250 ** 2 - 4 * 300 * 50)) / 600) * 1_000_000
    expect(nextFlip(BASELINE, [rise, fall], atMost(100), 0)).toBe(Math.floor(root(-1)) + 1)
    expect(nextFlip(BASELINE, [rise, fall], atMost(100), 400_000)).toBe(Math.ceil(root(1)))
    expect(nextFlip(BASELINE, [rise, fall], atMost(103), 0)).toBeUndefined()
  })

  it('finds a violation that lasts one millisecond in a month', () => {
    const spike = delay({ set: 101 }, { startsAt: 1_234_567_890, endsAt: 1_234_567_891 })
    expect(nextFlip(BASELINE, [spike], atMost(100), 0)).toBe(1_234_567_890)
    expect(nextFlip(BASELINE, [spike], atMost(100), 1_234_567_890)).toBe(1_234_567_891)
  })

  it('is where any one answer changes, not only all of them', () => {
    const slow = effectOf({ acts: { upRateKbps: { set: 10 } }, startsAt: 700 })
    const thresholds: Thresholds = [...atMost(100), { metric: 'upRateKbps', kind: 'atLeast', bound: 50 }]
    expect(nextFlip(BASELINE, [delay({ set: 300 }, { startsAt: 900 }), slow], thresholds, 0)).toBe(700)
  })

  it('does not come while a value below zero is held at zero', () => {
    const idle = effectOf({ acts: { upRateKbps: { add: -5000 } }, shape: ramp(86_400) })
    expect(nextFlip(BASELINE, [idle], [{ metric: 'upRateKbps', kind: 'atLeast', bound: 0 }], 0)).toBeUndefined()
  })

  it('agrees with a look at every millisecond', () => {
    fc.assert(
      fc.property(someEffects, someThresholds, fc.nat(WINDOW_MS), (effects, thresholds, after) => {
        const baseline: Condition = { ...BASELINE, upRateKbps: 60 }
        const answersAt = (at: number) => assess(conditionAt(baseline, effects, at), thresholds)
        const before = answersAt(after)
        const laterMs = Array.from({ length: WINDOW_MS }, (_, index) => after + 1 + index)
        const sampled = laterMs.find((at) => !sameAnswers(answersAt(at), before))
        const flip = nextFlip(baseline, effects, thresholds, after)
        expect(flip !== undefined && flip > after + WINDOW_MS ? undefined : flip).toBe(sampled)
      }),
      { numRuns: 300 },
    )
  }, 60_000)

  it('agrees with a look at every millisecond over handovers', () => {
    fc.assert(
      fc.property(someCourses, someThresholds, fc.nat(WINDOW_MS), (course, thresholds, after) => {
        const answersAt = (at: number) => assess(conditionOn(course, at), thresholds)
        const before = answersAt(after)
        const laterMs = Array.from({ length: WINDOW_MS }, (_, index) => after + 1 + index)
        const sampled = laterMs.find((at) => !sameAnswers(answersAt(at), before))
        const { flipsAt } = outlook(course, thresholds, after)
        expect(flipsAt !== undefined && flipsAt > after + WINDOW_MS ? undefined : flipsAt).toBe(sampled)
      }),
      { numRuns: 150 },
    )
  }, 60_000)

  it('takes less than a second with 200 ramps that all overlap', () => {
    const effects = Array.from({ length: 200 }, (_, index) =>
      delay(index % 2 ? { multiply: 0.99 } : { add: 1 }, {
        id: `e${index}`,
        startsAt: index * 1000,
        shape: ramp(3600),
      }),
    ).sort(byComposition)
    const startedAt = performance.now()
    const flip = nextFlip(BASELINE, effects, atMost(60), 0) ?? NaN
    expect(performance.now() - startedAt).toBeLessThan(1000)
    expect(conditionAt(BASELINE, effects, flip - 1).delayMs).toBeLessThanOrEqual(60)
    expect(conditionAt(BASELINE, effects, flip).delayMs).toBeGreaterThan(60)
  })
})

describe(lastFlip, () => {
  it('takes no notice of a cell in which a device was for no time, between two handovers at one instant', () => {
    const epoch = (from: number, upRateKbps: number): Course[0] => ({
      ...{ from, baseline: { ...BASELINE, upRateKbps }, effects: [], radio: [] },
      acting: { delayMs: [], jitterMs: [], lossRatio: [], downRateKbps: [], upRateKbps: [] },
    })
    const course: Course = [epoch(-Infinity, 0), epoch(179, 1), epoch(179, 0)]
    expect(lastFlip(course, { metric: 'upRateKbps', kind: 'atLeast', bound: 1 }, 179)).toBeUndefined()
  })

  it('agrees with a look back at every millisecond, over handovers', () => {
    fc.assert(
      fc.property(someCourses, someThresholds, fc.integer({ min: 1, max: WINDOW_MS }), (course, thresholds, at) => {
        for (const threshold of thresholds) {
          const metAt = (instant: number) => meets(threshold, conditionOn(course, instant)[threshold.metric])
          const earlierMs = Array.from({ length: at + 1 }, (_, index) => at - 1 - index) // to the millisecond before all
          const other = earlierMs.find((instant) => metAt(instant) !== metAt(at))
          expect(lastFlip(course, threshold, at)).toBe(other === undefined ? undefined : other + 1)
        }
      }),
      { numRuns: 150 },
    )
  }, 60_000)
})
