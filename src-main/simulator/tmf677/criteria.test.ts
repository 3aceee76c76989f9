import { describe, expect, it } from 'vitest'
import { FILTER_NAMES, isFilter, parseCriteria } from './criteria'

const START = 'bucket.bucketCounter.validFor.startDateTime'
const END = 'bucket.bucketCounter.validFor.endDateTime'

describe(isFilter, () => {
  it.each([...FILTER_NAMES, `${START}.gt`, `${START}.gte`, `${END}.lt`, `${END}.lte`])('knows %s', (name) => {
    expect(isFilter(name)).toBe(true)
  })

  it.each(['id', 'href', 'description', 'bucket', 'bucket.bucketBalance.unit', 'name.gt', `${START}.regex`, '.gt', ''])(
    'does not know "%s"',
    (name) => {
      expect(isFilter(name)).toBe(false)
    },
  )
})

describe(parseCriteria, () => {
  it.each([
    ['bucket.publicIdentifier', 'bucket.product.publicIdentifier'],
    ['bucket.user.id', 'bucket.product.user.id'],
    ['bucket.user.name', 'bucket.product.user.name'],
  ])('takes %s and %s for the same field', (alias, field) => {
    expect(parseCriteria([[alias, 'x']])).toEqual(parseCriteria([[field, 'x']]))
  })

  it('takes a comma for a choice, and the whole value too, as a name may hold a comma', () => {
    expect(parseCriteria([['relatedParty.name', 'Smith,Ann']]).party[0]?.anyOf).toEqual(['Smith', 'Ann', 'Smith,Ann'])
  })

  it('keeps repeated parameters as criteria of their own', () => {
    const criteria = parseCriteria([
      ['bucket.id', 'b1'],
      ['bucket.id', 'b2'],
    ])
    expect(criteria.bucket.map(({ anyOf }) => anyOf)).toEqual([['b1'], ['b2']])
  })

  it('gives a number back the bare + that arrived as a space', () => {
    expect(parseCriteria([['bucket.publicIdentifier', ' 34600000001']]).bucket[0]?.anyOf).toEqual(['+34600000001'])
    expect(parseCriteria([['name', ' spaced']]).report[0]?.anyOf).toEqual([' spaced'])
  })

  it.each(['', ',', 'a,', ',a', 'a,,b'])('refuses the empty value in "%s"', (value) => {
    expect(() => parseCriteria([['relatedParty.id', value]])).toThrow(
      expect.objectContaining({ code: 'invalidArgument', field: 'relatedParty.id' }),
    )
  })

  it.each([
    [START, 'gte'],
    [END, 'lte'],
    [`${START}.lt`, 'lt'],
    [`${START}.lte`, 'lte'],
    [`${END}.gt`, 'gt'],
    [`${END}.gte`, 'gte'],
  ])('reads %s as %s', (name, operator) => {
    expect(parseCriteria([[name, '2026-01-01']]).counter[0]?.operator).toBe(operator)
  })

  it.each([
    ['2026-02-01', '2026-02-01T00:00:00Z'],
    ['2026-02-01T10:00:00Z', '2026-02-01T10:00:00Z'],
    ['2026-02-01T10:00:00.5Z', '2026-02-01T10:00:00.500Z'],
    ['2026-02-01T10:00:00+02:00', '2026-02-01T08:00:00Z'],
    ['2026-02-01T10:00:00 02:00', '2026-02-01T08:00:00Z'],
    ['2026-02-01T10:00:00-05:30', '2026-02-01T15:30:00Z'],
    ['2028-02-29', '2028-02-29T00:00:00Z'],
  ])('reads the date %s as %s', (value, instant) => {
    expect(parseCriteria([[START, value]]).counter[0]?.anyOf).toEqual([Date.parse(instant)])
  })

  it('takes alternatives of dates', () => {
    expect(parseCriteria([[START, '2026-02-01,2026-03-01']]).counter[0]?.anyOf).toEqual([
      Date.UTC(2026, 1, 1),
      Date.UTC(2026, 2, 1),
    ])
  })

  it.each(['soon', '2026-02-29', '2026-02-30T00:00:00Z', '2026-02-01T10:00:00', '2026-02', '1767225600000', ''])(
    'refuses "%s" as a date',
    (value) => {
      expect(() => parseCriteria([[START, value]])).toThrow(
        expect.objectContaining({ code: 'invalidArgument', field: START }),
      )
    },
  )
})
