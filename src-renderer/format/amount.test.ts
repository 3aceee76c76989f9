import { describe, expect, it } from 'vitest'
import { amountText, kindText, unitsLike } from './amount'

describe(amountText, () => {
  it.each([
    ['19.9', 'EUR', '19.90'],
    ['1200', 'JPY', '1,200'],
    ['1.5', 'KWD', '1.500'],
    ['0.005', 'EUR', '0.005'],
    ['1234.5', 'MB', '1,234.5'],
    ['0.1234567', 'minutes', '0.123457'],
    ['3', 'messages', '3'],
    ['3', 'apples', '3'],
  ])('shows %s %s as %s', (value, unit, text) => {
    expect(amountText(value, unit)).toBe(text)
  })
})

describe(kindText, () => {
  it.each([
    ['MB', 'Volume'],
    ['minutes', 'Time'],
    ['messages', 'Events'],
    ['EUR', 'Currency, ISO 4217'],
    ['apples', ''],
  ])('of %s is "%s"', (unit, kind) => {
    expect(kindText(unit)).toBe(kind)
  })
})

describe(unitsLike, () => {
  it('has the unit itself first, and of a currency nothing else', () => {
    expect(unitsLike('minutes')).toEqual(['minutes', 'seconds', 'hours'])
    expect(unitsLike('EUR')).toEqual(['EUR'])
  })
})
