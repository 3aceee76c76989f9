import Big from 'big.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RegisteredBucket } from '#shared/domain/registeredReport'
import { zLedgerRules } from '#shared/domain/ledgerRules'
import { advance, openAt } from './advance'
import { remainingOf, remainingOfBalance, type Book } from './book'
import { startFlow } from './flows'
import { charge, topUp } from './movements'
import type { UsageNetworkPort } from './ports'
import { KEPT_ENTRIES } from './rows'
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

const NAME = { reportId: 'r', bucketId: 'b' }
const opened = (bucket: RegisteredBucket): Book => openAt(NAME, termsOf(bucket), START)

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

  it('dates what happens at a month’s end by that end, whoever looks later, and each month’s by its own', () => {
    const bucket = bucketOf('refuse')
    const terms = termsOf(bucket)
    const { entries } = advance(opened(bucket), terms, Date.parse('2028-04-03T12:00:00Z'))
    const march = Date.parse('2028-03-01T00:00:00Z')
    const april = Date.parse('2028-04-01T00:00:00Z')
    expect(entries.map(({ kind, at }) => [kind, at])).toEqual([
      ['opened', START],
      ...[march, april].flatMap((at) => [
        ['expired', at],
        ['opened', at],
      ]),
    ])
  })

  it('passes eight thousand years of a quiet bucket and keeps the entries of its last months', () => {
    const bucket = bucketOf('refuse')
    const { account, entries } = advance(opened(bucket), termsOf(bucket), Date.parse('9999-12-31T23:59:59Z'))
    expect(new Date(account.periodStart).toISOString()).toBe('9999-12-01T00:00:00.000Z')
    const newest = entries.slice(-KEPT_ENTRIES).map(({ at }) => new Date(at).toISOString().slice(0, 16))
    expect(newest).toHaveLength(KEPT_ENTRIES)
    expect([newest[0], newest.at(-1)]).toEqual(['9958-05-01T00:00', '9999-12-01T00:00'])
  })

  it('takes nothing out of a balance that was registered below zero, and counts forwards', () => {
    const balances = [-5, 3].map((remainingValue) => ({ unit: 'MB', remainingValue }))
    const counters = [{}, { countertype: 'outOfBucket' }].map((kind) => ({ unit: 'MB', value: 0, ...kind }))
    const bucket = { ...bucketOf('outOfBucket'), bucketBalance: balances, bucketCounter: counters }
    const { account } = charge(opened(bucket), termsOf(bucket), { value: 4, unit: 'MB' }, {})
    expect(account.counters).toEqual(['3000000', '1000000'])
    expect(account.balances.map((balance) => remainingOfBalance(balance).toFixed())).toEqual(['-5000000', '0'])
    const strict = { ...bucket, ledger: zLedgerRules.parse({}) }
    expect(() => charge(opened(strict), termsOf(strict), { value: 4, unit: 'MB' }, {})).toThrow(/what remains, 3 MB/)
  })

  it('refuses another kind of unit and names both', () => {
    const bucket = bucketOf('refuse')
    expect(() => charge(opened(bucket), termsOf(bucket), { value: 1, unit: 'EUR' }, {})).toThrow(/EUR.*volume \(MB\)/)
  })
})

describe(openAt, () => {
  it.each(['month', 'none'] as const)('leaves nothing of what has expired by then, with the period %s', (period) => {
    const expiresAt = new Date(START - 40 * 86_400_000).toISOString()
    const bucket = { ...bucketOf('refuse'), ledger: zLedgerRules.parse({ expiresAt, period }) }
    const book = opened(bucket)
    const terms = termsOf(bucket)
    expect(book.entries.map(({ kind }) => kind)).toEqual(['opened', 'expired'])
    expect(remainingOf(book.account, terms, 'volume').toFixed()).toBe('0')
    expect(() => charge(book, terms, { value: 1, unit: 'B' }, {})).toThrow(/more than what remains, 0 MB/)
    expect(advance(book, terms, START + 99 * 86_400_000).account).toMatchObject({ balances: book.account.balances })
  })
})
