import { describe, expect, it } from 'vitest'
import { timeTicks } from './timeTicks'

describe(timeTicks, () => {
  it('takes round instants inside the time shown', () => {
    expect(timeTicks(1500, 62_000, 5)).toEqual([20_000, 40_000, 60_000])
  })

  it.each([
    [0, 60_000],
    [123_456, 723_456],
    [999, 161_000],
  ])('gives at least two and no more than eight from %d to %d', (from, to) => {
    const ticks = timeTicks(from, to, 8)
    expect(ticks.length).toBeGreaterThanOrEqual(2)
    expect(ticks.length).toBeLessThanOrEqual(8)
  })
})
