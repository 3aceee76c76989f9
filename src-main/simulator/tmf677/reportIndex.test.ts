import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RegisteredReport, ResolvedReport } from '#shared/domain/registeredReport'
import { parseCriteria } from './criteria'
import { matchReport } from './matchReport'
import { indexReports } from './reportIndex'

const few = (...values: string[]) => fc.constantFrom(...values)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

const buckets = fc.record({
  id: few('b1', 'b2'),
  usageType: maybe(few('data', 'voice')),
  isShared: maybe(fc.boolean()),
  product: fc.record({ id: few('p1', 'p2', 'p3'), user: maybe(fc.record({ id: few('u1', 'u2') })) }),
})
const reportLists = fc
  .array(
    fc.record({
      name: few('n1', 'n2'),
      effectiveDate: fc.constant('2026-01-01T00:00:00Z'),
      bucket: fc.array(buckets, { minLength: 1, maxLength: 3 }),
      relatedParty: maybe(fc.array(fc.record({ id: few('u1', 'u2'), role: maybe(few('user', 'owner')) }))),
    }),
  )
  .map((reports): (RegisteredReport & ResolvedReport)[] =>
    reports.map((report, number) => ({ ...report, id: `r${number}` })),
  )
const queries = fc.array(
  few(
    ...['name=n1', 'relatedParty.id=u1', 'relatedParty.id=u1,u2', 'relatedParty.role=owner', 'bucket.id=b2'],
    ...['bucket.usageType=data', 'bucket.isShared=false', 'bucket.product.id=p1,p3', 'bucket.user.id=u2', 'name=none'],
  ),
  { maxLength: 3 },
)

describe(indexReports, () => {
  it('finds among its candidates, in order, whatever matches', () => {
    fc.assert(
      fc.property(reportLists, queries, (reports, query) => {
        const criteria = parseCriteria([...new URLSearchParams(query.join('&'))])
        const candidates = indexReports(reports).candidates(criteria)
        const matching = (ids: readonly string[]) =>
          ids.filter((id) => reports.some((report) => report.id === id && matchReport(report, criteria)))
        expect(matching(candidates)).toEqual(matching(reports.map(({ id }) => id)))
      }),
    )
  })

  it('offers only the reports that carry the value asked for', () => {
    const reports = fc.sample(reportLists, { numRuns: 20, seed: 1 }).flat()
    const numbered = reports.map((report, number) => ({ ...report, id: `r${number}`, name: `n${number}` }))
    expect(indexReports(numbered).candidates(parseCriteria([['name', 'n7']]))).toEqual(['r7'])
  })

  it('starts from the criterion that leaves the fewest', () => {
    const [sample] = fc.sample(reportLists, { numRuns: 20, seed: 1 }).flat()
    if (!sample) throw new Error('the sample is empty')
    const reports = ['a', 'b', 'c'].map((id) => ({ ...sample, id, name: id, relatedParty: [{ id: 'u1' }] }))
    const criteria = parseCriteria([...new URLSearchParams('relatedParty.id=u1&name=b')])
    expect(indexReports(reports).candidates(criteria)).toEqual(['b'])
  })
})
