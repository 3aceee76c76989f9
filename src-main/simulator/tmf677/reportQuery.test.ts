import { describe, expect, it } from 'vitest'
import { parseListQuery, parseReportQuery } from './reportQuery'

const list = (query: string) => parseListQuery(new URLSearchParams(query), 'refuse')
const single = (query: string) => parseReportQuery(new URLSearchParams(query), 'refuse')

describe(parseListQuery, () => {
  it('asks for everything when it is empty', () => {
    expect(list('')).toMatchObject({ fields: undefined, offset: 0, limit: Infinity })
  })

  it('takes filters, selection and page together', () => {
    const { criteria, fields, offset, limit } = list('offset=20&limit=0&fields=id&name=report1')
    expect([criteria.report.length, fields?.size, offset, limit]).toEqual([1, 1, 20, 0])
  })

  it.each([
    'offset=-1',
    'limit=-1',
    'limit=1.5',
    'limit=',
    'limit=ten',
    'limit=%201',
    'limit=1e3',
    'offset=1&offset=2',
  ])('refuses %s', (query) => {
    expect(() => list(query)).toThrow(
      expect.objectContaining({ code: 'invalidArgument', field: query.slice(0, query.indexOf('=')) }),
    )
  })

  it.each(['id', 'bucket.colour', 'bucket.product.id.gt', 'bucket.bucketCounter.validFor.endDateTime.eq', 'sort'])(
    'refuses the unknown parameter %s and lists the known ones',
    (name) => {
      expect(() => list(`${name}=x`)).toThrow(
        expect.objectContaining({ field: name, message: expect.stringContaining('bucket.user.id') as string }),
      )
    },
  )
})

describe(parseReportQuery, () => {
  it('takes a selection', () => {
    expect(single('fields=id,bucket')?.size).toBe(2)
    expect(single('')).toBeUndefined()
  })

  it.each(['relatedParty.id', 'offset', 'nonsense'])(
    'refuses %s, since one report is neither filtered nor paged',
    (name) => {
      expect(() => single(`${name}=1`)).toThrow(expect.objectContaining({ code: 'invalidArgument', field: name }))
    },
  )
})
