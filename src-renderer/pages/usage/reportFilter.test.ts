import { describe, expect, it } from 'vitest'
import { zRegisteredReport } from '#shared/domain/registeredReport'
import { filterReports } from './reportFilter'

const report = (id: string, user: string, product: string) =>
  zRegisteredReport.parse({
    ...{ id, name: `Report ${id}`, relatedParty: [{ id: user }] },
    bucket: [
      { id: `b-${id}`, name: 'Calls', product: { id: product }, bucketBalance: [{ unit: 'MB', remainingValue: 1 }] },
    ],
  })
const REPORTS = [report('ur001', 'u1', 'p1'), report('ur002', 'u2', 'p2')]

describe(filterReports, () => {
  it.each([
    ['', ['ur001', 'ur002']],
    ['  ', ['ur001', 'ur002']],
    ['REPORT ur002', ['ur002']],
    ['u1', ['ur001']],
    ['p2', ['ur002']],
    ['b-ur001', ['ur001']],
    ['calls', ['ur001', 'ur002']],
    ['nothing', []],
  ])('by "%s" leaves %j', (text, ids) => {
    expect(filterReports(REPORTS, text).map(({ id }) => id)).toEqual(ids)
  })
})
