// The tables of the conformance document, row by row: attributes, filters and selections of `UsageConsumptionReport`.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createUsageManagementApp } from '#main/simulator/tmf677/usageManagementApp'
import { createUsageReports } from '#main/usage/usageReports'
import { zRegisteredReport, type RegisteredReport } from '#shared/domain/registeredReport'
import { listen, memoryDocument, openUsageManagement, testClock, type TestServer } from '../support/simulatorFixture'

const PATH = '/usageManagement/v1/usageConsumptionReport'

type Json = Record<string, unknown>

const from = (startDateTime: string, endDateTime?: string) => ({
  validFor: { startDateTime, ...(endDateTime !== undefined && { endDateTime }) },
})

/** Every attribute of the table, several balances and several counters in one bucket. */
const FULL: Json = {
  id: 'full',
  name: 'Report, of all',
  description: 'With every attribute',
  effectiveDate: '2030-05-31T22:00:00-02:00',
  bucket: [
    {
      id: 'b1',
      name: 'Data & more',
      usageType: 'data',
      isShared: true,
      product: {
        id: 'p1',
        href: 'https://shop.example/p1',
        name: 'Family plan',
        publicIdentifier: '+447700900111',
        user: { id: 'u1', name: 'Ann Äng', role: 'owner' },
      },
      bucketBalance: [
        {
          unit: 'MB',
          remainingValue: 2.5,
          remainingValueLabel: '2.5 MB',
          ...from('2030-05-01T00:00:00Z', '2030-06-01T00:00:00Z'),
        },
        { unit: 'EUR', remainingValue: 0, ...from('2030-05-01T00:00:00+02:00') },
      ],
      bucketCounter: [
        {
          countertype: 'used',
          level: 'global',
          unit: 'MB',
          value: 3,
          valueLabel: '3 MB',
          ...from('2030-05-01T00:00:00Z', '2030-05-31T23:59:59Z'),
        },
        { countertype: 'used', level: 'child', unit: 'MB', value: 1, ...from('2030-05-10T00:00:00Z') },
      ],
    },
    { id: 'b2', product: { id: 'p2', user: { id: 'u2' } }, bucketBalance: [{ unit: 'minutes', remainingValue: 10 }] },
  ],
  relatedParty: [
    { id: 'u1', name: 'Ann Äng', role: 'owner' },
    { id: 'u2', role: 'payer' },
  ],
}

/** Only what is mandatory; a bucket that only counts, and one that only has a balance. */
const LEAST: Json = {
  id: 'least',
  name: 'Least',
  effectiveDate: '2030-06-01T00:00:00Z',
  bucket: [
    {
      id: 'b1',
      product: { id: 'p3' },
      bucketCounter: [{ unit: 'messages', value: 7, ...from('2030-05-20T00:00:00Z', '2030-05-25T00:00:00Z') }],
    },
    { id: 'b3', product: { id: 'p2' }, bucketBalance: [{ unit: 'MB', remainingValue: 1 }] },
  ],
}

let server: TestServer
beforeAll(async () => {
  const registered = [FULL, LEAST].map((report): RegisteredReport => zRegisteredReport.parse(report))
  const clock = testClock()
  const reports = createUsageReports({ clock, bus: { publish: () => {} }, document: memoryDocument(registered) })
  const onProblem = (message: string) => expect.unreachable(message)
  const serverRoot = () => server.origin
  server = await listen(createUsageManagementApp({ ...openUsageManagement, reports, clock, serverRoot, onProblem }))
})
afterAll(() => server.close())

async function ask(target: string): Promise<unknown> {
  const response = await fetch(server.origin + PATH + target)
  expect(response.status, target).toBe(200)
  return response.json()
}
const list = (query = '') => ask(query) as Promise<Json[]>

/** `report:bucket,bucket` of each report that is listed. */
async function found(query: string): Promise<string[]> {
  return (await list(query)).map(
    ({ id, bucket }) => `${String(id)}:${(bucket as Json[]).map((one) => one['id']).join()}`,
  )
}

