import { describe, expect, it } from 'vitest'
import { judgeDay, type NamedDay } from './period'

const FIRST: NamedDay[] = ['first day of the month']
const TODAY: NamedDay[] = ['day of the request']
const LAST: NamedDay[] = ['last day of the month']

function outcome(text: string, days: readonly NamedDay[], from: string, to = from) {
  return judgeDay(text, days, { from: Date.parse(from), to: Date.parse(to) })?.outcome
}

describe(judgeDay, () => {
  it.each([
    ['2026-11-01T00:00:00Z', FIRST, '2026-11-15T12:00:00Z', 'met'],
    ['2026-11-30T23:59:59Z', LAST, '2026-11-15T12:00:00Z', 'met'],
    ['2026-12-31T00:00:00Z', LAST, '2026-12-01T00:00:00Z', 'met'],
    ['2026-02-28T12:00:00Z', LAST, '2026-02-28T12:00:00Z', 'met'],
    ['2028-02-28T09:00:00Z', LAST, '2028-02-10T12:00:00Z', 'violated'],
    ['2028-02-29T12:00:00Z', LAST, '2028-02-10T12:00:00Z', 'met'],
    ['2100-02-28T12:00:00Z', LAST, '2100-02-10T12:00:00Z', 'met'],
    ['2026-10-01T12:00:00Z', FIRST, '2026-11-15T12:00:00Z', 'violated'],
    ['2025-11-01T12:00:00Z', FIRST, '2026-11-15T12:00:00Z', 'violated'],
  ])('%s on the %s, asked at %s, is %s', (text, days, now, expected) => {
    expect(outcome(text, days, now)).toBe(expected)
  })

  it.each([
    // 23:30 UTC on the last of November is December already to the east, and noon or so of that day to the west.
    ['2026-12-01T13:30:00+14:00', TODAY, 'met'],
    ['2026-12-01T00:00:00+14:00', FIRST, 'met'],
    ['2026-12-31T23:59:59+14:00', LAST, 'met'],
    ['2026-11-01T00:00:00+14:00', FIRST, 'violated'],
    ['2026-11-30T11:30:00-12:00', TODAY, 'met'],
    ['2026-11-01T00:00:00-12:00', FIRST, 'met'],
    ['2026-12-01T00:00:00-12:00', FIRST, 'violated'],
    ['2026-12-01T05:15:00+05:45', TODAY, 'met'],
  ])('compares %s in its own offset', (text, days, expected) => {
    expect(outcome(text, days, '2026-11-30T23:30:00Z')).toBe(expected)
  })

  it.each([
    ['2026-10-31T23:00:00Z', FIRST, 'tolerated'], // midnight of 1 November at +01:00
    ['2026-12-01T04:59:59Z', LAST, 'tolerated'], // the last second of November at -05:00
    ['2026-10-31T10:00:00Z', FIRST, 'tolerated'], // midnight at +14:00
    ['2026-10-31T09:59:00Z', FIRST, 'violated'], // no clock is that far ahead
    ['2026-12-01T11:59:59Z', LAST, 'tolerated'], // at -12:00
    ['2026-12-01T12:00:00Z', LAST, 'violated'],
  ])('lets a real time zone explain the UTC value %s', (text, days, expected) => {
    expect(outcome(text, days, '2026-11-15T12:00:00Z')).toBe(expected)
  })

  it('lets no time zone explain a value that has an offset of its own', () => {
    expect(outcome('2026-10-31T23:00:00+01:00', FIRST, '2026-11-15T12:00:00Z')).toBe('violated')
  })

  it('tolerates a full date that is right somewhere', () => {
    expect(outcome('2026-11-01', FIRST, '2026-11-15T12:00:00Z')).toBe('tolerated')
    expect(outcome('2026-11-16', TODAY, '2026-11-15T12:00:00Z')).toBe('tolerated') // at +14:00
    expect(outcome('2026-11-17', TODAY, '2026-11-15T12:00:00Z')).toBe('violated')
  })

  it('accepts both days, and both months, across a midnight', () => {
    const midnight = ['2026-11-30T23:59:59Z', '2026-12-01T00:00:00Z'] as const
    for (const day of ['2026-11-30', '2026-12-01']) expect(outcome(`${day}T12:00:00Z`, TODAY, ...midnight)).toBe('met')
    for (const day of ['2026-11-01', '2026-12-01']) expect(outcome(`${day}T12:00:00Z`, FIRST, ...midnight)).toBe('met')
    expect(outcome('2026-11-15T12:00:00Z', TODAY, ...midnight)).toBe('violated')
  })

  it('says which days would have been right', () => {
    const moment = { from: Date.parse('2026-11-15T12:00:00Z'), to: Date.parse('2026-11-15T12:00:00Z') }
    expect(judgeDay('2026-01-01T00:00:00Z', [...FIRST, ...TODAY], moment)?.expected).toBe(
      '2026-11-01 (first day of the month) or 2026-11-15 (day of the request)',
    )
  })

  it('leaves what is no date to the attribute table', () => {
    expect(outcome('soon', FIRST, '2026-11-15T12:00:00Z')).toBeUndefined()
  })
})
