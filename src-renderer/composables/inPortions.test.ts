import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { inPortions } from './inPortions'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function follow(first: readonly string[]) {
  const source = shallowRef(first)
  const scope = effectScope()
  const shown = scope.run(() =>
    inPortions(
      () => source.value,
      (item) => item.charAt(0),
      2,
    ),
  )
  const change = async (next: readonly string[]) => {
    source.value = next
    await nextTick()
  }
  return { shown: () => shown?.value.join(' '), change, stop: () => scope.stop() }
}

describe(inPortions, () => {
  it('takes a list over two items at a time, a task each', async () => {
    const { shown, change } = follow(['a', 'b', 'c'])
    await change(['a1', 'b1', 'c1'])
    expect(shown()).toBe('a b c')
    vi.advanceTimersToNextTimer()
    expect(shown()).toBe('a1 b1 c')
    vi.advanceTimersToNextTimer()
    expect(shown()).toBe('a1 b1 c1')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('goes on from where it is when a newer list comes meanwhile, so that the last items get their turn', async () => {
    const { shown, change } = follow(['a', 'b', 'c'])
    await change(['a1', 'b1', 'c1'])
    vi.advanceTimersToNextTimer()
    await change(['a2', 'b2', 'c2'])
    vi.advanceTimersToNextTimer()
    expect(shown()).toBe('a2 b1 c2')
    vi.advanceTimersToNextTimer()
    expect(shown()).toBe('a2 b2 c2')
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each([
    ['of another length', ['a', 'b', 'c']],
    ['in another order', ['b', 'a']],
    ['of others', ['c', 'd']],
    ['of none', []],
  ])('takes a list %s at once', async (_, list) => {
    const { shown, change } = follow(['a', 'b'])
    await change(['a1', 'b1'])
    await change(list)
    expect(shown()).toBe(list.join(' '))
    expect(vi.getTimerCount()).toBe(0)
  })

  it('leaves no timer behind', async () => {
    const { change, stop } = follow(['a'])
    await change(['a1'])
    stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})