function pick(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => pick(item, path))
  return path.reduce<unknown>((part, key) => (part as Json | undefined)?.[key], value)
}

describe('the attributes', () => {
  it('are served as registered, with every row of the table and with the mandatory ones alone', async () => {
    const href = (id: unknown) => `${server.origin}${PATH}/${String(id)}`
    expect(await list()).toEqual([FULL, LEAST].map((report) => ({ ...report, href: href(report['id']) })))
    expect(await ask('/full')).toEqual({ ...FULL, href: href('full') })
    expect(await ask('/least')).toEqual({ ...LEAST, href: href('least') })
  })
})

describe('a filter', () => {
  const START = 'bucket.bucketCounter.validFor.startDateTime'
  const END = 'bucket.bucketCounter.validFor.endDateTime'

  it.each([
    ['name=Least', ['least:b1,b3']],
    ['name=Report,%20of%20all', ['full:b1,b2']],
    ['bucket.id=b1', ['full:b1', 'least:b1']],
    ['bucket.name=Data%20%26%20more', ['full:b1']],
    ['bucket.usageType=data', ['full:b1']],
    ['bucket.isShared=true', ['full:b1']],
    ['bucket.isShared=false', ['full:b2', 'least:b1,b3']],
    ['bucket.product.id=p2', ['full:b2', 'least:b3']],
    ['bucket.product.name=Family+plan', ['full:b1']],
    ['bucket.product.publicIdentifier=%2B447700900111', ['full:b1']],
    ['bucket.publicIdentifier=+447700900111', ['full:b1']],
    ['bucket.product.user.id=u2', ['full:b2']],
    ['bucket.user.id=u2', ['full:b2']],
    ['bucket.product.user.name=Ann%20%C3%84ng', ['full:b1']],
    ['bucket.user.name=Ann%20%C3%84ng', ['full:b1']],
    ['bucket.product.user.role=owner', ['full:b1']],
    ['relatedParty.id=u2', ['full:b1,b2']],
    ['relatedParty.name=Ann%20%C3%84ng', ['full:b1,b2']],
    ['relatedParty.role=payer', ['full:b1,b2']],
    [`${START}=2030-05-20`, ['least:b1']],
    [`${START}.gt=2030-05-10T00:00:00Z`, ['least:b1']],
    [`${START}.gte=2030-05-10T02:00:00%2B02:00`, ['full:b1', 'least:b1']],
    [`${START}.lt=2030-05-10T02:00:00+02:00`, ['full:b1']],
    [`${START}.lte=2030-05-01`, ['full:b1']],
    [`${END}=2030-05-31T23:59:59Z`, ['full:b1', 'least:b1']],
    [`${END}.lt=2030-05-25T00:00:00Z`, []],
    [`${END}.gt=2030-05-30`, ['full:b1']],
    [`${END}.gte=2030-05-25`, ['full:b1', 'least:b1']],
    [`${END}.lte=2030-05-25`, ['least:b1']],
  ])('by %s finds %j', async (query, expected) => {
    expect(await found(`?${query}`)).toEqual(expected)
  })

  it.each([
    // AND: the same bucket, the same party, the same counter (reading U17).
    ['bucket.id=b1&bucket.product.id=p2', []],
    ['bucket.id=b2&bucket.product.id=p2', ['full:b2']],
    ['relatedParty.id=u2&relatedParty.role=owner', []],
    ['relatedParty.id=u1&relatedParty.role=owner', ['full:b1,b2']],
    [`${START}.gte=2030-05-10&${END}.lte=2030-06-01`, ['least:b1']],
    ['bucket.isShared=false&relatedParty.id=u1', ['full:b2']],
    // OR within one, repeated ones are all to hold.
    ['bucket.id=b2,b3', ['full:b2', 'least:b3']],
    ['bucket.id=b1&bucket.id=b2', []],
    ['bucket.id=b1,b2&bucket.id=b2,b3', ['full:b2']],
    [`${START}.lte=2030-05-01,2030-05-20`, ['full:b1', 'least:b1']],
    ['bucket%2Eid=b3', ['least:b3']],
  ])('combines: %s finds %j', async (query, expected) => {
    expect(await found(`?${query}`)).toEqual(expected)
  })

  it.each([
    'id',
    'href',
    'description',
    'effectiveDate',
    'bucket',
    'bucket.product',
    'bucket.bucketBalance',
    'bucket.bucketBalance.unit',
    'bucket.bucketCounter.unit',
    'bucket.bucketCounter.validFor',
    'relatedParty',
    `${START}.eq`,
    'name.gt',
  ])('by %s has no row: 400 that names it and lists what is allowed', async (name) => {
    const response = await fetch(`${server.origin}${PATH}?${name}=2030-05-01`)
    expect(response.status).toBe(400)
    const { message } = (await response.json()) as { message: string }
    expect(message).toContain(`"${name}"`)
    expect(message).toContain('relatedParty.role')
    expect(message).toContain('bucket.user.name')
  })
})

