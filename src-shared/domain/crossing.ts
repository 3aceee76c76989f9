// When an assessment changes its answers: exact by formula, so there is no sampler that could miss a short dip.
//
// A stretch of time is ruled out when the range of the metric lies wholly on one side of the bound. Otherwise it is cut where
// the metric jumps or bends, until between two such instants the metric is a polynomial whose degree is the number of effects
// that ramp there. Halving narrows the range that a polynomial can lie in, down to one millisecond if need be, and
// `metricAt` has the last word on each millisecond found. A shape that never ends is looked at as far as it is worth it:
// up to LOOKS stretches of time, and the answer says how far that was.
import { metricAt } from './conditionAt'
import { clampMetric, type Metric } from './condition'
import type { Course, Epoch } from './course'
import { splitAt, type Polynomial } from './polynomial'
import { bendAfter, bendUpTo, polynomialOver, rangeOver, type Segment } from './segment'
import { meets, type Threshold, type Thresholds } from './thresholds'

/** How many stretches of time one search looks into before it gives up: 1,000 knots of a shape that never ends. */
const LOOKS = 2000

/** The first stretch that is looked at; each further one is twice as long. */
const FIRST_WIDTH_MS = 60_000

/** What a search looks for, and in which direction. */
interface Search {
  readonly epoch: Epoch
  readonly metric: Metric
  readonly direction: 'first' | 'last'
  readonly mayHold: (value: number) => boolean
  readonly holdsAt: (instant: number) => boolean
  looksLeft: number
  /** Where it gave up: before that (after it, when looking for the last) there is nothing. */
  gaveUpAt?: number
}

/** The two halves of a segment, in the order in which they are looked at. */
function inOrder<T>({ direction }: Search, earlier: T, later: T): [T, T] {
  return direction === 'first' ? [earlier, later] : [later, earlier]
}

function within(search: Search, { from, to }: Segment, value: Polynomial): number | undefined {
  if (!value.some((coefficient) => search.mayHold(clampMetric(search.metric, coefficient)))) return undefined
  if (to - from <= 1) return search.holdsAt(from) ? from : undefined
  const middle = from + Math.floor((to - from) / 2)
  const [left, right] = splitAt(value, (middle - from) / (to - from))
  const [one, other] = inOrder(search, [{ from, to: middle }, left] as const, [{ from: middle, to }, right] as const)
  return within(search, ...one) ?? within(search, ...other)
}

/** An instant inside the segment to cut it at, where the metric bends if it does. */
function cutOf({ epoch, metric }: Search, { from, to }: Segment): number | undefined {
  if (bendAfter(epoch, metric, from) >= to) return undefined
  const middle = from + Math.floor((to - from) / 2)
  const bend = bendAfter(epoch, metric, middle)
  return bend < to ? bend : bendUpTo(epoch, metric, middle)
}

/** @returns the first (last) whole millisecond of a finite segment at which what is sought holds */
function find(search: Search, segment: Segment): number | undefined {
  if (search.gaveUpAt !== undefined) return undefined
  const { epoch, metric } = search
  const { from, to } = segment
  const { least, most } = rangeOver(epoch, metric, segment)
  if (!search.mayHold(least) && !search.mayHold(most)) return undefined
  if (search.looksLeft <= 0) {
    search.gaveUpAt = search.direction === 'first' ? from : to
    return undefined
  }
  search.looksLeft -= 1
  if (to - from <= 1) return search.holdsAt(from) ? from : undefined
  let cut = cutOf(search, segment)
  if (cut === undefined) {
    const value = polynomialOver(epoch, metric, segment)
    if (value) return within(search, segment, value)
    cut = from + Math.floor((to - from) / 2)
  }
  const [one, other] = inOrder(search, { from, to: cut }, { from: cut, to })
  return find(search, one) ?? find(search, other)
}

