// When an assessment next changes its answers: exact by formula, so there is no sampler that could miss a short dip.
//
// Starts, knots and ends cut time into segments. Within one, every level is a line, so a metric is a polynomial in time
// whose degree is the number of effects ramping there. Halving a segment narrows the range a polynomial can lie in, until
// that range is wholly on one side of the bound (nothing to find) or the piece is one millisecond long. The work is
// bounded by degree times log2 of the segment's length, and `conditionAt` has the last word on each millisecond found.
import { conditionAt } from './conditionAt'
import { clampMetric, type Condition, type Metric } from './condition'
import { isActiveAt, levelsOver, type Act, type Effect } from './effect'
import { constant, plusLine, splitAt, timesLine, type Line, type Polynomial } from './polynomial'
import { meets, type Threshold, type Thresholds } from './thresholds'

/** Whole milliseconds [from, to). */
interface Segment {
  readonly from: number
  readonly to: number
}

/** The rule of `conditionAt` for one act, over a segment instead of at an instant. */
function actOver(value: Polynomial, act: Act, level: Line): Polynomial {
  const along = (rule: (k: number) => number): Line => ({ from: rule(level.from), to: rule(level.to) })
  if ('add' in act)
    return plusLine(
      value,
      along((k) => k * act.add),
    )
  if ('multiply' in act)
    return timesLine(
      value,
      along((k) => 1 - k + k * act.multiply),
    )
  return plusLine(
    timesLine(
      value,
      along((k) => 1 - k),
    ),
    along((k) => k * act.set),
  )
}

function metricOver(metric: Metric, baseline: Condition, effects: readonly Effect[], segment: Segment): Polynomial {
  return effects.reduce((value, effect) => {
    const act = effect.acts[metric]
    if (act === undefined || !isActiveAt(effect, segment.from)) return value
    return actOver(value, act, levelsOver(effect.knots, segment.from, segment.to))
  }, constant(baseline[metric]))
}

/** The instants after `after` at which a metric may jump or bend, ascending. */
export function boundariesOf(effects: readonly Effect[], after: number): number[] {
  const instants = effects.flatMap((effect) => {
    const end = effect.endsAt ?? Infinity
    return [...effect.knots.map((knot) => Math.min(knot.at, end)), end]
  })
  return [...new Set(instants)].filter((at) => after < at && at < Infinity).sort((a, b) => a - b)
}

/** What a search looks for: by value, to rule a piece of time out; by instant, to decide. */
interface Sought {
  readonly mayHold: (value: number) => boolean
  readonly holdsAt: (instant: number) => boolean
}

/** @param value the metric over the whole segment. @returns the first whole millisecond of it at which `sought` holds */
function firstWithin({ from, to }: Segment, value: Polynomial, sought: Sought): number | undefined {
  if (!value.some(sought.mayHold)) return undefined
  if (to - from <= 1) return sought.holdsAt(from) ? from : undefined
  const middle = from + Math.floor((to - from) / 2)
  const [left, right] = splitAt(value, (middle - from) / (to - from))
  return firstWithin({ from, to: middle }, left, sought) ?? firstWithin({ from: middle, to }, right, sought)
}

function nextFlipOf(
  threshold: Threshold,
  baseline: Condition,
  effects: readonly Effect[],
  after: number,
): number | undefined {
  const { metric } = threshold
  const acting = effects.filter(({ acts, endsAt = Infinity }) => acts[metric] !== undefined && endsAt > after)
  const metAt = (at: number) => meets(threshold, conditionAt(baseline, acting, at)[metric])
  const metBefore = metAt(after)
  const flipped: Sought = {
    mayHold: (value) => meets(threshold, clampMetric(metric, value)) !== metBefore,
    holdsAt: (at) => metAt(at) !== metBefore,
  }
  let from = after
  for (const to of boundariesOf(acting, after)) {
    const segment = { from, to }
    const flip = firstWithin(segment, metricOver(metric, baseline, acting, segment), flipped)
    if (flip !== undefined) return flip
    if (flipped.holdsAt(to)) return to
    from = to
  }
  return undefined // from the last boundary on nothing changes any more
}

/**
 * The first whole millisecond after `after` at which any answer (met or not) differs from the answers at `after`.
 * @param effects those that cover the flow, sorted by `byComposition`
 * @param after a bench instant, in whole milliseconds
 * @returns undefined when the answers stay as they are for good
 */
export function nextFlip(
  baseline: Condition,
  effects: readonly Effect[],
  thresholds: Thresholds,
  after: number,
): number | undefined {
  const flips = thresholds.map((threshold) => nextFlipOf(threshold, baseline, effects, after) ?? Infinity)
  const first = Math.min(...flips)
  return first === Infinity ? undefined : first
}

/**
 * Since when the present answer to one threshold is what it is.
 * @returns undefined when no effect that is remembered ever changed it
 */
export function lastFlip(
  baseline: Condition,
  effects: readonly Effect[],
  threshold: Threshold,
  at: number,
): number | undefined {
  let last: number | undefined
  let from = Math.min(...effects.map(({ startsAt }) => startsAt)) - 1
  if (!Number.isFinite(from)) return undefined
  for (;;) {
    const flip = nextFlip(baseline, effects, [threshold], from)
    if (flip === undefined || flip > at) return last
    last = flip
    from = flip
  }
}
