import { describe, expect, it } from 'vitest'
import type { ResolvedReport } from '#shared/domain/registeredReport'
import { parseCriteria } from './criteria'
import { matchReport } from './matchReport'

const START = 'bucket.bucketCounter.validFor.startDateTime'
const END = 'bucket.bucketCounter.validFor.endDateTime'
const counter = (startDateTime: string, endDateTime?: string) => ({
  unit: 'MB',
  value: 1,
  validFor: endDateTime ? { startDateTime, endDateTime } : { startDateTime },
})

const report: ResolvedReport = {
  id: 'r1',
  name: 'family',
  effectiveDate: '2026-02-10T00:00:00Z',
  relatedParty: [
    { id: 'u1', name: 'Ann', role: 'user' },
    { id: 'c1', role: 'customer' },
  ],
  bucket: [
    {
      id: 'data',
      name: 'Data',
      usageType: 'data',
      isShared: true,
      product: {
        id: 'p1',
        name: 'Gold',
        publicIdentifier: '+34600000001',
        user: { id: 'u1', name: 'Ann', role: 'user' },
      },
      bucketCounter: [
        counter('2026-01-01T00:00:00Z', '2026-01-31T23:59:59Z'),
        counter('2026-02-01T00:00:00Z', '2026-02-28T23:59:59Z'),
      ],
    },
    {
      id: 'voice',
      usageType: 'voice',
      product: { id: 'p2', user: { id: 'u2' } },
      bucketCounter: [counter('2026-02-01T00:00:00+01:00')],
    },
    { id: 'sms', product: { id: 'p2' }, bucketBalance: [{ unit: 'messages', remainingValue: 3 }] },
  ],
}

/** The ids of the buckets that are served, or nothing when the report does not match. */
function served(query: string): string[] | undefined {
  return matchReport(report, parseCriteria([...new URLSearchParams(query)]))?.bucket.map(({ id }) => id)
}

describe(matchReport, () => {
  it.each([
    ['', ['data', 'voice', 'sms']],
    ['name=family', ['data', 'voice', 'sms']],
    ['name=other', undefined],
    ['name=Family', undefined],
    ['relatedParty.id=u1', ['data', 'voice', 'sms']],
    ['relatedParty.id=u2', undefined],
    ['relatedParty.name=Ann', ['data', 'voice', 'sms']],
    ['relatedParty.role=customer', ['data', 'voice', 'sms']],
    ['bucket.id=voice', ['voice']],
    ['bucket.name=Data', ['data']],
    ['bucket.usageType=data', ['data']],
    ['bucket.isShared=true', ['data']],
    ['bucket.isShared=false', ['voice', 'sms']],
    ['bucket.product.id=p2', ['voice', 'sms']],
    ['bucket.product.name=Gold', ['data']],
    ['bucket.product.publicIdentifier=%2B34600000001', ['data']],
    ['bucket.publicIdentifier=+34600000001', ['data']],
    ['bucket.product.user.id=u2', ['voice']],
    ['bucket.user.id=u2', ['voice']],
    ['bucket.product.user.name=Ann', ['data']],
    ['bucket.user.name=Ann', ['data']],
    ['bucket.product.user.role=user', ['data']],
  ])('"%s" serves the buckets %j', (query, buckets) => {
    expect(served(query)).toEqual(buckets)
  })

  it.each([
    ['bucket.product.id=p1,p2', ['data', 'voice', 'sms']],
    ['bucket.product.id=p1,p9', ['data']],
    ['bucket.product.id=p1&bucket.product.id=p2', undefined],
    ['bucket.product.id=p2&bucket.usageType=voice', ['voice']],
    ['bucket.product.id=p1&bucket.usageType=voice', undefined],
    ['relatedParty.id=u1&relatedParty.role=user', ['data', 'voice', 'sms']],
    ['relatedParty.id=u1&relatedParty.role=customer', undefined],
    ['relatedParty.id=u1&bucket.id=sms', ['sms']],
    ['relatedParty.id=u9&bucket.id=sms', undefined],
  ])('"%s": commas choose, parameters hold together for the same bucket or party: %j', (query, buckets) => {
    expect(served(query)).toEqual(buckets)
  })

  it.each([
    [`${START}=2026-02-01`, ['data']],
    [`${START}=2026-01-31T23:00:00Z`, ['data', 'voice']],
    [`${START}=2026-02-01T00:00:00+01:00`, ['data', 'voice']],
    [`${START}.gt=2026-02-01`, undefined],
    [`${START}.gt=2026-01-31T23:00:00Z`, ['data']],
    [`${START}.gte=2026-02-01`, ['data']],
    [`${START}.lt=2026-01-31T23:00:00Z`, ['data']],
    [`${START}.lte=2026-01-31T23:00:00Z`, ['data', 'voice']],
    [`${END}=2026-01-31T23:59:59Z`, ['data']],
    [`${END}=2026-01-31`, undefined],
    [`${END}.gt=2026-02-28T23:59:59Z`, undefined],
    [`${END}.gte=2026-02-28T23:59:59Z`, ['data']],
    [`${END}.lt=2026-01-31T23:59:59Z`, undefined],
    [`${END}=2027-01-01`, ['data']],
    [`${START}=2027-01-01,2026-02-01`, ['data']],
  ])('"%s" serves the buckets with a counter so dated: %j', (query, buckets) => {
    expect(served(query)).toEqual(buckets)
  })

  it('asks for start and end of the same counter', () => {
    expect(served(`${START}=2026-01-01&${END}=2026-01-31T23:59:59Z`)).toEqual(['data'])
    expect(served(`${START}=2026-02-01&${END}=2026-01-31T23:59:59Z`)).toBeUndefined()
  })

  it('serves every counter of a bucket that matches', () => {
    const matched = matchReport(report, parseCriteria([[START, '2026-02-01']]))
    expect(matched?.bucket[0]?.bucketCounter).toHaveLength(2)
  })

  it('finds no party where a report names none', () => {
    const { relatedParty: _, ...withoutParty } = report
    expect(matchReport(withoutParty, parseCriteria([['relatedParty.id', 'u1']]))).toBeUndefined()
  })
})
