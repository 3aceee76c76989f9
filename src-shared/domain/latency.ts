// How much later a reply comes: a distribution, and drawing from it.
import { z } from 'zod'

export const LONGEST_LATENCY_MS = 600_000

const zMs = z.number().min(0).max(LONGEST_LATENCY_MS)
const zPositiveMs = z.number().positive().max(LONGEST_LATENCY_MS)

/** Milliseconds of the wall clock: what a client waits for. `from` … `to` is uniform. */
export const zLatency = z.union([
  z.strictObject({ fixed: zMs }),
  z.strictObject({ from: zMs, to: zMs }).refine(({ from, to }) => from <= to, 'from may not exceed to'),
  /** `deviation` is the standard deviation; what would be before 0 is 0. */
  z.strictObject({ normal: z.strictObject({ mean: zMs, deviation: zMs }) }),
  /** As latencies of networks are: half of them below the median, one in twenty above p95. */
  z.strictObject({
    lognormal: z
      .strictObject({ median: zPositiveMs, p95: zPositiveMs })
      .refine(({ median, p95 }) => median <= p95, 'median may not exceed p95'),
  }),
  z.strictObject({ exponential: z.strictObject({ mean: zPositiveMs }) }),
])
export type Latency = z.infer<typeof zLatency>

/** The 95th percentile of the standard normal distribution. */
const P95_OF_STANDARD_NORMAL = 1.6448536269514722

/** Box and Muller's transform. */
function standardNormal(draw: () => number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - draw()))
  return radius * Math.cos(2 * Math.PI * draw())
}

function sample(latency: Latency, draw: () => number): number {
  if ('fixed' in latency) return latency.fixed
  if ('from' in latency) return latency.from + draw() * (latency.to - latency.from)
  if ('normal' in latency) return latency.normal.mean + latency.normal.deviation * standardNormal(draw)
  if ('exponential' in latency) return -latency.exponential.mean * Math.log(1 - draw())
  const { median, p95 } = latency.lognormal
  return median * (p95 / median) ** (standardNormal(draw) / P95_OF_STANDARD_NORMAL)
}

/** @param draw gives 0 ≤ n < 1 @returns milliseconds, 0 … LONGEST_LATENCY_MS */
export function sampleLatencyMs(latency: Latency, draw: () => number): number {
  return Math.min(Math.max(sample(latency, draw), 0), LONGEST_LATENCY_MS)
}
