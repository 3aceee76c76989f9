import { describe, expect, it } from 'vitest'
import { newReport, problemsOf, valueAt, withItem, withoutItem, withValue } from './draft'

const DRAFT = {
  id: 'r',
  bucket: [{ id: 'b', product: { id: 'p', user: { id: 'u' } }, unknown: [1] }],
  more: { a: null },
}

describe(withValue, () => {
  it('changes one value and leaves all others and their order as they are', () => {
    const changed = withValue(DRAFT, ['bucket', 0, 'product', 'id'], 'q')
    expect(JSON.stringify(changed)).toBe(JSON.stringify(DRAFT).replace('"p"', '"q"'))
    expect(DRAFT.bucket[0]?.product.id).toBe('p')
  })

  it('makes what is missing on the way', () => {
    expect(withValue({}, ['bucket', 0, 'product', 'id'], 'q')).toEqual({ bucket: [{ product: { id: 'q' } }] })
  })

  it('takes out an object with its last value', () => {
    expect(valueAt(withValue(DRAFT, ['bucket', 0, 'product', 'user', 'id'], undefined), ['bucket', 0])).toEqual({
      id: 'b',
      product: { id: 'p' },
      unknown: [1],
    })
  })
})

describe(withoutItem, () => {
  it('takes out a list with its last item', () => {
    const withParty = withItem(DRAFT, ['relatedParty'], { id: 'u' })
    expect(valueAt(withParty, ['relatedParty'])).toEqual([{ id: 'u' }])
    expect(withoutItem(withParty, ['relatedParty'], 0)).toEqual(DRAFT)
  })
})

const COMPLETE = {
  id: 'r',
  name: 'n',
  bucket: [{ id: 'b', product: { id: 'p' }, bucketCounter: [{ unit: 'MB', value: 1 }] }],
}

describe(problemsOf, () => {
  it('names each field of a new report that has to be filled in', () => {
    expect([...problemsOf(newReport()).keys()].sort()).toEqual(['bucket[0].product.id', 'id', 'name'])
    expect(
      problemsOf(withValue(newReport(), ['bucket', 0, 'bucketBalance', 0, 'remainingValue'], 'much')).keys(),
    ).toContain('bucket[0].bucketBalance[0].remainingValue')
  })

  it('knows what has no field in the form', () => {
    expect([...problemsOf({ ...COMPLETE, colour: 1 }).keys()]).toEqual(['body'])
  })
})
