import { describe, expect, it } from 'vitest'
import { LONGEST_LATENCY_MS, sampleLatencyMs, zLatency, type Latency } from './latency'
import { seededRandom } from './seededRandom'

const SAMPLES = 20_000

function samplesOf(latency: Latency, seed = 7): number[] {
  const draw = seededRandom(seed)
  return Array.from({ length: SAMPLES }, () => sampleLatencyMs(latency, draw)).sort((a, b) => a - b)
}

const quantile = (sorted: readonly number[], share: number) => sorted[Math.floor(share * SAMPLES)] ?? NaN
const mean = (samples: readonly number[]) => samples.reduce((sum, one) => sum + one, 0) / samples.length

describe(sampleLatencyMs, () => {
  it('of a fixed latency is that one', () => {
    expect(new Set(samplesOf({ fixed: 12 }))).toEqual(new Set([12]))
  })

  it('of a uniform one lies anywhere between its ends', () => {
    const samples = samplesOf({ from: 100, to: 200 })
    expect(samples[0]).toBeGreaterThanOrEqual(100)
    expect(samples.at(-1)).toBeLessThanOrEqual(200)
    expect(mean(samples)).toBeCloseTo(150, -1)
  })

  it('of a normal one has its mean, and two thirds within one deviation', () => {
    const samples = samplesOf({ normal: { mean: 100, deviation: 20 } })
    expect(mean(samples)).toBeCloseTo(100, 0)
    const within = samples.filter((one) => one >= 80 && one <= 120).length / SAMPLES
    expect(within).toBeCloseTo(0.683, 1)
  })

  it('of a lognormal one has its median and its 95th percentile', () => {
    const samples = samplesOf({ lognormal: { median: 80, p95: 400 } })
    expect(quantile(samples, 0.5) / 80).toBeCloseTo(1, 1)
    expect(quantile(samples, 0.95) / 400).toBeCloseTo(1, 1)
  })

  it('of an exponential one has its mean, and two thirds below it', () => {
    const samples = samplesOf({ exponential: { mean: 50 } })
    expect(mean(samples) / 50).toBeCloseTo(1, 1)
    expect(samples.filter((one) => one < 50).length / SAMPLES).toBeCloseTo(0.632, 1)
  })

  it('is never before the request, and never later than a client waits', () => {
    expect(samplesOf({ normal: { mean: 0, deviation: 50 } })[0]).toBe(0)
    expect(samplesOf({ lognormal: { median: 1000, p95: 600_000 } }).at(-1)).toBe(LONGEST_LATENCY_MS)
  })

  it('is the same for the same draws', () => {
    const latency = { lognormal: { median: 80, p95: 400 } }
    expect(samplesOf(latency)).toEqual(samplesOf(latency))
    expect(samplesOf(latency, 8)).not.toEqual(samplesOf(latency))
  })
})

describe('a latency', () => {
  it.each([
    [{ fixed: -1 }],
    [{ fixed: 600_001 }],
    [{ from: 2, to: 1 }],
    [{ normal: { mean: 5 } }],
    [{ lognormal: { median: 0, p95: 10 } }],
    [{ lognormal: { median: 20, p95: 10 } }],
    [{ exponential: { mean: 0 } }],
    [{ fixed: 1, from: 1, to: 2 }],
  ])('%j is refused', (latency) => {
    expect(zLatency.safeParse(latency).success).toBe(false)
  })
})
