import { describe, expect, it } from 'vitest'
import { attributeOf, itemsOf, placesOf, rootOf } from './place'

const BODY = rootOf([{ bucket: [{ product: { id: 'p1' } }, { product: {} }, {}] }])

describe('places', () => {
  it('are found through lists, whether or not something is there', () => {
    const [report = BODY] = itemsOf(BODY)
    expect(placesOf(report, 'bucket.product.id').map(({ path, value }) => [path, value])).toEqual([
      ['$[0].bucket[0].product.id', 'p1'],
      ['$[0].bucket[1].product.id', undefined],
    ])
  })

  it('quote a name that is no identifier', () => {
    expect(attributeOf(rootOf({ '@type': 1 }), '@type')).toMatchObject({ path: '$["@type"]', value: 1 })
  })

  it('do not take what every object inherits for an attribute', () => {
    expect(attributeOf(rootOf({}), 'constructor').value).toBeUndefined()
  })

  it.each([null, 'text', 7, {}])('have no items in %j', (value) => {
    expect(itemsOf(rootOf(value))).toEqual([])
  })
})
