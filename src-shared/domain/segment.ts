// A metric over a stretch of time: where its values lie, where it may jump or bend, and between such instants the
// polynomial that it is.
import { ruleRange } from './act'
import { clampMetric, type Metric } from './condition'
import type { Course, Epoch } from './course'
import { valueOn, type Range } from './curves/curve'
import type { Acting } from './effect'
import { constant, type Line, type Polynomial } from './polynomial'

/** Whole milliseconds [from, to) within one epoch; `to` may be Infinity. */
export interface Segment {
  readonly from: number
  readonly to: number
}

const union = (a: Range, b: Range): Range => ({ least: Math.min(a.least, b.least), most: Math.max(a.most, b.most) })

/** What the metric cannot leave in this time; it may be wider than need be. */
export function rangeOver({ baseline, acting }: Epoch, metric: Metric, { from, to }: Segment): Range {
  let range: Range = { least: baseline[metric], most: baseline[metric] }
  for (const { rule, curve, startsAt, endsAt } of acting[metric]) {
    if (endsAt <= from || startsAt >= to) continue
    const level = curve.rangeOver(Math.max(from, startsAt) - startsAt, Math.min(to, endsAt) - startsAt)
    const under = ruleRange(rule, range, level)
    range = startsAt <= from && to <= endsAt ? under : union(range, under)
  }
  return { least: clampMetric(metric, range.least), most: clampMetric(metric, range.most) }
}

function nextBend({ curve, startsAt, endsAt }: Acting, after: number): number {
  if (after < startsAt) return startsAt
  if (after >= endsAt) return Infinity
  return Math.min(endsAt, startsAt + curve.pieceAt(after - startsAt).to)
}

function lastBend({ curve, startsAt, endsAt }: Acting, at: number): number {
  if (at < startsAt) return -Infinity
  if (at >= endsAt) return endsAt
  return startsAt + curve.pieceAt(at - startsAt).from
}

/** The first instant after `after` at which the metric may jump or bend; Infinity: it goes straight on for good. */
export function bendAfter({ acting }: Epoch, metric: Metric, after: number): number {
  let first = Infinity
  for (const one of acting[metric]) first = Math.min(first, nextBend(one, after))
  return first
}

/** The last such instant at or before `at`; -Infinity: there is none. */
export function bendUpTo({ acting }: Epoch, metric: Metric, at: number): number {
  let last = -Infinity
  for (const one of acting[metric]) last = Math.max(last, lastBend(one, at))
  return last
}

/** The first instants after `after` at which the metric may jump or bend, ascending, `limit` at most. */
export function bendsOf(course: Course, metric: Metric, after: number, limit: number): number[] {
  const bends: number[] = []
  let at = after
  for (const [index, epoch] of course.entries()) {
    const end = course[index + 1]?.from ?? Infinity
    if (end <= after) continue
    for (let bend = bendAfter(epoch, metric, at); bend < end && bends.length < limit;) {
      bends.push(bend)
      at = bend
      bend = bendAfter(epoch, metric, at)
    }
    if (end === Infinity || bends.length >= limit) break
    bends.push(end)
    at = end
  }
  return bends
}

function lineOver({ curve, startsAt }: Acting, { from, to }: Segment): Line {
  const piece = curve.pieceAt(from - startsAt)
  return { from: valueOn(piece, from - startsAt), to: to === Infinity ? piece.value : valueOn(piece, to - startsAt) }
}

/**
 * The metric over a segment in which it neither jumps nor bends by itself.
 * @returns undefined when it meets the bound of a clamp somewhere in it
 */
export function polynomialOver({ baseline, acting }: Epoch, metric: Metric, segment: Segment): Polynomial | undefined {
  let value: Polynomial | undefined = constant(baseline[metric])
  for (const one of acting[metric]) {
    if (value === undefined) return undefined
    const isActive = one.startsAt <= segment.from && segment.from < one.endsAt
    if (isActive) value = one.rule.over(value, lineOver(one, segment))
  }
  return value
}
