import { describe, expect, it, vi } from 'vitest'
import { playBench } from '../testing/fakeLink'
import { useConditionsStore } from './conditions'

const window = { deviceId: 'cab', secondsBack: 60, secondsAhead: 20, points: 3 }
const sample = (at: number) => ({
  at,
  delayMs: 1,
  jitterMs: 1,
  lossRatio: 0,
  downRateKbps: 1,
  upRateKbps: 1,
  signalStrength: 'good' as const,
  connectivityType: '4G' as const,
})

function seriesOf(deviceId: string) {
  return { deviceId, samples: [sample(0), sample(40_000), sample(80_000)] }
}

describe('the conditions of a device over time', () => {
  it('asks for the device that is looked at, and knows which instant was now', async () => {
    const readConditions = vi.fn(({ id }: { id: string }) => Promise.resolve(seriesOf(id)))
    playBench({ readConditions })
    const store = useConditionsStore()
    store.watch(window)
    await vi.waitFor(() => expect(store.state.phase).toBe('ready'))
    expect(readConditions).toHaveBeenCalledWith({ id: 'cab', query: { secondsBack: 60, secondsAhead: 20, points: 3 } })
    expect(store.series?.now).toBe(60_000)
  })

  it('fetches anew when a change is felt by that device, and not for another', async () => {
    const readConditions = vi.fn(({ id }: { id: string }) => Promise.resolve(seriesOf(id)))
    const bench = playBench({ readConditions })
    const store = useConditionsStore()
    store.watch(window)
    await vi.waitFor(() => expect(store.state.phase).toBe('ready'))
    readConditions.mockClear()
    vi.useFakeTimers()
    bench.tell(1, { kind: 'condition.changed', deviceIds: ['gate'], since: 0 })
    await vi.advanceTimersByTimeAsync(1000)
    expect(readConditions).not.toHaveBeenCalled()
    bench.tell(2, { kind: 'condition.changed', deviceIds: ['gate', 'cab'], since: 0 })
    bench.tell(3, { kind: 'condition.changed', deviceIds: 'all', since: 0 })
    await vi.advanceTimersByTimeAsync(1000)
    expect(readConditions).toHaveBeenCalledTimes(1)
    vi.useRealTimers()
  })

  it('shows nothing of one device under the name of another', async () => {
    const readConditions = vi.fn(({ id }: { id: string }) =>
      id === 'cab' ? Promise.resolve(seriesOf(id)) : new Promise<never>(() => undefined),
    )
    playBench({ readConditions })
    const store = useConditionsStore()
    store.watch(window)
    await vi.waitFor(() => expect(store.series?.deviceId).toBe('cab'))
    store.watch({ ...window, deviceId: 'gate' })
    expect(store.series).toBeUndefined()
    expect(store.state.phase).toBe('loading')
  })

  it('says why nothing can be shown', async () => {
    playBench({ readConditions: () => Promise.reject(new Error('There is no device "cab".')) })
    const store = useConditionsStore()
    store.watch(window)
    await vi.waitFor(() => expect(store.state).toEqual({ phase: 'failed', message: 'There is no device "cab".' }))
  })
})
