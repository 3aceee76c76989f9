// The network as a function of time: a baseline and the effects that are active at an instant make the condition.
import { clampMetric, METRICS, type Condition, type Metric } from './condition'
import { epochAt, type Course, type Epoch } from './course'
import { valueAt } from './curves/curve'
import { isActiveAt } from './effect'

/** One metric of the condition in an epoch. */
export function metricAt({ baseline, acting }: Epoch, metric: Metric, at: number): number {
  let value = baseline[metric]
  for (const { rule, curve, startsAt, endsAt } of acting[metric]) {
    if (startsAt <= at && at < endsAt) value = rule.at(value, valueAt(curve, at - startsAt))
  }
  return clampMetric(metric, value)
}

/**
 * The condition of a flow at an instant: pure and exact, whatever the clock did before.
 *
 * Effects act on [startsAt, endsAt) in one order (`byComposition`): noise first, then by start, then by id. Each transforms
 * the value that the ones before it left, at the level k its shape has at that instant: `set n` gives v·(1−k) + n·k,
 * `add n` gives v + k·n, `multiply m` gives v·(1 + k·(m−1)), `clamp` gives v·(1−k) + c·k where c is v within the bounds; a
 * trace gives its own value. Metrics are kept within what is possible once, at the end. Of signal strength and connectivity
 * type the last effect that has one wins, while its level is above nothing. `set` is exact, no noise is added to it.
 */
export function conditionAt(course: Course, at: number): Condition {
  const epoch = epochAt(course, at)
  const condition = { ...epoch.baseline }
  for (const metric of METRICS) condition[metric] = metricAt(epoch, metric, at)
  for (const effect of epoch.radio) {
    if (isActiveAt(effect, at) && valueAt(effect.level, at - effect.startsAt) > 0)
      Object.assign(condition, effect.radio, effect.radioAt?.(at - effect.startsAt))
  }
  return condition
}
