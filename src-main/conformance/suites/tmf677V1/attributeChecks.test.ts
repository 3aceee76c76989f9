import { describe, expect, it } from 'vitest'
import type { Finding, Reply } from '../../suite'
import { attributeChecks } from './attributeChecks'
import { ATTRIBUTE_TABLE } from './attributeTable'

const BUCKET = {
  id: 'b1',
  product: { id: 'p1', user: { id: 'u1' } },
  bucketCounter: [{ unit: 'MB', value: 1, validFor: { startDateTime: '2026-11-01T00:00:00Z' } }],
}
const REPORT = { name: 'a report', effectiveDate: '2026-11-15T12:00:00Z', bucket: [BUCKET] }

const NOTHING_EARLIER = { reply: () => undefined, unusedId: 'unused' }

function replyWith(report: unknown): Reply {
  const body = JSON.stringify([report])
  return { status: 200, headers: {}, body, isComplete: true, moment: { from: 0, to: 0 } }
}

function findings(report: unknown, selected?: string[]): (Finding & { id: string })[] {
  const expectation = { caseId: 'TC', resource: 'collection' as const, reports: [], ...(selected && { selected }) }
  return attributeChecks(expectation).flatMap(({ id, judge }) =>
    judge(replyWith(report), NOTHING_EARLIER).map((finding) => ({ id, ...finding })),
  )
}

function violations(report: unknown, selected?: string[]) {
  return findings(report, selected)
    .filter(({ outcome }) => outcome === 'violated')
    .map(({ id, path }) => `${id} ${path}`)
}

describe(attributeChecks, () => {
  it('has one check for each row of the table, each with an id of its own', () => {
    const ids = attributeChecks({ caseId: 'TC', resource: 'collection', reports: [] }).map(({ id }) => id)
    expect(ids).toEqual(ATTRIBUTE_TABLE.map(({ attribute }) => `attribute.${attribute}`))
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('demands nothing that is optional, and does not list what did not apply', () => {
    expect(violations(REPORT)).toEqual([])
    expect(findings(REPORT).map(({ id }) => id)).not.toContain('attribute.bucket.bucketBalance.unit')
  })

  it.each([
    [{ ...REPORT, name: undefined }, 'attribute.name $[0].name'],
    [{ ...REPORT, name: '' }, 'attribute.name $[0].name'],
    [{ ...REPORT, name: null }, 'attribute.name $[0].name'],
    [{ ...REPORT, effectiveDate: 'today' }, 'attribute.effectiveDate $[0].effectiveDate'],
    [{ ...REPORT, bucket: [] }, 'attribute.bucket $[0].bucket'],
    [{ ...REPORT, bucket: ['b1'] }, 'attribute.bucket $[0].bucket'],
    [{ ...REPORT, description: 7 }, 'attribute.description $[0].description'],
    [{ ...REPORT, relatedParty: [{ name: 'Ann' }] }, 'attribute.relatedParty.id $[0].relatedParty[0].id'],
    [reportWith({ isShared: 'no' }), 'attribute.bucket.isShared $[0].bucket[0].isShared'],
    [
      reportWith({ product: { id: 'p1', user: {} } }),
      'attribute.bucket.product.user.id $[0].bucket[0].product.user.id',
    ],
    [
      reportWith({ bucketCounter: [{ unit: 'MB', value: 1, validFor: {} }] }),
      'attribute.bucket.bucketCounter.validFor.startDateTime $[0].bucket[0].bucketCounter[0].validFor.startDateTime',
    ],
    [
      reportWith({ bucketCounter: [{ unit: 'MB', value: '1' }] }),
      'attribute.bucket.bucketCounter.value $[0].bucket[0].bucketCounter[0].value',
    ],
    [reportWith({ bucketBalance: [] }), 'attribute.bucket.bucketBalance $[0].bucket[0].bucketBalance'],
  ])('finds what is wrong in %j', (report, where) => {
    expect(violations(report)).toEqual([where])
  })

  it('demands a balance or a counter, and names both rows when there is neither', () => {
    expect(violations(reportWith({ bucketCounter: undefined }))).toEqual([
      'attribute.bucket.bucketBalance $[0].bucket[0].bucketBalance',
      'attribute.bucket.bucketCounter $[0].bucket[0].bucketCounter',
    ])
    const balance = [{ unit: 'MB', remainingValue: 1 }]
    expect(violations(reportWith({ bucketCounter: undefined, bucketBalance: balance }))).toEqual([])
  })

  it('accepts an empty list of related parties, which need not have one', () => {
    expect(violations({ ...REPORT, relatedParty: [] })).toEqual([])
  })

  it('judges the selected attributes only', () => {
    expect(violations({ bucket: [BUCKET] }, ['id', 'bucket'])).toEqual([])
    expect(violations({ name: 'a report' }, ['id', 'bucket'])).toEqual(['attribute.bucket $[0].bucket'])
  })
})

function reportWith(change: object) {
  return { ...REPORT, bucket: [{ ...BUCKET, ...change }] }
}
