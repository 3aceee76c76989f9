import { describe, expect, it } from 'vitest'
import { benchInstant } from './bench'

describe(benchInstant, () => {
  it.each([
    ['real', 1, 5000],
    ['paused', 0, 0],
    ['scaled', 60, 300_000],
  ] as const)('a clock that is %s has gone on by what it makes of five seconds', (mode, rate, expectedMs) => {
    expect(benchInstant({ now: 1000, mode, rate, seenAt: 200 }, 5200)).toBe(1000 + expectedMs)
  })
})
