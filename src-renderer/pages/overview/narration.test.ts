import { describe, expect, it } from 'vitest'
import { countVerdicts, spokenAt } from './narration'

describe(spokenAt, () => {
  it('is the line up to the next one, or for its time', () => {
    expect(spokenAt({}, 0)).toBeUndefined()
    expect(spokenAt({ say: { text: 'Look', since: 10 } }, 1e12)).toBe('Look')
    expect(spokenAt({ say: { text: 'Look', since: 10, until: 20 } }, 19)).toBe('Look')
    expect(spokenAt({ say: { text: 'Look', since: 10, until: 20 } }, 20)).toBeUndefined()
  })
})

describe(countVerdicts, () => {
  it('counts what is decided, and what is open', () => {
    const view = { id: 'a', title: 'A', kind: 'balance', message: '' } as const
    const counts = countVerdicts([
      { ...view, verdict: 'pass' },
      { ...view, verdict: 'open' },
      { ...view, verdict: 'pass' },
    ])
    expect(counts).toEqual({ pass: 2, fail: 0, inconclusive: 0, open: 1 })
  })
})
