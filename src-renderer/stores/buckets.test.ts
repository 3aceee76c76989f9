import { describe, expect, it, vi } from 'vitest'
import { ControlClientError } from '#shared/control/client'
import type { BucketView } from '#shared/control/usageViews'
import type { ScenarioView } from '#shared/control/views'
import { playBench } from '../testing/fakeLink'
import { useBucketsStore } from './buckets'

const bucketAt = (at: number): BucketView => ({
  reportId: 'ur001',
  bucketId: 'b1',
  live: false,
  at,
  balances: [],
  counters: [],
  outOfBucket: [],
  empty: false,
  throttled: [],
  flows: [],
})

const TRAIN: ScenarioView = { name: 'train-tunnel', title: 'Through the tunnel', loadedAt: 0, state: 'loaded' }

/** A bench whose scenario has the report, measured at `at`, or (undefined) has no such report. */
function playUsage() {
  let at: number | undefined = 1
  const listBuckets = vi.fn(() =>
    at === undefined
      ? Promise.reject(new ControlClientError(404, 'notFound', 'There is no report ur001.'))
      : Promise.resolve({ items: [bucketAt(at)], nextSeq: 10 * at }),
  )
  const bench = playBench({ listBuckets, readBucketHistory: () => Promise.resolve({ items: [], nextSeq: 0 }) })
  return { bench, buckets: useBucketsStore(), become: (next: number | undefined) => (at = next) }
}

describe(useBucketsStore, () => {
  it('has no buckets while the scenario has no such report, and follows them once it has it again', async () => {
    const { bench, buckets, become } = playUsage()
    buckets.show('ur001')
    await vi.waitFor(() => expect(buckets.buckets.get('b1')?.at).toBe(1))

    become(undefined)
    bench.tell(10, { kind: 'scenario.loaded', scenario: TRAIN })
    await vi.waitFor(() => expect(buckets.buckets.size).toBe(0))

    become(2)
    bench.tell(11, { kind: 'usageReport.changed', id: 'ur001' })
    await vi.waitFor(() => expect(buckets.buckets.get('b1')?.at).toBe(2))
  })

  it('measures anew whenever somebody looks, at the same report too', async () => {
    const { buckets, become } = playUsage()
    buckets.show('ur001')
    await vi.waitFor(() => expect(buckets.buckets.get('b1')?.at).toBe(1))
    become(3)
    buckets.show('ur001')
    expect(buckets.buckets.get('b1')?.at).toBe(1)
    await vi.waitFor(() => expect(buckets.buckets.get('b1')?.at).toBe(3))
  })
})
