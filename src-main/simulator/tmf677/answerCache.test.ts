import { beforeEach, describe, expect, it } from 'vitest'
import { type Answer, createAnswerCache } from './answerCache'

let epoch: string
let rendered: number
const answer = (length: number): Answer => ({ headers: {}, body: Buffer.alloc(length) })
const render = () => {
  rendered += 1
  return answer(1)
}

beforeEach(() => {
  epoch = 'first'
  rendered = 0
})

describe(createAnswerCache, () => {
  const create = (maxBytes?: number) => createAnswerCache(() => epoch, maxBytes)

  it('knows no URL that was not answered before', () => {
    expect(create().get('/a')).toBeUndefined()
  })

  it('renders once in an epoch', () => {
    const cache = create()
    const kept = cache.keep('/a', render)
    expect(cache.get('/a')).toBe(kept)
    expect(rendered).toBe(1)
  })

  it('renders anew in another epoch', () => {
    const cache = create()
    const kept = cache.keep('/a', render)
    epoch = 'second'
    expect(cache.get('/a')).not.toBe(kept)
    expect(cache.get('/a')).toBeDefined()
    expect(rendered).toBe(2)
  })

  it('forgets a URL that no longer has an answer', () => {
    const cache = create()
    let found: Answer | undefined = answer(1)
    cache.keep('/a', () => found)
    found = undefined
    epoch = 'second'
    expect(cache.get('/a')).toBeUndefined()
    found = answer(1)
    expect(cache.get('/a')).toBeUndefined()
  })

  it('leaves a failure to the router', () => {
    const cache = create()
    cache.keep('/a', () => {
      if (epoch === 'second') throw new Error('a bug')
      return answer(1)
    })
    epoch = 'second'
    expect(cache.get('/a')).toBeUndefined()
  })

  it('starts over when it is full', () => {
    const cache = create(10_000)
    cache.keep('/a', () => answer(5000))
    cache.keep('/b', () => answer(5000))
    expect([cache.get('/a'), cache.get('/b')]).toEqual([undefined, answer(5000)])
  })

  it('does not fill up by rendering the same URL again', () => {
    const cache = create(10_000)
    cache.keep('/other', render)
    for (let round = 0; round < 10; round += 1) {
      epoch = `${round}`
      cache.keep('/a', () => answer(5000))
    }
    expect(cache.get('/other')).toBeDefined()
  })

  it('counts what empty answers take too', () => {
    const cache = create(10_000)
    for (let number = 0; number < 10; number += 1) cache.keep(`/${number}`, () => answer(0))
    expect(cache.get('/0')).toBeUndefined()
    expect(cache.get('/9')).toBeDefined()
  })

  it('gives an answer larger than itself without keeping it', () => {
    const cache = create(10_000)
    cache.keep('/a', render)
    expect(cache.keep('/large', () => answer(20_000)).body).toHaveLength(20_000)
    expect([cache.get('/large'), cache.get('/a')]).toEqual([undefined, answer(1)])
  })
})
