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

  it('fails what is only tolerated when it is strict', () => {
    expect(resultsOf(CHECK, [met, tolerated], true)).toMatchObject([
      { verdict: 'fail', path: '$[1].name', notes: [U1] },
    ])
  })
})
