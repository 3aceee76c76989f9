import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ControlClient } from '#shared/control/client'
import type { DegradationView } from '#shared/control/networkViews'
import type { AssessmentView } from '#shared/control/views'
import { BENCH_STATE } from '../testing/benchState'
import { playBench } from '../testing/fakeLink'
import { useNetworkStore } from './network'

const empty = { items: [], nextSeq: 10 }
const degradation: DegradationView = {
  id: 'd1',
  target: { all: true },
  effects: [{ effect: { delayMs: { set: 400 } }, shape: { kind: 'step' }, startsAt: 0 }],
  startsAt: 0,
}

const assessment = (met: boolean, changes: Partial<AssessmentView>): AssessmentView => ({
  ...{ deviceId: 'tablet', profileId: 'video', findings: [], met },
  ...changes,
})

function playNetwork(listAssessments: ControlClient['listAssessments'] = () => Promise.resolve(empty)) {
  const listDevices = vi.fn(() => Promise.resolve(empty))
  const bench = playBench({
    readState: () => Promise.resolve(BENCH_STATE),
    listDevices,
    listProfiles: () => Promise.resolve(empty),
    listAssessments,
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

  describe('while conditions change without an event', () => {
    beforeEach(() => void vi.useFakeTimers())
    afterEach(() => void vi.useRealTimers())

    it('counts what is violated as soon as an answer changes, or may have', async () => {
      const answers = [
        assessment(true, { until: 20_000 }),
        assessment(false, { knownUntil: 40_000 }),
        assessment(true, {}),
      ]
      const listAssessments = vi.fn(() => Promise.resolve({ items: answers.splice(0, 1), nextSeq: 10 }))
      const { network } = playNetwork(listAssessments)
      await vi.advanceTimersByTimeAsync(19_000)
      expect([network.violatedCount, listAssessments.mock.calls.length]).toEqual([0, 1])
      await vi.advanceTimersByTimeAsync(3000)
      expect([network.violatedCount, listAssessments.mock.calls.length]).toEqual([1, 2])
      await vi.advanceTimersByTimeAsync(20_000)
      expect([network.violatedCount, listAssessments.mock.calls.length]).toEqual([0, 3])
      await vi.advanceTimersByTimeAsync(600_000)
      expect(listAssessments).toHaveBeenCalledTimes(3)
    })
  })
})
