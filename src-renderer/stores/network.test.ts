import { describe, expect, it, vi } from 'vitest'
import type { DegradationView } from '#shared/control/networkViews'
import { playBench } from '../testing/fakeLink'
import { useNetworkStore } from './network'

const empty = { items: [], nextSeq: 10 }
const degradation: DegradationView = {
  id: 'd1',
  target: { all: true },
  effects: [{ effect: { delayMs: { set: 400 } }, shape: { kind: 'step' }, startsAt: 0 }],
  startsAt: 0,
}

function playNetwork() {
  const listDevices = vi.fn(() => Promise.resolve(empty))
  const bench = playBench({
    listDevices,
    listProfiles: () => Promise.resolve(empty),
    listAssessments: () => Promise.resolve(empty),
    listDegradations: () => Promise.resolve(empty),
    listCells: () => Promise.resolve(empty),
    listHandovers: () => Promise.resolve(empty),
    listTraces: () => Promise.resolve(empty),
  })
  return { bench, listDevices, network: useNetworkStore() }
}

describe(useNetworkStore, () => {
  it('shows a degradation from the moment it is added until it is removed', async () => {
    const { bench, network } = playNetwork()
    await vi.waitFor(() => expect(network.state.phase).toBe('ready'))
    bench.tell(10, { kind: 'degradation.added', degradation })
    expect(network.degradations).toEqual([degradation])
    bench.tell(11, { kind: 'degradation.removed', id: 'd1' })
    expect(network.degradations).toEqual([])
  })

  it('measures once for a burst of changed conditions', async () => {
    const { bench, network, listDevices } = playNetwork()
    await vi.waitFor(() => expect(network.state.phase).toBe('ready'))
    listDevices.mockClear()
    for (const seq of [10, 11, 12]) bench.tell(seq, { kind: 'condition.changed', deviceIds: 'all', since: 0 })
    await vi.waitFor(() => expect(listDevices).toHaveBeenCalledOnce())
  })

  it.each([
    { kind: 'degradation.removed', id: 'ended as planned' },
    { kind: 'clock.changed', clock: { now: 60_000, mode: 'paused', rate: 0 } },
  ] as const)('measures after $kind, though the conditions are still the same function of time', async (event) => {
    const { bench, network, listDevices } = playNetwork()
    await vi.waitFor(() => expect(network.state.phase).toBe('ready'))
    listDevices.mockClear()
    bench.tell(10, event)
    await vi.waitFor(() => expect(listDevices).toHaveBeenCalledOnce())
  })
})
