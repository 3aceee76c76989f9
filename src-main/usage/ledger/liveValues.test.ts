import { describe, expect, it } from 'vitest'
import { zLedgerRules, type LedgerRules } from '#shared/domain/ledgerRules'
import type { RegisteredBucket } from '#shared/domain/registeredReport'
import { advance, openAt } from './advance'
import { liveValues } from './liveValues'
import { termsOf } from './terms'

const NAME = { reportId: 'r', bucketId: 'b' }

function servedAt(at: string, rules: Partial<LedgerRules>) {
  const bucket: RegisteredBucket = {
    id: 'b',
    product: { id: 'p' },
    bucketBalance: [{ unit: 'MB', remainingValue: 50 }],
    ledger: zLedgerRules.parse(rules),
  }
  const terms = termsOf(bucket)
  const openedAt = Date.parse('2028-03-10T12:00:00Z')
  return liveValues(bucket, advance(openAt(NAME, terms, openedAt), terms, Date.parse(at))).bucketBalance?.[0]
}

describe(liveValues, () => {
  it.each<[string, Partial<LedgerRules>, number, string, string]>([
    ['in its month', {}, 50, '2028-03-01T00:00:00Z', '2028-03-31T23:59:59Z'],
    ['that will expire', { expiresAt: '2028-03-20T12:00:00Z' }, 50, '2028-03-01T00:00:00Z', '2028-03-20T11:59:59Z'],
    ['expired long before', { expiresAt: '2028-01-20T12:00:00Z' }, 0, '2028-01-01T00:00:00Z', '2028-01-20T11:59:59Z'],
    [
      'expired with its month',
      { expiresAt: '2028-02-01T00:00:00Z' },
      0,
      '2028-01-01T00:00:00Z',
      '2028-01-31T23:59:59Z',
    ],
    ['expired at once', { expiresAt: '2028-02-01T00:00:00.5Z' }, 0, '2028-02-01T00:00:00Z', '2028-02-01T00:00:00Z'],
    [
      'expired before its only period',
      { period: 'none', expiresAt: '2028-03-09T00:00:00Z' },
      0,
      '2028-03-08T23:59:59Z',
      '2028-03-08T23:59:59Z',
    ],
  ])('serves a balance %s with a validity that ends where it does', (_, rules, remainingValue, start, end) => {
    expect(servedAt('2028-03-10T12:00:01Z', rules)).toEqual({
      unit: 'MB',
      remainingValue,
      validFor: { startDateTime: start, endDateTime: end },
    })
  })

  it('opens no period at the instant at which the bucket expires', () => {
    expect(servedAt('2028-04-20T00:00:00Z', { expiresAt: '2028-04-01T00:00:00Z' })).toEqual({
      unit: 'MB',
      remainingValue: 0,
      validFor: { startDateTime: '2028-03-01T00:00:00Z', endDateTime: '2028-03-31T23:59:59Z' },
    })
  })
})
