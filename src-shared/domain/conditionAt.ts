// The network as a function of time: a baseline and the effects that are active at an instant make the condition.
import { clampMetric, METRICS, type Condition } from './condition'
import { isActiveAt, levelAt, type Act, type Effect } from './effect'

/** What a value becomes under an act at full level. */
function goalOf(act: Act, value: number): number {
  if ('set' in act) return act.set
  return 'add' in act ? value + act.add : value * act.multiply
}

function applyEffect(condition: Condition, { acts }: Effect, level: number): void {
  for (const metric of METRICS) {
    const act = acts[metric]
    if (act === undefined) continue
    const value = condition[metric]
    // Not `value + level * (goal - value)`: this form is exact at both ends, so a `set` at full level is exact.
    condition[metric] = value * (1 - level) + goalOf(act, value) * level
  }
  condition.signalStrength = acts.signalStrength ?? condition.signalStrength
  condition.connectivityType = acts.connectivityType ?? condition.connectivityType
}

/**
 * The condition of a flow at an instant: pure and exact, whatever the clock did before.
 *
 * Effects act on [startsAt, endsAt) in one order, by start and then by id. Each transforms the value that the ones before
 * it left, at the level k its shape has at that instant: `set n` gives v·(1−k) + n·k, `add n` gives v + k·n,
 * `multiply m` gives v·(1 + k·(m−1)). Metrics are clamped once, at the end. Of signal strength and connectivity type the
 * last active effect that has one wins. `set` is exact, no noise is added to it.
 *
 * @param effects those that cover the flow, sorted by `byComposition`
 */
export function conditionAt(baseline: Condition, effects: readonly Effect[], at: number): Condition {
  const condition = { ...baseline }
  for (const effect of effects) {
    if (isActiveAt(effect, at)) applyEffect(condition, effect, levelAt(effect.knots, at))
  }
  for (const metric of METRICS) condition[metric] = clampMetric(metric, condition[metric])
  return condition
}
