import { describe, expect, it } from 'vitest'
import { levelsOf } from './bucketLevels'

const product = { id: 'p1' }

describe(levelsOf, () => {
  it('shows how much of a unit is used where balance and counter speak of the same', () => {
    const bucket = {
      id: 'b',
      product,
      bucketBalance: [{ unit: 'MB', remainingValue: 25 }],
      bucketCounter: [{ unit: 'MB', value: 75 }],
    }
    expect(levelsOf(bucket)).toEqual([{ unit: 'MB', remaining: 25, used: 75, usedRatio: 0.75 }])
  })

  it('shows no gauge for a bucket that only counts (reading U20)', () => {
    expect(levelsOf({ id: 'b', product, bucketCounter: [{ unit: 'messages', value: 2 }] })).toEqual([
      { unit: 'messages', remaining: undefined, used: 2, usedRatio: undefined },
    ])
  })

  it('keeps units apart', () => {
    const bucket = {
      id: 'b',
      product,
      bucketBalance: [{ unit: 'MB', remainingValue: 0 }],
      bucketCounter: [{ unit: 'messages', value: 2 }],
    }
    expect(levelsOf(bucket).map(({ unit, usedRatio }) => [unit, usedRatio])).toEqual([
      ['MB', undefined],
      ['messages', undefined],
    ])
  })
})
