import { describe, expect, it } from 'vitest'
import type { Reply } from '../../behaviour'
import { findDeviation } from '../catalogue'
import { TMF677_DEVIATIONS } from './tmf677Deviations'

const LIST = '/usageManagement/v1/usageConsumptionReport'

const validFor = { startDateTime: '2026-03-01T00:00:00.000Z', endDateTime: '2026-03-31T23:59:59.000Z' }
const balance = { unit: 'MB', remainingValue: 2, validFor }
const counter = { unit: 'MB', value: 3 }
function report(id: string, productId: string) {
  const bucket = [{ id: `b-${id}`, product: { id: productId }, bucketBalance: [balance], bucketCounter: [counter] }]
  return { id, effectiveDate: '2026-03-09', bucket }
}
const R1 = report('r1', 'p1')
const R2 = report('r2', 'p2')

function behaviour(name: string) {
  const deviation = findDeviation(`tmf677-${name}`)
  if (!deviation) throw new RangeError(name)
  return deviation.behaviour
}

function edited(name: string, json: unknown, path = LIST, rest: Partial<Reply> = {}): Reply {
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  const reply = { status: 200, headers, body: JSON.stringify(json), ...rest }
  return behaviour(name).edit?.(reply, new URL(path, 'http://bench'), 'GET') ?? reply
}

function rewritten(name: string, path: string): string {
  const url = new URL(path, 'http://bench')
  const { pathname, search } = behaviour(name).rewrite?.(url) ?? url
  return pathname + search
}

function editedJson(name: string, json: unknown, path?: string): unknown {
  return JSON.parse(edited(name, json, path).body)
}

describe('the catalogue', () => {
  it('has names of their own, one sentence each and what is broken', () => {
    expect(new Set(TMF677_DEVIATIONS.map(({ name }) => name)).size).toBe(TMF677_DEVIATIONS.length)
    for (const { name, title, breaks } of TMF677_DEVIATIONS) {
      expect(name).toMatch(/^tmf677(-[a-z0-9]+)+$/)
      expect(title).toMatch(/^[A-Z][^.]+\.$/)
      expect(breaks).not.toBe('')
    }
  })

  const ofJson = TMF677_DEVIATIONS.filter(({ behaviour: { edit } }) => edit).map(({ name }) => name.slice(7))
  it.each(ofJson)('%s copes with a refusal and with an empty body', (name) => {
    const path = `${LIST}/r1?fields=id`
    const refusal = edited(name, { code: 'notFound' }, path, { status: 404 })
    expect(refusal.status).toBe(404)
    expect(edited(name, null, path, { body: '' }).body).toBe('')
  })
})

describe('values', () => {
  const [bucket] = R1.bucket

  it.each([
    ['counter-dropped', { id: 'b-r1', product: { id: 'p1' }, bucketBalance: [balance] }],
    ['balance-dropped', { id: 'b-r1', product: { id: 'p1' }, bucketCounter: [counter] }],
    ['remaining-value-wrong', { ...bucket, bucketBalance: [{ ...balance, remainingValue: 3 }] }],
    ['value-as-string', { ...bucket, bucketCounter: [{ ...counter, value: '3' }] }],
    [
      'unit-wrong',
      { ...bucket, bucketBalance: [{ ...balance, unit: 'hours' }], bucketCounter: [{ ...counter, unit: 'hours' }] },
    ],
    [
      'wrong-month',
      {
        ...bucket,
        bucketBalance: [
          {
            ...balance,
            validFor: { startDateTime: '2026-02-01T00:00:00.000Z', endDateTime: '2026-02-28T23:59:59.000Z' },
          },
        ],
      },
    ],
  ])('%s changes the buckets of a list and of a single report', (name, changed) => {
    expect(editedJson(name, R1)).toEqual({ ...R1, bucket: [changed] })
    expect(editedJson(name, [R1])).toEqual([{ ...R1, bucket: [changed] }])
  })

  it('effective-date-missing leaves out that attribute alone', () => {
    expect(editedJson('effective-date-missing', [R1])).toEqual([{ id: 'r1', bucket: R1.bucket }])
  })

  it('what a selection left out stays out', () => {
    for (const { name } of TMF677_DEVIATIONS.slice(0, 7))
      expect(editedJson(name.slice(7), [{ id: 'r1' }])).toEqual([{ id: 'r1' }])
  })
})

