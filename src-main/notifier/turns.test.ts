import { describe, expect, it } from 'vitest'
import { createTurns } from './turns'

interface Work {
  readonly origin: string
  readonly name: string
}
const work = (origin: string, name: string): Work => ({ origin, name })

describe(createTurns, () => {
  it('goes round the origins, in order within each', () => {
    const turns = createTurns<Work>(10)
    for (const one of [work('a', '1'), work('a', '2'), work('b', '1'), work('a', '3')]) turns.add(one)
    const taken = [1, 2, 3, 4, 5].map(() => turns.take())
    expect(taken.map((one) => one && one.origin + one.name)).toEqual(['a1', 'b1', 'a2', 'a3', undefined])
  })

  it('gives an origin no more than its bound until one of its own is done', () => {
    const turns = createTurns<Work>(2)
    const works = [1, 2, 3].map((n) => work('a', String(n)))
    works.forEach((one) => turns.add(one))
    const first = turns.take()
    turns.take()
    expect(turns.take()).toBeUndefined()
    turns.add(work('b', '1'))
    expect(turns.take()).toMatchObject({ origin: 'b' })
    if (first) turns.done(first, true)
    expect(turns.take()).toBe(works[2])
  })

  it('asks an origin that kept silent by fewer at a time, until it answers', () => {
    const turns = createTurns<Work>(4, 1)
    for (const n of [1, 2, 3, 4, 5, 6]) turns.add(work('a', String(n)))
    const [first, second] = [turns.take(), turns.take()]
    if (!first || !second) throw new Error('two were ready')
    turns.done(first, false)
    expect(turns.take()).toBeUndefined()
    turns.done(second, false)
    const probe = turns.take()
    expect(probe).toBeDefined()
    expect(turns.take()).toBeUndefined()
    if (probe) turns.done(probe, true)
    expect([turns.take(), turns.take(), turns.take()].every(Boolean)).toBe(true)
  })

  it('forgets what is ready, and takes what is under way back', () => {
    const turns = createTurns<Work>(1)
    const [first, second] = [work('a', '1'), work('a', '2')]
    turns.add(first)
    turns.add(second)
    turns.take()
    turns.clear()
    turns.done(first, true)
    expect(turns.take()).toBeUndefined()
    turns.add(second)
    expect(turns.take()).toBe(second)
  })
})
