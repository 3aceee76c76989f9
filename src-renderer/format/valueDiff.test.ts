import { describe, expect, it } from 'vitest'
import { valueDiff } from './valueDiff'

const linesOf = (expected: unknown, actual: unknown) =>
  valueDiff(expected, actual).map(({ side, text }) => `${side}: ${text}`)

describe(valueDiff, () => {
  it('sets a plain value against another, or against its absence', () => {
    expect(linesOf('u1', 'u2')).toEqual(['expected: "u1"', 'actual: "u2"'])
    expect(linesOf(3, undefined)).toEqual(['expected: 3', 'actual: absent'])
  })

  it('says of structures which members differ and which do not', () => {
    expect(linesOf({ id: 1, unit: 'GB' }, { id: 1, unit: 'MB' })).toEqual([
      'both: {',
      'both:   "id": 1,',
      'expected:   "unit": "GB"',
      'actual:   "unit": "MB"',
      'both: }',
    ])
  })
})
