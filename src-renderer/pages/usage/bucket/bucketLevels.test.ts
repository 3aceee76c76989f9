import { describe, expect, it } from 'vitest'
import type { BucketView } from '#shared/control/usageViews'
import { counterText, levelsOf } from './bucketLevels'

const balance = (unit: string, remaining: string, used = '0') => ({
  ...{ unit, opened: '0', toppedUp: '0', used, expired: '0', remaining },
})
const view = (more: Partial<BucketView>): BucketView => ({
  ...{ reportId: 'r', bucketId: 'b', live: true, at: 0, balances: [], counters: [], outOfBucket: [], empty: false },
  ...{ throttled: [], flows: [] },
  ...more,
})

describe(levelsOf, () => {
  it('shows how much of a unit is used where balance and counter speak of the same', () => {
    const counters = [
      { unit: 'MB', value: '75' },
      { unit: 'MB', value: '3', device: 'd' },
      { unit: 'MB', value: '9', countertype: 'outOfBucket' },
    ]
    expect(levelsOf(view({ balances: [balance('MB', '25')], counters }))).toEqual([
      { unit: 'MB', remaining: '25', used: '75', usedRatio: 0.75 },
    ])
  })

  it('has the ledger say what was used of a bucket without counters', () => {
    expect(levelsOf(view({ balances: [balance('EUR', '15', '5')] }))[0]).toMatchObject({ used: '5', usedRatio: 0.25 })
    expect(levelsOf(view({ live: false, balances: [balance('EUR', '15')] }))[0]).toMatchObject({ used: undefined })
  })

  it('shows no gauge for a bucket that only counts (reading U20), and keeps units apart', () => {
    const only = { unit: 'messages', remaining: undefined, used: '2', usedRatio: undefined }
    const counters = [{ unit: 'messages', value: '2' }]
    expect(levelsOf(view({ counters }))).toEqual([only])
    expect(levelsOf(view({ live: false, counters, balances: [balance('MB', '0')] }))).toEqual([
      { unit: 'MB', remaining: '0', used: undefined, usedRatio: undefined },
      only,
    ])
  })
})

describe(counterText, () => {
  it('says what a counter counts, of whom', () => {
    expect(counterText({ unit: 'MB', value: '1' })).toBe('used')
    expect(counterText({ unit: 'MB', value: '1', countertype: 'used', level: 'child', device: 'd', user: 'u' })).toBe(
      'used (child) by device d by user u',
    )
    expect(counterText({ unit: 'MB', value: '1', countertype: 'outOfBucket' })).toBe('beyond the bucket')
  })
})
