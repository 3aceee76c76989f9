// One metric over time against its threshold: what a strip of the chart draws and says.
import type { ConditionSeries } from '#shared/control/views'
import type { Metric } from '#shared/domain/condition'
import { meets, type Threshold } from '#shared/domain/thresholds'
import { durationText } from '../../format/duration'
import { METRIC_NAMES, quantityOf } from '../../format/quantity'

export interface Span {
  readonly from: number
  readonly to: number
}

export interface Point {
  /** Bench instant. */
  readonly x: number
  /** In the metric's unit. */
  readonly y: number
}

export interface MetricTrack {
  readonly metric: Metric
  readonly points: readonly Point[]
  /** The points up to `now` are behind us. */
  readonly now: number
  readonly current: number
  readonly threshold: Threshold | undefined
  readonly violations: readonly Span[]
}

/** Where the line from `a` to `b` meets the bound. */
function crossing(a: Point, b: Point, bound: number): number {
  return a.y === b.y ? b.x : a.x + ((b.x - a.x) * (bound - a.y)) / (b.y - a.y)
}

/** The times at which the line through the points violates the threshold. */
export function violationsOf(points: readonly Point[], threshold: Threshold | undefined): readonly Span[] {
  if (!threshold) return []
  const spans: Span[] = []
  let from: number | undefined
  points.forEach((point, index) => {
    const violated = !meets(threshold, point.y)
    if (violated === (from !== undefined)) return
    const before = points[index - 1]
    const at = before ? crossing(before, point, threshold.bound) : point.x
    if (from !== undefined) spans.push({ from, to: at })
    from = violated ? at : undefined
  })
  const last = points.at(-1)
  if (from !== undefined && last) spans.push({ from, to: last.x })
  return spans
}

export function trackOf(
  metric: Metric,
  { samples, now }: ConditionSeries & { readonly now: number },
  threshold: Threshold | undefined,
): MetricTrack {
  const points = samples.map((sample) => ({ x: sample.at, y: sample[metric] }))
  const current = points.findLast(({ x }) => x <= now)?.y ?? 0
  return { metric, points, now, current, threshold, violations: violationsOf(points, threshold) }
}

export function isViolatedNow({ threshold, current }: MetricTrack): boolean {
  return threshold !== undefined && !meets(threshold, current)
}

/** For how long, up to now, it was violated. */
export function violatedMs({ violations, now }: MetricTrack): number {
  return violations.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, now) - from), 0)
}

function text(metric: Metric, value: number): string {
  const { number, unit } = quantityOf(metric, value)
  return `${number} ${unit}`
}

/** The strip in a sentence, for whoever does not see it. */
export function sentenceOf(track: MetricTrack): string {
  const { metric, points, current, threshold, now } = track
  const past = points.filter(({ x }) => x <= now).map(({ y }) => y)
  const range = `${METRIC_NAMES[metric]} is ${text(metric, current)}, between ${text(metric, Math.min(...past))} and ${text(metric, Math.max(...past))}.`
  if (!threshold) return `${range} The profile has no threshold for it.`
  const bound = `${threshold.kind === 'atMost' ? 'at most' : 'at least'} ${text(metric, threshold.bound)}`
  const state = isViolatedNow(track) ? 'violated now' : 'met now'
  return `${range} It should be ${bound}: ${state}, violated for ${durationText(violatedMs(track))} of the time shown.`
}