describe('filters and selection', () => {
  it.each([
    ['user-filter-ignored', 'relatedParty.id=u1&fields=id', 'fields=id'],
    ['product-filter-ignored', 'bucket.product.id=p1&relatedParty.id=u1', 'relatedParty.id=u1'],
    ['fields-ignored', 'relatedParty.id=u1&fields=id', 'relatedParty.id=u1'],
  ])('%s asks the server for less than the request does', (name, asked, instead) => {
    expect(rewritten(name, `${LIST}?${asked}`)).toBe(`${LIST}?${instead}`)
  })

  it('product-filter-keeps-unrelated brings all or, for a product nobody has, nothing', () => {
    const name = 'product-filter-keeps-unrelated'
    expect(rewritten(name, `${LIST}?bucket.product.id=p1`)).toBe(LIST)
    expect(editedJson(name, [R1, R2], `${LIST}?bucket.product.id=p1`)).toEqual([R1, R2])
    expect(editedJson(name, [R1, R2], `${LIST}?bucket.product.id=p9`)).toEqual([])
    expect(editedJson(name, [R1, R2])).toEqual([R1, R2])
  })

  it.each([
    ['unknown-user-404', 'relatedParty.id', 'bucket.product.id'],
    ['unknown-product-404', 'bucket.product.id', 'relatedParty.id'],
  ])('%s answers an empty list so, if the filter was by that', (name, filter, other) => {
    const reply = edited(name, [], `${LIST}?${filter}=x`)
    expect(reply.status).toBe(404)
    expect(JSON.parse(reply.body)).toMatchObject({ code: 'notFound', status: '404' })
    expect(edited(name, [], `${LIST}?${other}=x`)).toMatchObject({ status: 200, body: '[]' })
    expect(edited(name, [R1], `${LIST}?${filter}=x`).status).toBe(200)
  })

  it('empty-object replaces an empty list only', () => {
    expect(editedJson('empty-object', [])).toEqual({})
    expect(editedJson('empty-object', [R1])).toEqual([R1])
  })

  it('fields-drops-id does so only where fields are asked for', () => {
    expect(editedJson('fields-drops-id', { id: 'r1', name: 'n' }, `${LIST}/r1?fields=id,name`)).toEqual({ name: 'n' })
    expect(editedJson('fields-drops-id', R1, `${LIST}/r1`)).toEqual(R1)
  })
})

describe('rows of the tables', () => {
  it('a filter that is half applied loses the first match, and one by another attribute nothing', () => {
    const name = 'filter-bucket-name-half-applied'
    expect(editedJson(name, [R1, R2], `${LIST}?bucket.name=x`)).toEqual([R2])
    expect(editedJson(name, [R1, R2], `${LIST}?bucket.id=x`)).toEqual([R1, R2])
  })

  it('an unknown value of one filter alone is a 404', () => {
    expect(edited('filter-name-404', [], `${LIST}?name=x`).status).toBe(404)
    expect(edited('filter-name-404', [], `${LIST}?bucket.id=x`).status).toBe(200)
  })

  it('of two criteria the second is ignored, and not where it stands alone', () => {
    const both = `${LIST}?relatedParty.id=u1&bucket.product.id=p1`
    expect(rewritten('filter-and-second-ignored', both)).toBe(`${LIST}?relatedParty.id=u1`)
    const alone = `${LIST}?bucket.product.id=p1`
    expect(rewritten('filter-and-second-ignored', alone)).toBe(alone)
  })

  it('a selection is ignored on a list and drops what it selects of one report', () => {
    expect(rewritten('selection-name-ignored', `${LIST}?fields=name`)).toBe(LIST)
    expect(rewritten('selection-name-ignored', `${LIST}/r1?fields=name`)).toBe(`${LIST}/r1?fields=name`)
    expect(rewritten('selection-name-ignored', `${LIST}?fields=id`)).toBe(`${LIST}?fields=id`)
    expect(editedJson('selection-name-dropped', { name: 'n' }, `${LIST}/r1?fields=name`)).toEqual({})
    expect(editedJson('selection-name-dropped', [{ name: 'n' }], `${LIST}?fields=name`)).toEqual([{ name: 'n' }])
  })

  it('an optional selection brings more than was selected', () => {
    const selected = { bucket: [{ id: 'b1' }] }
    const more = { ...selected, '@type': 'UsageConsumptionReport' }
    expect(editedJson('selection-bucket-id-report-added-to', selected, `${LIST}/r1?fields=bucket.id`)).toEqual(more)
    expect(editedJson('selection-bucket-id-list-added-to', [selected], `${LIST}?fields=bucket.id`)).toEqual([more])
  })
})

describe('reports', () => {
  it('another-report answers with the one after it in the list', () => {
    expect(rewritten('another-report', `${LIST}/r1?fields=id`)).toBe(`${LIST}?fields=id`)
    expect(rewritten('another-report', LIST)).toBe(LIST)
    expect(editedJson('another-report', [R1, R2], `${LIST}/r1`)).toEqual(R2)
    expect(editedJson('another-report', [R1, R2], `${LIST}/r2`)).toEqual(R1)
    expect(editedJson('another-report', [R1, R2])).toEqual([R1, R2])
  })

  it('list-of-two wraps a single report and leaves a list', () => {
    expect(editedJson('list-of-two', R1)).toEqual([R1, R1])
    expect(editedJson('list-of-two', [R1])).toEqual([R1])
  })

  it('duplicate-report and last-report-missing change a list and leave a single report', () => {
    expect(editedJson('duplicate-report', [R1, R2])).toEqual([R1, R2, R1])
    expect(editedJson('last-report-missing', [R1, R2])).toEqual([R1])
    expect(editedJson('duplicate-report', R1)).toEqual(R1)
    expect(editedJson('last-report-missing', R1)).toEqual(R1)
  })
})

describe('replies', () => {
  it('server-error refuses with 500', () => {
    expect(behaviour('server-error').refuse?.().error).toMatchObject({ status: 500, code: 'internal' })
  })

  it('truncated-body, text-plain and not-json keep what they do not break', () => {
    const plain = edited('text-plain', [R1])
    expect(plain).toMatchObject({ status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' } })
    expect(JSON.parse(plain.body)).toEqual([R1])
    expect(edited('truncated-body', [R1])).toMatchObject({ status: 200, isCut: true })
    expect(edited('not-json', { id: 'r1' }).body).toBe("{'id':'r1'}")
  })
})
