// The course of a flow: what its condition is made of at each instant. A handover begins a new epoch.
import { METRICS, type Condition, type Metric } from './condition'
import type { Acting, Effect } from './effect'

/** A stretch of time in which a flow has one baseline and is covered by the same effects. */
export interface Epoch {
  /** Bench instant, inclusive; it lasts until the next one's. */
  readonly from: number
  readonly baseline: Condition
  /** Those that cover the flow at any time, in composition order. */
  readonly effects: readonly Effect[]
  /** The same by metric, and those that change the radio. */
  readonly acting: Readonly<Record<Metric, readonly Acting[]>>
  readonly radio: readonly Effect[]
}

/** Ascending; the first is from -Infinity. */
export type Course = readonly [Epoch, ...Epoch[]]

type ActingByMetric = Record<Metric, Acting[]>

function actingByMetric(effects: readonly Effect[]): ActingByMetric {
  const byMetric = Object.fromEntries(METRICS.map((metric) => [metric, [] as Acting[]])) as ActingByMetric
  for (const { acting } of effects) for (const one of acting) byMetric[one.metric].push(one)
  return byMetric
}

/** @param effects sorted by `byComposition` */
export function epochOf(baseline: Condition, effects: readonly Effect[], from = -Infinity): Epoch {
  return {
    from,
    baseline,
    effects,
    acting: actingByMetric(effects),
    radio: effects.filter(({ changesRadio }) => changesRadio),
  }
}

export function epochAt(course: Course, at: number): Epoch {
  let found: Epoch = course[0]
  for (const epoch of course) {
    if (epoch.from > at) break
    found = epoch
  }
  return found
}
