// What an effect does to one metric. An act is read in three ways that agree: at an instant, over a stretch in which its
// level is a line, and over any stretch as the range that the value stays in.
import { z } from 'zod'
import { clampMetric, type Metric } from './condition'
import type { Range } from './curves/curve'
import { constant, plusLine, rangeOf, timesLine, type Line, type Polynomial } from './polynomial'

/** Far beyond any network, and small enough that composed values stay finite numbers. */
const LARGEST = 1e9

/** Exactly one of: the value itself, a summand, a factor, bounds. */
export function zActOn(metric: Metric) {
  const zValue = z.number().min(0).max(clampMetric(metric, LARGEST))
  const zBounds = z
    .strictObject({ min: zValue.optional(), max: zValue.optional() })
    .refine(({ min, max }) => min !== undefined || max !== undefined, 'give min, max or both')
    .refine(({ min = 0, max = LARGEST }) => min <= max, 'min is greater than max')
  return z.union(
    [
      z.strictObject({ set: zValue }),
      z.strictObject({ add: z.number().min(-LARGEST).max(LARGEST) }),
      z.strictObject({ multiply: z.number().min(0).max(1000) }),
      z.strictObject({ clamp: zBounds }),
    ],
    'give exactly one of set, add, multiply and clamp',
  )
}
export type ZAct = ReturnType<typeof zActOn>
export type Act = z.infer<ZAct>

export interface Rule {
  /** What a value becomes at a level. */
  at(value: number, level: number): number
  /** The same while the level is a line. @returns undefined where the value is no polynomial: it meets a clamp's bound */
  over(value: Polynomial, level: Line): Polynomial | undefined
}

const mapLine = ({ from, to }: Line, rule: (level: number) => number): Line => ({ from: rule(from), to: rule(to) })

/** Not `value + level * (goal - value)`: this form is exact at both ends, so a `set` at full level is exact. */
const between = (value: number, goal: number, level: number) => value * (1 - level) + goal * level

function towards(value: Polynomial, goal: number, level: Line): Polynomial {
  const rest = timesLine(
    value,
    mapLine(level, (k) => 1 - k),
  )
  return plusLine(
    rest,
    mapLine(level, (k) => k * goal),
  )
}

/** Relative: a value that stays at a bound but for its last digits does not meet it again and again. */
const ROUNDING = 1e-12

function clampRule(min = 0, max = Infinity): Rule {
  const clamped = (value: number) => Math.min(max, Math.max(min, value))
  return {
    at: (value, level) => between(value, clamped(value), level),
    over(value, level) {
      const { least, most } = rangeOf(value)
      if (least >= min * (1 - ROUNDING) && most <= max * (1 + ROUNDING)) return value
      if (least >= max * (1 - ROUNDING)) return towards(value, max, level)
      return most <= min * (1 + ROUNDING) ? towards(value, min, level) : undefined
    },
  }
}

export function ruleOf(act: Act): Rule {
  if ('set' in act) {
    const { set } = act
    return { at: (value, level) => between(value, set, level), over: (value, level) => towards(value, set, level) }
  }
  if ('add' in act) {
    const { add } = act
    return {
      at: (value, level) => value + level * add,
      over: (value, level) =>
        plusLine(
          value,
          mapLine(level, (k) => k * add),
        ),
    }
  }
  if ('clamp' in act) return clampRule(act.clamp.min, act.clamp.max)
  const { multiply } = act
  const factor = (level: number) => 1 - level + level * multiply
  return {
    at: (value, level) => value * factor(level),
    over: (value, level) => timesLine(value, mapLine(level, factor)),
  }
}

/** Of a trace: the value is the level itself, whatever was there before. @param share the part of it that is had */
export function followRule(share: number): Rule {
  return {
    at: (_, level) => level * share,
    over: (_, level) =>
      plusLine(
        constant(0),
        mapLine(level, (k) => k * share),
      ),
  }
}

/** The act with amounts that are shared with others. */
export function sharedAct(act: Act, share: number): Act {
  if ('set' in act) return { set: act.set * share }
  if ('add' in act) return { add: act.add * share }
  if ('multiply' in act) return act
  const { min, max } = act.clamp
  return { clamp: { ...(min !== undefined && { min: min * share }), ...(max !== undefined && { max: max * share }) } }
}

/** Where the value lies: every rule is monotone in the value and, at each value, in the level, so corners tell. */
export function ruleRange(rule: Rule, value: Range, level: Range): Range {
  const corners = [
    rule.at(value.least, level.least),
    rule.at(value.least, level.most),
    rule.at(value.most, level.least),
    rule.at(value.most, level.most),
  ]
  return { least: Math.min(...corners), most: Math.max(...corners) }
}
