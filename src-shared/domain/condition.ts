// The state of the network for one flow at one instant, in the units the domain uses everywhere.
import { z } from 'zod'
import { zConnectivityType, zSignalStrength } from '../wire/camara/common'

/** The five measured quantities, in the order in which the window and the reports show them. */
export const METRICS = ['delayMs', 'jitterMs', 'lossRatio', 'downRateKbps', 'upRateKbps'] as const
export type Metric = (typeof METRICS)[number]

export const zCondition = z.object({
  /** One-way delay between the device and the operator's gateway, milliseconds. */
  delayMs: z.number().min(0),
  /** Round-trip delay variation at the 99th percentile, milliseconds. */
  jitterMs: z.number().min(0),
  /** Lost / sent packets, 0..1. */
  lossRatio: z.number().min(0).max(1),
  /** Kilobits per second. */
  downRateKbps: z.number().min(0),
  upRateKbps: z.number().min(0),
  signalStrength: zSignalStrength,
  connectivityType: zConnectivityType,
})
export type Condition = z.infer<typeof zCondition>

/** Keeps a metric inside what it can physically be: nothing is negative, a ratio is at most 1. */
export function clampMetric(metric: Metric, value: number): number {
  return Math.max(0, metric === 'lossRatio' ? Math.min(1, value) : value)
}
