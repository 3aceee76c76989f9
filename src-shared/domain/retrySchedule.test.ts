import { describe, expect, it } from 'vitest'
import { RETRY_DELAYS_SECONDS, RETRY_JITTER, retryDelayMs } from './retrySchedule'

describe(retryDelayMs, () => {
  it('is at most what the schedule says, and shorter by no more than the jitter', () => {
    for (const [index, seconds] of RETRY_DELAYS_SECONDS.entries()) {
      for (let seed = 0; seed < 200; seed += 1) {
        const delayMs = retryDelayMs({ failedAttempts: index + 1, seed }) ?? NaN
        expect(delayMs).toBeLessThanOrEqual(seconds * 1000)
        expect(delayMs).toBeGreaterThanOrEqual(seconds * 1000 * (1 - RETRY_JITTER))
      }
    }
  })

  it('differs from one notification to the next and is the same in every run', () => {
    const delays = [1, 2, 3, 4, 5].map((seed) => retryDelayMs({ failedAttempts: 4, seed }))
    expect(new Set(delays).size).toBe(5)
    expect([1, 2, 3, 4, 5].map((seed) => retryDelayMs({ failedAttempts: 4, seed }))).toEqual(delays)
  })

  it('ends with the schedule, whatever the sink asks for', () => {
    expect(retryDelayMs({ failedAttempts: RETRY_DELAYS_SECONDS.length + 1, seed: 1, retryAfterMs: 5 })).toBeUndefined()
  })

  it.each([
    [90_000, 90_000],
    [1e12, 86_400_000],
  ])('waits as long as the sink asks for, %d ms, but a day at most', (retryAfterMs, expected) => {
    expect(retryDelayMs({ failedAttempts: 1, seed: 1, retryAfterMs })).toBe(expected)
  })

  it('is not shortened by a sink that asks for less', () => {
    const patient = retryDelayMs({ failedAttempts: 3, seed: 1 })
    expect(retryDelayMs({ failedAttempts: 3, seed: 1, retryAfterMs: 1000 })).toBe(patient)
  })
})
