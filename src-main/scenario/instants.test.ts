import { describe, expect, it } from 'vitest'
import { instantOf } from './instants'

describe(instantOf, () => {
  it.each([
    ['10s', '2028-01-31T10:00:10.000Z'],
    ['1.5min', '2028-01-31T10:01:30.000Z'],
    ['+2 days', '2028-02-02T10:00:00.000Z'],
    ['+1 month', '2028-02-29T10:00:00.000Z'],
    ['start of month', '2028-01-01T00:00:00.000Z'],
    ['end of month -1h', '2028-01-31T22:59:59.999Z'],
    ['start of next month +9h', '2028-02-01T09:00:00.000Z'],
    ['2026-03-01T00:00:00+01:00', '2026-02-28T23:00:00.000Z'],
  ])('reads %s from the last day of a January', (text, expected) => {
    expect(new Date(instantOf(text, Date.parse('2028-01-31T10:00:00Z'), 'at')).toISOString()).toBe(expected)
  })

  it.each(['+8000 years', '-60 years', '+300000 years', '1969-12-31T23:59:59Z', '9999999999999 days'])(
    'refuses %s, which no date of the bench could tell, by the place where it stands',
    (text) => {
      const instant = () => instantOf(text, Date.parse('2028-01-31T10:00:00Z'), 'timeline[0].at')
      expect(instant).toThrow(expect.objectContaining({ code: 'invalidArgument', field: 'timeline[0].at' }))
      expect(instant).toThrow(/years 1970 to 9999; write/)
    },
  )
})
