import { describe, expect, it } from 'vitest'
import { actText, faultTitle, matchText } from './faultText'

describe(actText, () => {
  it.each([
    [{ status: 503, code: 'UNAVAILABLE' }, 'Answers 503 UNAVAILABLE'],
    [{ delayMs: { fixed: 200 } }, 'Answers 200 ms later'],
    [{ delayMs: { from: 100, to: 300 } }, 'Answers 100 to 300 ms later'],
    [{ reset: true as const }, 'Resets the connection'],
    [{ truncate: true as const }, 'Breaks the reply off'],
  ])('says of %o: %s', (act, text) => {
    expect(actText(act)).toBe(text)
  })
})

describe(matchText, () => {
  it('names the narrowest it is given, and what limits it', () => {
    expect(matchText({})).toBe('Every request')
    expect(
      matchText({
        api: 'connectivity-insights',
        operation: 'checkNetworkQuality',
        client: 'app',
        count: 3,
        rate: 0.333,
      }),
    ).toBe('checkNetworkQuality, of client app, the first 3, 33.3 % of them')
  })
})

describe(faultTitle, () => {
  const fault = { id: 'f', match: {}, addedAt: 0, matched: 0, hits: 0 }

  it('is the title of its deviation, or its name where the catalogue has none', () => {
    expect(faultTitle({ ...fault, deviation: 'wrong-unit' }, () => 'Units are wrong')).toBe('Units are wrong')
    expect(faultTitle({ ...fault, deviation: 'wrong-unit' }, () => undefined)).toBe('wrong-unit')
  })
})