/** Looks further and further ahead in a segment that may have no end. */
function findAhead(search: Search, { from, to }: Segment): number | undefined {
  const { epoch, metric } = search
  let at = from
  for (let width = FIRST_WIDTH_MS; at < to && search.gaveUpAt === undefined; width *= 2) {
    const rest = rangeOver(epoch, metric, { from: at, to })
    if (!search.mayHold(rest.least) && !search.mayHold(rest.most)) return undefined
    const bend = bendAfter(epoch, metric, at)
    if (bend === Infinity && to === Infinity) return search.holdsAt(at) ? at : undefined
    const end = Math.min(to, Math.max(at + width, bend))
    const found = find(search, { from: at, to: end })
    if (found !== undefined) return found
    at = end
  }
  return undefined
}

function searchFor(
  threshold: Threshold,
  epoch: Epoch,
  metBefore: boolean,
  direction: Search['direction'],
  looksLeft: number,
): Search {
  const { metric } = threshold
  const mayHold = (value: number) => meets(threshold, value) !== metBefore
  return { epoch, metric, direction, mayHold, holdsAt: (at) => mayHold(metricAt(epoch, metric, at)), looksLeft }
}

/** What is known of the answers after an instant. Neither: they stay as they are for good. */
export interface Outlook {
  /** The first whole millisecond at which an answer changes. */
  readonly flipsAt?: number
  /** No answer changes before this instant; what comes then was not looked at. */
  readonly knownUntil?: number
}

/** Those that last: of two handovers at one instant the first has no time. */
function epochsOf(course: Course): { epoch: Epoch; from: number; to: number }[] {
  const epochs = course.map((epoch, index) => ({ epoch, from: epoch.from, to: course[index + 1]?.from ?? Infinity }))
  return epochs.filter(({ from, to }) => from < to)
}

function outlookOf(threshold: Threshold, course: Course, after: number): Outlook {
  const ahead = epochsOf(course).filter(({ to }) => to > after)
  const [present] = ahead
  if (present === undefined) return {}
  const metBefore = meets(threshold, metricAt(present.epoch, threshold.metric, after))
  let looksLeft = LOOKS
  for (const { epoch, from, to } of ahead) {
    const search = searchFor(threshold, epoch, metBefore, 'first', looksLeft)
    const flipsAt = findAhead(search, { from: Math.max(from, after), to })
    if (flipsAt !== undefined) return { flipsAt }
    if (search.gaveUpAt !== undefined) return { knownUntil: search.gaveUpAt }
    looksLeft = search.looksLeft
  }
  return {}
}

/**
 * The first change of any answer (met or not) after `after`.
 * @param after a bench instant, in whole milliseconds
 */
export function outlook(course: Course, thresholds: Thresholds, after: number): Outlook {
  const all = thresholds.map((threshold) => outlookOf(threshold, course, after))
  const flipsAt = Math.min(...all.map((one) => one.flipsAt ?? Infinity))
  const knownUntil = Math.min(...all.map((one) => one.knownUntil ?? Infinity))
  if (flipsAt <= knownUntil) return flipsAt === Infinity ? {} : { flipsAt }
  return { knownUntil }
}

/**
 * Since when the present answer to one threshold is what it is.
 * @returns undefined when it has been so for as long as is remembered, or as a search looks back
 */
export function lastFlip(course: Course, threshold: Threshold, at: number): number | undefined {
  const past = epochsOf(course).filter(({ from }) => from <= at)
  const present = past.at(-1)
  if (present === undefined) return undefined
  const met = meets(threshold, metricAt(present.epoch, threshold.metric, at))
  let looksLeft = LOOKS
  for (const { epoch, from, to } of past.reverse()) {
    const search = searchFor(threshold, epoch, met, 'last', looksLeft)
    const earliest = Math.min(...epoch.acting[threshold.metric].map(({ startsAt }) => startsAt), to, at) - 1
    const other = find(search, { from: Math.max(from, earliest), to: Math.min(to, at) })
    if (other !== undefined) return other + 1
    if (search.gaveUpAt !== undefined) return undefined
    looksLeft = search.looksLeft
  }
  return undefined
}
