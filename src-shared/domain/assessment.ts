// An assessment compares a condition with the thresholds of a profile. Only thresholds that the profile has are answered.
import { z } from 'zod'
import type { WireConfidences } from '../wire/camara/connectivityInsightsV06'
import { METRICS, type Condition, type Metric } from './condition'
import { meets, type Thresholds } from './thresholds'

export const zFinding = z.object({
  metric: z.enum(METRICS),
  kind: z.enum(['atMost', 'atLeast']),
  /** The bound of the profile, in the metric's unit. */
  expected: z.number(),
  actual: z.number(),
  /** How far inside the bound the value is, in the metric's unit; negative exactly when it is violated. */
  margin: z.number(),
  met: z.boolean(),
  /** Bench instant from which the answer is what it is; absent when it has been so for as long as is remembered. */
  since: z.number().optional(),
})
export type Finding = z.infer<typeof zFinding>
export type Assessment = readonly Finding[]

/** Compares each threshold with the condition, in the order of the thresholds. */
export function assess(condition: Condition, thresholds: Thresholds): Assessment {
  return thresholds.map((threshold) => {
    const { metric, kind, bound } = threshold
    const actual = condition[metric]
    const margin = kind === 'atMost' ? bound - actual : actual - bound
    const met = meets(threshold, actual)
    return { metric, kind, expected: bound, actual, margin: met ? Math.max(0, margin) : margin, met }
  })
}

/** Whether two assessments of the same thresholds give the same answers; the numbers may differ. */
export function sameAnswers(a: Assessment, b: Assessment): boolean {
  return a.length === b.length && a.every((finding, index) => finding.met === b[index]?.met)
}

const WIRE_KEYS = {
  delayMs: 'packetDelayBudget',
  jitterMs: 'jitter',
  lossRatio: 'packetlossErrorRate',
  downRateKbps: 'targetMinDownstreamRate',
  upRateKbps: 'targetMinUpstreamRate',
} as const satisfies Record<Metric, keyof WireConfidences>

/** The confidences of an assessment under their published names (schema `NetworkQualityInsightResponse`). */
export function confidencesOf(assessment: Assessment): WireConfidences {
  return Object.fromEntries(
    assessment.map(({ metric, met }) => [
      WIRE_KEYS[metric],
      met ? 'meets the application requirements' : 'unable to meet the application requirements',
    ]),
  )
}
