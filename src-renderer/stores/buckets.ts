import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { ControlClientError } from '#shared/control/client'
import type { BenchEvent } from '#shared/control/events'
import type { BucketView, EntryView } from '#shared/control/usageViews'
import { useBenchLink } from '../api/bench'
import { coalesce } from './coalesce'
import { useLive } from './live'

export interface LiveBucket extends BucketView {
  /** The newest of its ledger, oldest first. */
  readonly entries: readonly EntryView[]
}

const NO_BUCKETS = { items: [], nextSeq: 0 } satisfies { items: BucketView[]; nextSeq: number }

/** Another scenario may have no such report. */
function noneIfUnknown(error: unknown) {
  if (error instanceof ControlClientError && error.code === 'notFound') return NO_BUCKETS
  throw error
}

/** The buckets of the report that is looked at, with their ledgers. */
export const useBucketsStore = defineStore('buckets', () => {
  const { control } = useBenchLink()
  const reportId = shallowRef<string>()
  const buckets = shallowRef<ReadonlyMap<string, LiveBucket>>(new Map())

  async function load() {
    const id = reportId.value
    if (id === undefined) return { id, live: [], nextSeq: 0 }
    const { items, nextSeq } = await control.listBuckets({ id }).catch(noneIfUnknown)
    const withLedger = items.filter(({ live }) => live)
    const histories = await Promise.all(withLedger.map(({ bucketId }) => control.readBucketHistory({ id, bucketId })))
    const entriesOf = (view: BucketView) => histories[withLedger.indexOf(view)]?.items ?? []
    return { id, live: items.map((view) => ({ ...view, entries: entriesOf(view) })), nextSeq }
  }

  function concerns(event: BenchEvent): boolean {
    if (event.kind === 'bucket.changed') return event.reportId === reportId.value
    if (event.kind === 'usageReport.changed') return event.id === reportId.value
    return event.kind === 'clock.changed' || event.kind === 'scenario.loaded'
  }

  const { state, refresh } = useLive({
    load,
    replace({ id, live }) {
      if (id === reportId.value) buckets.value = new Map(live.map((bucket) => [bucket.bucketId, bucket]))
    },
    apply(events) {
      if (events.some(concerns)) refetch()
    },
  })
  const refetch = coalesce(refresh)

  /** Looks at a report. */
  function show(id: string) {
    if (id !== reportId.value) buckets.value = new Map()
    reportId.value = id
    void refresh()
  }

  /** The bench instant at which something changes without an event; while flows go on, always. */
  const changesAt = computed(() => {
    const all = [...buckets.value.values()]
    if (all.some(({ flows }) => flows.length > 0)) return -Infinity
    return Math.min(
      ...all.flatMap(({ periodEndsAt, expiresAt, at }) =>
        [periodEndsAt, expiresAt].filter((end): end is number => end !== undefined && end > at),
      ),
    )
  })

  return { buckets, state, refresh, show, changesAt }
})
