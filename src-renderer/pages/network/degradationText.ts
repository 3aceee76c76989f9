// Degradations in words.
import type { DegradationTarget } from '#shared/domain/degradationTarget'
import { METRICS } from '#shared/domain/condition'
import type { Act, EffectActs, Shape } from '#shared/domain/effect'
import type { Metric } from '#shared/domain/condition'
import { durationText } from '../../format/duration'
import { METRIC_NAMES, quantityOf } from '../../format/quantity'

export function targetText(target: DegradationTarget): string {
  if ('all' in target) return 'Everything'
  if ('cell' in target) return `Cell ${target.cell}`
  if (!('server' in target)) return `Device ${target.device}`
  const server = target.server.ipv4Address ?? target.server.ipv6Address ?? ''
  return `Device ${target.device}, flow to ${server}`
}

function actText(metric: Metric, act: Act): string {
  const name = METRIC_NAMES[metric]
  if ('multiply' in act) return `${name} × ${act.multiply}`
  const { number, unit } = quantityOf(metric, 'set' in act ? act.set : Math.abs(act.add))
  if ('set' in act) return `${name} = ${number} ${unit}`
  return `${name} ${act.add < 0 ? '−' : '+'} ${number} ${unit}`
}

/** One phrase for each act, in the order of the metrics. */
export function actTexts(acts: EffectActs): readonly string[] {
  const metrics = METRICS.flatMap((metric) => {
    const act = acts[metric]
    return act === undefined ? [] : [actText(metric, act)]
  })
  const signal = acts.signalStrength === undefined ? [] : [`Signal ${acts.signalStrength}`]
  const type = acts.connectivityType === undefined ? [] : [acts.connectivityType]
  return [...metrics, ...signal, ...type]
}

export function shapeText(shape: Shape): string {
  return shape.kind === 'step' ? 'Step' : `Ramp over ${durationText(shape.rampSeconds * 1000)}`
}
