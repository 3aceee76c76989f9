import { describe, expect, it } from 'vitest'
import type { EntryView } from '#shared/control/usageViews'
import type { LiveBucket } from '../../../stores/buckets'
import { seriesOf } from './ledgerSeries'

function bucketOf(more: Partial<LiveBucket>): LiveBucket {
  return {
    ...{ reportId: 'r', bucketId: 'b', live: true, at: 100, balances: [], counters: [], outOfBucket: [], empty: false },
    ...{ throttled: [], flows: [], entries: [] },
    ...more,
  }
}
const entry = (at: number, remaining: string, more: Partial<EntryView> = {}): EntryView => ({
  ...{ id: String(at), kind: 'charged', at, remaining: [{ unit: 'MB', value: remaining }] },
  ...more,
})
const balances = [{ unit: 'MB', opened: '9', toppedUp: '0', used: '0', expired: '0', remaining: '2' }]

describe(seriesOf, () => {
  it('steps at a charge, slopes along a flow, and ends now', () => {
    const entries = [entry(0, '9', { kind: 'opened' }), entry(10, '7'), entry(60, '3', { kind: 'used', from: 40 })]
    const [series] = seriesOf(bucketOf({ balances: [{ ...balances[0]!, remaining: '3' }], entries }))
    expect(series).toMatchObject({ unit: 'MB', what: 'remaining' })
    expect(series?.points.map(({ at, value }) => [at, value])).toEqual([
      [0, 9],
      [10, 9],
      [10, 7],
      [40, 7],
      [60, 3],
      [100, 3],
    ])
  })

  it('counts from the last opening where nothing is balanced', () => {
    const counted = (at: number, value: string) => entry(at, '', { remaining: [], unit: 'SMS', value })
    const entries = [counted(1, '5'), entry(2, '', { kind: 'opened', remaining: [] }), counted(3, '2'), counted(4, '1')]
    const [series] = seriesOf(bucketOf({ counters: [{ unit: 'SMS', value: '3' }], entries }))
    expect(series?.what).toBe('used')
    expect(series?.points.map(({ at, value }) => [at, value])).toEqual([
      [2, 0],
      [3, 0],
      [3, 2],
      [4, 2],
      [4, 3],
      [100, 3],
    ])
  })

  it('has nothing to show of a bucket that was never used', () => {
    expect(seriesOf(bucketOf({ balances }))).toEqual([])
  })
})
