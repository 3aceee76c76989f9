// Degradations in words.
import type { DegradationTarget } from '#shared/domain/degradationTarget'
import { METRICS } from '#shared/domain/condition'
import type { Act } from '#shared/domain/act'
import type { EffectActs } from '#shared/domain/effect'
import type { Shape } from '#shared/domain/shape'
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

function boundsText(metric: Metric, { min, max }: { min?: number | undefined; max?: number | undefined }): string {
  const part = (sign: string, bound: number) => {
    const { number, unit } = quantityOf(metric, bound)
    return `${sign} ${number} ${unit}`
  }
  const parts = [...(min === undefined ? [] : [part('≥', min)]), ...(max === undefined ? [] : [part('≤', max)])]
  return `${METRIC_NAMES[metric]} ${parts.join(', ')}`
}

function actText(metric: Metric, act: Act): string {
  const name = METRIC_NAMES[metric]
  if ('multiply' in act) return `${name} × ${act.multiply}`
  if ('clamp' in act) return boundsText(metric, act.clamp)
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
  const time = (seconds: number) => durationText(seconds * 1000)
  switch (shape.kind) {
    case 'step':
      return 'Step'
    case 'ramp':
      return `Ramp over ${time(shape.rampSeconds)}`
    case 'pulses':
      return `Pulses, ${time(shape.onSeconds)} on, ${time(shape.offSeconds)} off`
    case 'sine':
      return `Wave of ${time(shape.periodSeconds)}`
    case 'noise':
      return `Noise every ${time(shape.intervalSeconds)}`
    case 'trace':
      return `Trace ${shape.trace}`
  }
}
