import Big from 'big.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RegisteredBucket } from '#shared/domain/registeredReport'
import { zLedgerRules } from '#shared/domain/ledgerRules'
import { advance, periodStartAt } from './advance'
import { openBook, remainingOf, type Book } from './book'
import { startFlow } from './flows'
import { charge, topUp } from './movements'
import type { UsageNetworkPort } from './ports'
import { termsOf } from './terms'

const START = Date.parse('2028-02-28T23:59:50Z')
const network: UsageNetworkPort = {
  hasDevice: () => true,
  downRateKbps: (_, at) => Math.max(100, 20_000 - (at - START) / 10),
  bendsAfter: (_, after, limit) => [START + 199_000].filter((at) => at > after).slice(0, limit),
  throttle: () => Promise.resolve(),
  throttles: () => [],
  release: () => Promise.resolve(),
}

function bucketOf(beyond: 'refuse' | 'outOfBucket'): RegisteredBucket {
  return {
    id: 'b',
    product: { id: 'p' },
    bucketBalance: [{ unit: 'MB', remainingValue: 5 }],
    bucketCounter: [{ unit: 'MB', value: 0 }],
    ledger: zLedgerRules.parse({ beyond }),
  }
}

const opened = (bucket: RegisteredBucket): Book => {
  const terms = termsOf(bucket)
  return openBook('r', 'b', terms, START, periodStartAt(terms, START, START))
}

describe(advance, () => {
  it.each(['refuse', 'outOfBucket'] as const)('comes to the same in one jump as in steps, when it may %s', (beyond) => {
    const bucket = bucketOf(beyond)
    const terms = termsOf(bucket)
    const book = startFlow(opened(bucket), terms, { device: 'd' }, 'f', network)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 * 86_400_000 }), { maxLength: 6 }), (offsets) => {
        const instants = offsets.sort((a, b) => a - b).map((offset) => START + offset)
        const end = START + 70 * 86_400_000
        const played = [...instants, end].reduce((current, at) => advance(current, terms, at), book)
        const jumped = advance(book, terms, end)
        expect({ ...played.account, entryCount: 0 }).toEqual({ ...jumped.account, entryCount: 0 })
      }),
      { numRuns: 10 },
    )
  })

  it('keeps initial + top-ups − charges = remaining, to the last byte', () => {
    const bucket = bucketOf('refuse')
    const terms = termsOf(bucket)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 400_000 }))), (movements) => {
        let book = opened(bucket)
        let expected = Big(5_000_000)
        for (const [isCharge, value] of movements) {
          if (isCharge && expected.lt(value)) {
            expect(() => charge(book, terms, { value, unit: 'B' }, {})).toThrow(/more than what remains/)
            continue
          }
          expected = isCharge ? expected.minus(value) : expected.plus(value)
          book = isCharge ? charge(book, terms, { value, unit: 'B' }, {}) : topUp(book, terms, { value, unit: 'B' })
        }
        expect(remainingOf(book.account, terms, 'volume').toFixed()).toBe(expected.toFixed())
      }),
    )
  })

  it('opens another period on the first of March after a leap day', () => {
    const bucket = bucketOf('refuse')
    const terms = termsOf(bucket)
    const charged = charge(opened(bucket), terms, { value: 2, unit: 'MB' }, {})
    const remainingAt = (at: string) =>
      remainingOf(advance(charged, terms, Date.parse(at)).account, terms, 'volume').toFixed()
    expect(remainingAt('2028-02-29T23:59:59.999Z')).toBe('3000000')
    expect(remainingAt('2028-03-01T00:00:00Z')).toBe('5000000')
  })

  it('refuses another kind of unit and names both', () => {
    const bucket = bucketOf('refuse')
    expect(() => charge(opened(bucket), termsOf(bucket), { value: 1, unit: 'EUR' }, {})).toThrow(/EUR.*volume \(MB\)/)
  })
})
