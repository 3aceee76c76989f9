import type { TraceCurve, TraceCurves } from '#shared/control/traceViews'
import { METRICS, type Metric } from '#shared/domain/condition'
import { valueAt } from '#shared/domain/curves/curve'
import { recorded } from '#shared/domain/curves/recorded'
import type { LoadedTrace } from '#shared/domain/trace'

function curveOf(trace: LoadedTrace, metric: Metric, values: Float64Array, points: number): TraceCurve {
  const { timesMs, between } = trace
  const curve = recorded({ timesMs, values, between, repeat: false })
  const lengthMs = timesMs.at(-1) ?? 0
  const step = Math.max(1, lengthMs / points)
  let row = 0
  const count = Math.min(points, Math.ceil(lengthMs / step) || 1)
  const stretches = Array.from({ length: count }, (_, index) => {
    const [from, to] = [index * step, (index + 1) * step]
    let [least, most] = [valueAt(curve, from), valueAt(curve, from)]
    const take = (value: number) => {
      least = Math.min(least, value)
      most = Math.max(most, value)
    }
    while ((timesMs[row] ?? Infinity) < to) take(values[row++] ?? least)
    take(valueAt(curve, Math.min(to, lengthMs)))
    return { atSeconds: from / 1000, least, most }
  })
  return { metric, points: stretches }
}

/** Each metric of a trace in a number of stretches: nothing between two points is left out. */
export function traceCurves(trace: LoadedTrace, points: number): TraceCurves {
  const curves = METRICS.flatMap((metric) => {
    const values = trace.columns[metric]
    return values ? [curveOf(trace, metric, values, points)] : []
  })
  return { lengthSeconds: (trace.timesMs.at(-1) ?? 0) / 1000, curves }
}
