import { describe, expect, it } from 'vitest'
import { createHistory } from './history'

describe(createHistory, () => {
  it('gives up the oldest beyond its limit', () => {
    const history = createHistory(2)
    for (const id of ['a', 'b', 'c', 'd']) history.add(id)
    expect(history.takeSurplus()).toEqual(['a', 'b'])
    expect(history.takeSurplus()).toEqual([])
  })

  it('keeps what goes on after all', () => {
    const history = createHistory(1)
    for (const id of ['a', 'b', 'c']) history.add(id)
    history.remove('a')
    expect(history.takeSurplus()).toEqual(['b'])
  })

  it('keeps more than its limit while the oldest is needed', () => {
    const needed = new Set(['a'])
    const history = createHistory(1, (id) => needed.has(id))
    for (const id of ['a', 'b']) history.add(id)
    expect(history.takeSurplus()).toEqual([])
    needed.clear()
    expect(history.takeSurplus()).toEqual(['a'])
  })
})
