import { describe, expect, it } from 'vitest'
import { resultsOf } from './checkResults'
import type { Check, Finding } from './suite'

const CHECK: Check = { id: 'registered.name', clause: 'TC: name', judge: () => [] }
const U1 = { reading: 'U1', text: 'both spellings' }
const met: Finding = { outcome: 'met', path: '$[0].name', expected: 'a', actual: 'a', message: 'as registered' }
const tolerated: Finding = { outcome: 'tolerated', path: '$[1].name', actual: 'a 1', message: 'nearly', notes: [U1] }
const violated: Finding = { outcome: 'violated', path: '$[2].name', actual: 'b', message: 'wrong' }

describe(resultsOf, () => {
  it('lists nothing for a check that did not apply', () => {
    expect(resultsOf(CHECK, [], false)).toEqual([])
  })

  it('passes once, with the distinct notes of every place', () => {
    const [result, ...more] = resultsOf(CHECK, [met, tolerated, tolerated], false)
    expect(result).toMatchObject({ id: 'registered.name', clause: 'TC: name', verdict: 'pass', notes: [U1] })
    expect(more).toEqual([])
  })

  it('shows the place when there is only one', () => {
    expect(resultsOf(CHECK, [met], true)).toEqual([
      {
        id: 'registered.name',
        clause: 'TC: name',
        verdict: 'pass',
        path: '$[0].name',
        expected: 'a',
        actual: 'a',
        message: 'as registered',
        notes: [],
      },
    ])
  })

  it('fails once for each place that is wrong', () => {
    const results = resultsOf(CHECK, [violated, met, { ...violated, path: '$[3].name' }], false)
    expect(results.map(({ verdict, path }) => [verdict, path])).toEqual([
      ['fail', '$[2].name'],
      ['fail', '$[3].name'],
    ])
  })

  it.each([
    ['unmet', 'inconclusive'],
    ['notSupported', 'notSupported'],
    ['observed', 'observation'],
  ] as const)('says of what is %s that it is %s, each place for itself', (outcome, verdict) => {
    const found: Finding = { outcome, message: 'as seen' }
    expect(resultsOf(CHECK, [found, found], true)).toMatchObject([{ verdict }, { verdict }])
  })

  it('lets what is wrong hide what is only seen, and what is in doubt hide what is right', () => {
    const unmet: Finding = { outcome: 'unmet', message: 'no list came' }
    const seen: Finding = { outcome: 'observed', message: 'as seen' }
    expect(resultsOf(CHECK, [seen, violated, unmet], false).map(({ verdict }) => verdict)).toEqual(['fail'])
    expect(resultsOf(CHECK, [met, unmet], false).map(({ verdict }) => verdict)).toEqual(['inconclusive'])
    expect(resultsOf(CHECK, [seen, met], false).map(({ verdict }) => verdict)).toEqual(['pass'])
  })

  it('fails what is only tolerated when it is strict', () => {
    expect(resultsOf(CHECK, [met, tolerated], true)).toMatchObject([
      { verdict: 'fail', path: '$[1].name', notes: [U1] },
    ])
  })
})
