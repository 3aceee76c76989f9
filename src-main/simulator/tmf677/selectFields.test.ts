import { describe, expect, it } from 'vitest'
import { parseFields, selectFields } from './selectFields'

const balance = { unit: 'MB', remainingValue: 2 }
const report = {
  id: 'ur001',
  href: 'http://host/ur001',
  name: 'report1',
  description: 'of March',
  effectiveDate: '2026-03-01T00:00:00Z',
  bucket: [
    {
      id: 'b1',
      name: 'Data',
      usageType: 'data',
      isShared: false,
      product: { id: 'p1', user: { id: 'u1' } },
      bucketBalance: [balance],
    },
    { id: 'b2', product: { id: 'p2' }, bucketCounter: [{ unit: 'MB', value: 0 }] },
  ],
  relatedParty: [{ id: 'u1' }],
}

function selected(...fields: string[]) {
  const selection = parseFields(fields, 'refuse')
  return selection && selectFields(report, selection)
}

describe(selectFields, () => {
  it.each(['id', 'href', 'name', 'description', 'effectiveDate', 'bucket', 'relatedParty'] as const)(
    'returns %s whole and nothing else',
    (field) => {
      expect(selected(field)).toEqual({ [field]: report[field] })
    },
  )

  it.each([
    ['bucket.id', [{ id: 'b1' }, { id: 'b2' }]],
    ['bucket.name', [{ name: 'Data' }, {}]],
    ['bucket.usageType', [{ usageType: 'data' }, {}]],
    ['bucket.isShared', [{ isShared: false }, {}]],
    ['bucket.product', [{ product: { id: 'p1', user: { id: 'u1' } } }, { product: { id: 'p2' } }]],
    ['bucket.product.user', [{ product: { user: { id: 'u1' } } }, { product: {} }]],
    ['bucket.bucketBalance', [{ bucketBalance: [balance] }, {}]],
    ['bucket.bucketCounter', [{}, { bucketCounter: [{ unit: 'MB', value: 0 }] }]],
  ])('of %s keeps the parents and nothing else', (field, bucket) => {
    expect(selected(field)).toEqual({ bucket })
  })

  it('joins what commas, with or without a space, and repeated parameters select', () => {
    expect(selected('id, bucket.id', 'name')).toEqual({
      id: 'ur001',
      name: 'report1',
      bucket: [{ id: 'b1' }, { id: 'b2' }],
    })
  })

  it.each([['bucket,bucket.id'], ['bucket.id,bucket'], ['bucket.product.user,bucket.product,bucket']])(
    'lets the whole win over its parts in %s',
    (fields) => {
      expect(selected(fields)).toEqual({ bucket: report.bucket })
    },
  )

  it('selects an attribute that a report does not have without complaint', () => {
    expect(selectFields({ id: 'ur001' }, parseFields(['description'], 'refuse') ?? new Map())).toEqual({})
  })
})

describe(parseFields, () => {
  it('selects everything when no parameter is there', () => {
    expect(parseFields([], 'refuse')).toBeUndefined()
  })

  it.each(['nonsense', 'Bucket', 'bucket.nonsense', 'bucket.product.id', 'relatedParty.id', '', 'id,', 'constructor'])(
    'refuses "%s" and lists what can be selected',
    (fields) => {
      expect(() => parseFields([fields], 'refuse')).toThrow(
        expect.objectContaining({
          code: 'invalidArgument',
          field: 'fields',
          message: expect.stringContaining('bucket.product.user') as string,
        }),
      )
    },
  )
})
