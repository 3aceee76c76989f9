import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { BenchEvent } from '#shared/control/events'
import { playBench } from '../testing/fakeLink'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { useLive } from './live'

const removed = (id: string): BenchEvent => ({ kind: 'degradation.removed', id })

interface Snapshot {
  readonly ids: readonly string[]
  readonly nextSeq: number
}

/** A mirror of the ids that were told, whose snapshots a test hands over when it likes. */
function mirrorOf(load: () => Promise<Snapshot>) {
  return defineStore('mirror', () => {
    const ids = shallowRef<readonly string[]>([])
    const live = useLive({
      load,
      replace: (snapshot) => (ids.value = snapshot.ids),
      apply: (events) => (ids.value = [...ids.value, ...events.flatMap((event) => ('id' in event ? [event.id] : []))]),
    })
    return { ids, ...live }
  })()
}

describe(useLive, () => {
  it('applies an event that came while the snapshot was under way and is not in it', async () => {
    const bench = playBench({})
    let answer: (snapshot: Snapshot) => void = () => undefined
    const mirror = mirrorOf(() => new Promise((resolve) => (answer = resolve)))
    bench.tell(4, removed('in the snapshot'), removed('after the snapshot'))
    answer({ ids: ['in the snapshot'], nextSeq: 5 })
    await vi.waitFor(() => expect(mirror.state.phase).toBe('ready'))
    expect(mirror.ids).toEqual(['in the snapshot', 'after the snapshot'])
  })

  it('forgets what an earlier bench told when another one answers', async () => {
    const bench = playBench({})
    const snapshots: Snapshot[] = [
      { ids: ['old'], nextSeq: 900 },
      { ids: ['new'], nextSeq: 1 },
    ]
    const mirror = mirrorOf(() => Promise.resolve(snapshots.shift() ?? { ids: [], nextSeq: 0 }))
    await vi.waitFor(() => expect(mirror.ids).toEqual(['old']))
    bench.restart()
    await vi.waitFor(() => expect(mirror.ids).toEqual(['new']))
    bench.tell(1, removed('first event of the new bench'))
    expect(mirror.ids).toEqual(['new', 'first event of the new bench'])
  })

  it('tells why when the first snapshot cannot be fetched, and recovers', async () => {
    playBench({})
    let answers = false
    const mirror = mirrorOf(() =>
      answers ? Promise.resolve({ ids: ['a'], nextSeq: 1 }) : Promise.reject(new Error('the bench does not answer')),
    )
    await vi.waitFor(() => expect(mirror.state).toEqual({ phase: 'failed', message: 'the bench does not answer' }))
    answers = true
    await mirror.refresh()
    expect(mirror.state).toEqual({ phase: 'ready' })
    expect(mirror.ids).toEqual(['a'])
  })

  it('goes on with the events of before, during and after a refresh that failed', async () => {
    const bench = playBench({})
    const load = vi.fn<() => Promise<Snapshot>>().mockResolvedValueOnce({ ids: ['a'], nextSeq: 1 })
    const mirror = mirrorOf(load)
    await vi.waitFor(() => expect(mirror.state.phase).toBe('ready'))
    load.mockRejectedValueOnce(new Error('the bench is busy'))
    const refreshed = mirror.refresh()
    bench.tell(1, removed('during'))
    await refreshed
    bench.tell(2, removed('after'))
    expect(mirror.state).toEqual({ phase: 'ready' })
    expect(mirror.ids).toEqual(['a', 'during', 'after'])
  })

  describe('whose refresh failed', () => {
    beforeEach(() => void vi.useFakeTimers())
    afterEach(() => void vi.useRealTimers())

    it.each(['refresh', 'restart'] as const)('asks again soon after a failed %s', async (cause) => {
      const bench = playBench({})
      const load = vi.fn<() => Promise<Snapshot>>().mockResolvedValueOnce({ ids: ['old'], nextSeq: 900 })
      const mirror = mirrorOf(load)
      await vi.waitFor(() => expect(mirror.state.phase).toBe('ready'))
      load.mockRejectedValueOnce(new Error('the bench is busy')).mockResolvedValueOnce({ ids: ['new'], nextSeq: 5 })
      if (cause === 'restart') bench.restart()
      else await mirror.refresh()
      await vi.advanceTimersByTimeAsync(5000)
      bench.tell(5, removed('next'))
      expect(mirror.ids).toEqual(['new', 'next'])
      expect(load).toHaveBeenCalledTimes(3)
    })

    it('does not ask a bench that is not there', async () => {
      const bench = playBench({})
      const load = vi.fn<() => Promise<Snapshot>>().mockRejectedValue(new Error('the bench does not answer'))
      mirrorOf(load)
      bench.state.value = 'lost'
      await vi.advanceTimersByTimeAsync(60_000)
      expect(load).toHaveBeenCalledOnce()
      bench.state.value = 'live'
      await vi.advanceTimersByTimeAsync(5000)
      expect(load.mock.calls.length).toBeGreaterThan(1)
    })
  })
})
