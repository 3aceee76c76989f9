import { describe, expect, it } from 'vitest'
import { parseTimestamp } from './timestamp'

describe(parseTimestamp, () => {
  it.each([
    ['2026-11-30T23:30:00Z', '2026-11-30', 0, '2026-11-30T23:30:00Z'],
    ['2026-11-30T23:30:00.123456-12:00', '2026-11-30', -720, '2026-12-01T11:30:00Z'],
    ['2026-12-01T00:15:59+14:00', '2026-12-01', 840, '2026-11-30T10:15:00Z'],
    ['2028-02-29t12:00:00z', '2028-02-29', 0, '2028-02-29T12:00:00Z'],
    ['2026-06-30T23:59:60Z', '2026-06-30', 0, '2026-06-30T23:59:00Z'],
    ['2026-11-30T23:30:00-00:00', '2026-11-30', 0, '2026-11-30T23:30:00Z'],
  ])('reads %s as the day %s', (text, day, offsetMinutes, instant) => {
    expect(parseTimestamp(text)).toEqual({ kind: 'dateTime', day, offsetMinutes, instant: Date.parse(instant) })
  })

  it('reads a full date as a day without an offset', () => {
    expect(parseTimestamp('2028-02-29')).toEqual({ kind: 'date', day: '2028-02-29' })
  })

  it.each([
    '2026-02-29',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-11-30T24:00:00Z',
    '2026-11-30T23:60:00Z',
    '2026-11-30T23:30:00',
    '2026-11-30T23:30Z',
    '2026-11-30 23:30:00Z',
    '2026-11-30T23:30:00+0200',
    '30.11.2026',
    '1764545400000',
    '',
  ])('does not take "%s" for a date', (text) => {
    expect(parseTimestamp(text)).toBeUndefined()
  })
})
