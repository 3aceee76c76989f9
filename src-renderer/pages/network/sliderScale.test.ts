import { describe, expect, it } from 'vitest'
import { METRICS } from '#shared/domain/condition'
import { positionOf, SLIDER_STEPS, valueAt } from './sliderScale'

describe(valueAt, () => {
  it.each(METRICS)('of %s goes from nothing to the most there is, always upwards', (metric) => {
    const values = Array.from({ length: SLIDER_STEPS + 1 }, (_, position) => valueAt(metric, 'set', position))
    expect(values[0]).toBe(0)
    expect(values).toEqual(values.toSorted((a, b) => a - b))
    expect(positionOf(metric, 'set', values.at(-1))).toBe(SLIDER_STEPS)
  })

  it('comes back to the position it was taken from, but for rounding', () => {
    for (const position of [20, 100, 180]) {
      const back = positionOf('delayMs', 'set', valueAt('delayMs', 'set', position))
      expect(Math.abs(back - position)).toBeLessThanOrEqual(2)
    }
  })

  it('takes no number, and one below nothing, for the lower end', () => {
    expect([positionOf('delayMs', 'add', undefined), positionOf('delayMs', 'add', -50)]).toEqual([0, 0])
  })
})