describe('a selection', () => {
  const FIRST_LEVEL = ['id', 'href', 'name', 'description', 'effectiveDate', 'bucket', 'relatedParty']
  const NESTED = ['bucket.product', 'bucket.bucketBalance', 'bucket.bucketCounter']
  const LEAVES = ['bucket.id', 'bucket.name', 'bucket.usageType', 'bucket.isShared', 'bucket.product.user']

  it.each([...FIRST_LEVEL, ...NESTED, ...LEAVES])(
    'of %s keeps it whole with its parents and nothing else',
    async (field) => {
      const whole = await list()
      const selected = await list(`?fields=${field}`)
      for (const [index, report] of selected.entries()) {
        expect(report).toEqual(await ask(`/${String(whole[index]?.['id'])}?fields=${field}`))
        const [first = '', ...rest] = field.split('.')
        const isThere = Object.keys(whole[index] ?? {}).includes(first)
        expect(Object.keys(report)).toEqual(isThere ? [first] : [])
        const expected = whole[index]?.[first]
        if (rest.length === 0) expect(report[first]).toEqual(expected)
        else expect(pick(report[first], rest)).toEqual(pick(expected, rest))
        if (rest.length > 0)
          for (const bucket of report['bucket'] as Json[])
            expect(Object.keys(bucket).filter((key) => key !== rest[0])).toEqual([])
      }
    },
  )

  it('of several adds up, whether by commas or by repeating, and repeats nothing', async () => {
    const expected = {
      name: 'Least',
      bucket: [
        { id: 'b1', product: { id: 'p3' } },
        { id: 'b3', product: { id: 'p2' } },
      ],
    }
    expect(await ask('/least?fields=name,bucket.id,bucket.product,bucket.product.user')).toEqual(expected)
    expect(await ask('/least?fields=bucket.product&fields=name,bucket.id&fields=name')).toEqual(expected)
  })

  it.each([
    'nonsense',
    'bucket.nonsense',
    'bucket.product.id',
    'bucket.bucketBalance.unit',
    'relatedParty.id',
    'Name',
    '',
  ])(
    'of "%s" has no row: 400 that names it and lists what is allowed, on the list and on one report',
    async (field) => {
      for (const path of ['', '/full']) {
        const response = await fetch(`${server.origin}${PATH}${path}?fields=id,${field}`)
        expect(response.status).toBe(400)
        const { message } = (await response.json()) as { message: string }
        expect(message).toContain(field === '' ? 'empty field' : `"${field}"`)
        expect(message).toContain('bucket.bucketCounter')
      }
    },
  )

  it('goes with a filter and a page', async () => {
    const response = await fetch(`${server.origin}${PATH}?bucket.product.id=p2&fields=bucket.id&offset=1&limit=1`)
    expect(await response.json()).toEqual([{ bucket: [{ id: 'b3' }] }])
    expect(response.headers.get('x-total-count')).toBe('2')
    expect(response.headers.get('x-result-count')).toBe('1')
  })
})
