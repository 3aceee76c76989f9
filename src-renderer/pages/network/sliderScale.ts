// Where a value stands on its slider: fine where values are small, coarse where they are large.
import type { Metric } from '#shared/domain/condition'
import type { ActKind } from './degradeForm'

/** Positions of a slider go from 0 to this. */
export const SLIDER_STEPS = 200

/** In the unit of the form. */
const MOST: Record<Metric, number> = {
  delayMs: 2000,
  jitterMs: 1000,
  lossRatio: 100,
  downRateKbps: 100_000,
  upRateKbps: 100_000,
}
const MOST_TIMES = 10

function mostOf(metric: Metric, kind: ActKind): number {
  return kind === 'multiply' ? MOST_TIMES : MOST[metric]
}

/** A negative amount stands at the lower end. */
export function positionOf(metric: Metric, kind: ActKind, value: number | undefined): number {
  const share = Math.min(1, Math.max(0, value ?? 0) / mostOf(metric, kind))
  return Math.round(Math.cbrt(share) * SLIDER_STEPS)
}

/** Two significant digits: nobody sets 317.49 ms by a slider. */
export function valueAt(metric: Metric, kind: ActKind, position: number): number {
  const value = (position / SLIDER_STEPS) ** 3 * mostOf(metric, kind)
  return Number(value.toPrecision(2))
}
