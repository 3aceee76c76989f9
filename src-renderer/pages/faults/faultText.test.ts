import { describe, expect, it } from 'vitest'
import { actText, faultTitle, matchText } from './faultText'

describe(actText, () => {
  it.each([
    [{ status: 503, code: 'UNAVAILABLE' }, 'Answers 503 UNAVAILABLE'],
    [{ delayMs: { fixed: 200 } }, 'Answers later by 200 ms'],
    [{ delayMs: { from: 100, to: 300 } }, 'Answers later by 100 to 300 ms'],
    [{ delayMs: { normal: { mean: 80, deviation: 20 } } }, 'Answers later by 80 ± 20 ms (normal)'],
    [
      { delayMs: { lognormal: { median: 80, p95: 400 } } },
      'Answers later by 80 ms at the median, 400 ms at p95 (lognormal)',
    ],
    [{ delayMs: { exponential: { mean: 50 } } }, 'Answers later by 50 ms on average (exponential)'],
    [{ rateLimit: { requests: 10, periodSeconds: 60 } }, 'Limits the rate to 10 requests per 60 s'],
    [{ quota: { requests: 1 } }, 'Grants a quota of 1 request in all'],
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

  it.each([
    [{ skip: 3 }, 'Every request, all after 3 that pass'],
    [{ skip: 3, count: 2 }, 'Every request, 2 after 3 that pass'],
    [{ count: 2, every: 5 }, 'Every request, 2 of every 5'],
    [
      { skip: 1, count: 2, every: 5, device: 'tablet' },
      'Every request, of device tablet, 2 of every 5 after 1 that pass',
    ],
  ])('tells %o as: %s', (match, text) => {
    expect(matchText(match)).toBe(text)
  })
})

describe(faultTitle, () => {
  const fault = { id: 'f', match: {}, addedAt: 0, matched: 0, hits: 0 }

  it('is the title of its deviation, or its name where the catalogue has none', () => {
    expect(faultTitle({ ...fault, deviation: 'wrong-unit' }, () => 'Units are wrong')).toBe('Units are wrong')
    expect(faultTitle({ ...fault, deviation: 'wrong-unit' }, () => undefined)).toBe('wrong-unit')
  })
})
