import { describe, expect, it, vi } from 'vitest'
import type { ClockView } from '#shared/control/views'
import { BENCH_STATE } from '../testing/benchState'
import { playBench } from '../testing/fakeLink'
import { benchInstant, useBenchStore } from './bench'

describe(benchInstant, () => {
  it.each([
    ['real', 1, 5000],
    ['paused', 0, 0],
    ['scaled', 60, 300_000],
  ] as const)('a clock that is %s has gone on by what it makes of five seconds', (mode, rate, expectedMs) => {
    expect(benchInstant({ now: 1000, mode, rate, seenAt: 200 }, 5200)).toBe(1000 + expectedMs)
  })

  it('stands during a jump, at the instant of what is firing', () => {
    const jump = { until: 9000, firedCount: 2, waitsFor: 1 }
    expect(benchInstant({ now: 1000, mode: 'real', rate: 1, jump, seenAt: 200 }, 5200)).toBe(1000)
  })
})

describe(useBenchStore, () => {
  it('knows what is due next as soon as that is another timer, or none', async () => {
    const clock: ClockView = { now: 0, mode: 'paused', rate: 0 }
    const bench = playBench({ readState: () => Promise.resolve({ ...BENCH_STATE, clock }) })
    const store = useBenchStore()
    await vi.waitFor(() => expect(store.state.phase).toBe('ready'))
    bench.tell(
      1,
      { kind: 'clock.changed', clock },
      { kind: 'clock.progressed', clock: { ...clock, nextDueAt: 30_000 } },
    )
    expect(store.clock?.nextDueAt).toBe(30_000)
    bench.tell(3, { kind: 'clock.progressed', clock })
    expect(store.clock?.nextDueAt).toBeUndefined()
  })
})
