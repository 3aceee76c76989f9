import { describe, expect, it, vi } from 'vitest'
import type { FaultView } from '#shared/control/faultViews'
import { playBench } from '../testing/fakeLink'
import { useFaultsStore } from './faults'

const fault: FaultView = { id: 'f1', match: {}, deviation: 'wrong-unit', addedAt: 0, matched: 0, hits: 0 }
const exchange = {
  id: 'x1',
  number: 1,
  at: 0,
  api: 'usageManagement',
  method: 'GET',
  url: '/',
  durationMs: 1,
  requestBytes: 0,
  responseBytes: 0,
}

function playFaults(...items: FaultView[]) {
  const listFaults = vi.fn(() => Promise.resolve({ items, nextSeq: 1 }))
  return { bench: playBench({ listFaults }), listFaults, faults: useFaultsStore() }
}

describe('the faults that are on', () => {
  it('follow what is switched on and off', async () => {
    const { bench, faults } = playFaults()
    await vi.waitFor(() => expect(faults.state.phase).toBe('ready'))
    bench.tell(1, { kind: 'fault.added', fault })
    expect(faults.activeDeviation('wrong-unit')).toEqual(fault)
    bench.tell(2, { kind: 'fault.removed', id: 'f1' })
    expect(faults.activeDeviation('wrong-unit')).toBeUndefined()
  })

  it('are counted anew after calls, once for many', async () => {
    const { bench, faults, listFaults } = playFaults(fault)
    await vi.waitFor(() => expect(faults.state.phase).toBe('ready'))
    listFaults.mockClear()
    bench.tell(1, { kind: 'exchange.recorded', exchange })
    bench.tell(2, { kind: 'exchange.recorded', exchange })
    await vi.waitFor(() => expect(listFaults).toHaveBeenCalledOnce(), 2000)
  })

  it('are not counted while none is on', async () => {
    const { bench, faults, listFaults } = playFaults()
    await vi.waitFor(() => expect(faults.state.phase).toBe('ready'))
    listFaults.mockClear()
    vi.useFakeTimers()
    bench.tell(1, { kind: 'exchange.recorded', exchange })
    await vi.advanceTimersByTimeAsync(5000)
    expect(listFaults).not.toHaveBeenCalled()
    vi.useRealTimers()
  })
})
