// What an application profile asks of the network, in the units of `Condition`. A threshold whose value or unit is
// missing on the wire is not assessed (reading C15).
import type {
  RateUnit,
  TimeUnit,
  WireDuration,
  WireNetworkQualityThresholds,
  WireRate,
} from '../wire/camara/applicationProfilesV05'
import type { Metric } from './condition'

const MILLISECONDS: Record<TimeUnit, number> = {
  Days: 86_400_000,
  Hours: 3_600_000,
  Minutes: 60_000,
  Seconds: 1000,
  Milliseconds: 1,
  Microseconds: 1e-3,
  Nanoseconds: 1e-6,
}
const KILOBITS_PER_SECOND: Record<RateUnit, number> = { Bps: 1e-3, Kbps: 1, Mbps: 1e3, Gbps: 1e6, Tbps: 1e9 }

/** `atMost`: the metric may not exceed the bound. `atLeast`: it may not fall below. The bound itself meets it (C11). */
export interface Threshold {
  readonly metric: Metric
  readonly kind: 'atMost' | 'atLeast'
  readonly bound: number
}
export type Thresholds = readonly Threshold[]

function milliseconds(duration: WireDuration | undefined): number | undefined {
  if (duration?.value === undefined || duration.unit === undefined) return undefined
  return duration.value * MILLISECONDS[duration.unit]
}

function kilobitsPerSecond(rate: WireRate | undefined): number | undefined {
  if (rate?.value === undefined || rate.unit === undefined) return undefined
  return rate.value * KILOBITS_PER_SECOND[rate.unit]
}

/**
 * The largest packet loss that a loss budget N allows, as a ratio.
 * Spec: CAMARA application-profiles, schema `PacketErrorLossRate`: 10^(-N).
 */
function lossRatioOf(lossExponent: number | undefined): number | undefined {
  if (lossExponent === undefined) return undefined
  return Number(`1e-${lossExponent}`) // 10 ** -4 is 0.00009999…: the boundary would fail
}

/** The thresholds of a profile that can be assessed, in the order of `METRICS`. */
export function thresholdsOf(wire: WireNetworkQualityThresholds | undefined): Thresholds {
  if (wire === undefined) return []
  const all = [
    { metric: 'delayMs', kind: 'atMost', bound: milliseconds(wire.packetDelayBudget) },
    { metric: 'jitterMs', kind: 'atMost', bound: milliseconds(wire.jitter) },
    { metric: 'lossRatio', kind: 'atMost', bound: lossRatioOf(wire.packetLossErrorRate) },
    { metric: 'downRateKbps', kind: 'atLeast', bound: kilobitsPerSecond(wire.targetMinDownstreamRate) },
    { metric: 'upRateKbps', kind: 'atLeast', bound: kilobitsPerSecond(wire.targetMinUpstreamRate) },
  ] as const
  return all.flatMap(({ metric, kind, bound }) => (bound === undefined ? [] : [{ metric, kind, bound }]))
}

/** Relative. Composed values carry rounding of the last digits (0.1 + 0.2 is above 0.3), and the boundary meets the budget. */
const ROUNDING = 1e-12

/** Whether a metric's value meets its threshold; the boundary does. */
export function meets({ kind, bound }: Threshold, value: number): boolean {
  return kind === 'atMost' ? value <= bound * (1 + ROUNDING) : value >= bound * (1 - ROUNDING)
}
