import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { inPortions } from './inPortions'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function follow(first: readonly string[]) {
  const source = shallowRef(first)
  const scope = effectScope()
  const shown = scope.run(() => inPortions(() => source.value, 2))
  const change = async (next: readonly string[]) => {
    source.value = next
    await nextTick()
  }
  return { shown: () => shown?.value.join(''), change, stop: () => scope.stop() }
}

describe(inPortions, () => {
  it('takes a list over two items at a time, a task each', async () => {
    const { shown, change } = follow(['a', 'b', 'c'])
    await change(['A', 'B', 'C'])
    expect(shown()).toBe('abc')
    vi.advanceTimersToNextTimer()
    expect(shown()).toBe('ABc')
    vi.advanceTimersToNextTimer()
    expect(shown()).toBe('ABC')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('goes on from where it is when a newer list comes meanwhile, so that the last items get their turn', async () => {
    const { shown, change } = follow(['a', 'b', 'c'])
    await change(['1', '1', '1'])
    vi.advanceTimersToNextTimer()
    await change(['2', '2', '2'])
    vi.advanceTimersToNextTimer()
    expect(shown()).toBe('212')
    vi.advanceTimersToNextTimer()
    expect(shown()).toBe('222')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('takes a list of another length at once', async () => {
    const { shown, change } = follow(['a', 'b'])
    await change(['1', '2', '3'])
    expect(shown()).toBe('123')
  })

  it('leaves no timer behind', async () => {
    const { change, stop } = follow(['a'])
    await change(['b'])
    stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})
