import type { TraceCurve, TraceCurves } from '#shared/control/traceViews'
import { METRICS, type Metric } from '#shared/domain/condition'
import { recorded } from '#shared/domain/curves/recorded'
import type { LoadedTrace } from '#shared/domain/trace'

function curveOf(trace: LoadedTrace, metric: Metric, values: Float64Array, points: number): TraceCurve {
  const { timesMs, between } = trace
  const curve = recorded({ timesMs, values, between, repeat: false })
  const lengthMs = timesMs.at(-1) ?? 0
  const step = Math.max(1, lengthMs / points)
  const starts = Array.from({ length: Math.min(points, Math.ceil(lengthMs / step) || 1) }, (_, index) => index * step)
  return {
    metric,
    points: starts.map((from) => ({ atSeconds: from / 1000, ...curve.rangeOver(from, from + step) })),
  }
}

/** Each metric of a trace in a number of stretches: nothing between two points is left out. */
export function traceCurves(trace: LoadedTrace, points: number): TraceCurves {
  const curves = METRICS.flatMap((metric) => {
    const values = trace.columns[metric]
    return values ? [curveOf(trace, metric, values, points)] : []
  })
  return { lengthSeconds: (trace.timesMs.at(-1) ?? 0) / 1000, curves }
}
