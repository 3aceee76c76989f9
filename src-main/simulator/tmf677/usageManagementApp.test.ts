import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RegisteredReport, ResolvedReport } from '#shared/domain/registeredReport'
import {
  type WireTmfError,
  type WireUsageConsumptionReport,
  zTmfError,
  zUsageConsumptionReport,
} from '#shared/wire/tmf677/usageConsumptionReport'
import { listen, openUsageManagement, type TestServer } from '../../../test/support/simulatorFixture'
import { createUsageManagementApp } from './usageManagementApp'

const PATH = '/usageManagement/v1/usageConsumptionReport'

/** All dates absolute, so that what is registered is what is served. */
function report(id: string, owner: string, start = '2026-01-01T00:00:00Z'): RegisteredReport & ResolvedReport {
  const counter = { unit: 'MB', value: 3, validFor: { startDateTime: start, endDateTime: '2026-12-31T23:59:59Z' } }
  const product = { id: `product of ${id}`, user: { id: owner } }
  return {
    id,
    name: `report ${id}`,
    effectiveDate: '2026-01-10T00:00:00Z',
    bucket: [
      { id: 'b1', product, bucketCounter: [counter] },
      { id: 'b2', product: { id: 'shared' }, bucketBalance: [{ unit: 'MB', remainingValue: 2 }] },
    ],
    relatedParty: [{ id: owner }],
  }
}

let now: number
let revision: number
let registered: (RegisteredReport & ResolvedReport)[]
let problems: string[]
let server: TestServer

const reports = {
  registered: () => registered,
  find: (id: string) => registered.find((one) => one.id === id),
  revision: () => revision,
}

function get(path: string, init?: RequestInit) {
  return fetch(`${server.origin}${path}`, init)
}
async function list(query = '') {
  const response = await get(`${PATH}${query}`)
  const body = (await response.json()) as WireUsageConsumptionReport[]
  return { response, body, ids: body.map(({ id }) => id) }
}
async function refused(path: string, init?: RequestInit): Promise<WireTmfError & { httpStatus: number }> {
  const response = await get(path, init)
  return { ...zTmfError.parse(await response.json()), httpStatus: response.status }
}

beforeEach(async () => {
  now = Date.parse('2026-01-10T12:00:00.750Z')
  revision = 1
  registered = [report('ur001', 'u1'), report('ur002', 'u1', '2026-02-01T00:00:00Z'), report('år/3', 'Ann & Bob')]
  problems = []
  server = await listen(
    createUsageManagementApp({
      ...openUsageManagement,
      reports,
      clock: { now: () => now },
      serverRoot: () => server.origin,
      onProblem: (message) => problems.push(message),
    }),
  )
})
afterEach(() => server.close())

describe('GET usageConsumptionReport', () => {
  it('lists every report in the published shape, with its true address', async () => {
    const { response, body, ids } = await list()
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(ids).toEqual(['ur001', 'ur002', 'år/3'])
    for (const [index, one] of body.entries()) {
      const { href, ...rest } = zUsageConsumptionReport.parse(one)
      expect(rest).toEqual(registered[index])
      expect(await (await fetch(href)).json()).toEqual(one)
    }
    expect(body[0]?.href).toBe(`${server.origin}${PATH}/ur001`)
  })

  it('serves only the matching buckets', async () => {
    const { body } = await list('?bucket.product.id=shared')
    expect(body.map(({ bucket }) => bucket.map(({ id }) => id))).toEqual([['b2'], ['b2'], ['b2']])
  })

  it.each([
    ['?relatedParty.id=u1', ['ur001', 'ur002']],
    ['?relatedParty.id=Ann%20%26%20Bob', ['år/3']],
    ['?relatedParty.id=Ann+%26+Bob', ['år/3']],
    ['?relatedParty%2Eid=u1', ['ur001', 'ur002']],
    ['?name=report%20%C3%A5r%2F3', ['år/3']],
    ['?name=report+ur001,report+ur002', ['ur001', 'ur002']],
    ['?name=report+ur001%2Creport+ur002', ['ur001', 'ur002']],
    ['?bucket.user.id=u1&bucket.id=b1', ['ur001', 'ur002']],
    ['?bucket.user.id=u1&bucket.id=b2', []],
    ['?relatedParty.id=u1&relatedParty.id=u1', ['ur001', 'ur002']],
    ['?relatedParty.id=u000', []],
    ['?bucket.product.id=p000', []],
    ['?bucket.bucketCounter.validFor.startDateTime=2026-02-01T01:00:00+01:00', ['ur002']],
    ['?bucket.bucketCounter.validFor.startDateTime.lt=2026-02-01', ['ur001', 'år/3']],
    ['?', ['ur001', 'ur002', 'år/3']],
  ])('%s finds %j', async (query, ids) => {
    const found = await list(query)
    expect(found.response.status).toBe(200)
    expect(found.ids).toEqual(ids)
  })

  it('selects attributes of each report', async () => {
    const { body } = await list('?fields=name,bucket.id&relatedParty.id=u1')
    expect(body).toEqual([
      { name: 'report ur001', bucket: [{ id: 'b1' }, { id: 'b2' }] },
      { name: 'report ur002', bucket: [{ id: 'b1' }, { id: 'b2' }] },
    ])
  })

  it.each([
    ['', ['ur001', 'ur002', 'år/3'], '3'],
    ['?offset=1', ['ur002', 'år/3'], '3'],
    ['?limit=1', ['ur001'], '3'],
    ['?offset=1&limit=1', ['ur002'], '3'],
    ['?limit=0', [], '3'],
    ['?offset=99', [], '3'],
    ['?relatedParty.id=u1&offset=1&limit=5', ['ur002'], '2'],
  ])('the page %s holds %j of %s', async (query, ids, total) => {
    const page = await list(query)
    expect(page.ids).toEqual(ids)
    expect(page.response.headers.get('x-total-count')).toBe(total)
    expect(page.response.headers.get('x-result-count')).toBe(String(ids.length))
  })

  it.each([
    ['?nonsense=1', 'nonsense'],
    ['?relatedParty.id=', 'relatedParty.id'],
    ['?relatedParty.id', 'relatedParty.id'],
    ['?fields=nonsense', 'nonsense'],
    ['?offset=-1', 'offset'],
    ['?bucket.bucketCounter.validFor.startDateTime.ne=2026-01-01', 'startDateTime.ne'],
    ['?bucket.bucketCounter.validFor.startDateTime=yesterday', 'yesterday'],
    ['?relatedParty.id=%E5', 'relatedParty.id=%E5'],
    ['?name=50%', 'name=50%'],
  ])('refuses %s and names %s', async (query, named) => {
    const error = await refused(`${PATH}${query}`)
    expect(error).toMatchObject({ httpStatus: 400, status: '400', code: 'invalidArgument' })
    expect(error.message).toContain(`${named}"`)
  })
})

describe('GET usageConsumptionReport/{id}', () => {
  it('serves one report', async () => {
    const response = await get(`${PATH}/ur002`)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ href: `${server.origin}${PATH}/ur002`, ...registered[1] })
  })

  it('finds an id with encoded characters', async () => {
    const response = await get(`${PATH}/%C3%A5r%2F3`)
    expect(await response.json()).toMatchObject({ id: 'år/3', href: `${server.origin}${PATH}/%C3%A5r%2F3` })
  })

  it('selects as on the list', async () => {
    const response = await get(`${PATH}/ur001?fields=id,bucket`)
    expect(await response.json()).toEqual({ id: 'ur001', bucket: registered[0]?.bucket })
  })

  it('answers 404 for an unknown id', async () => {
    expect(await refused(`${PATH}/ur000`)).toMatchObject({ httpStatus: 404, code: 'notFound', status: '404' })
  })

  it('refuses a filter, and an id with a broken percent escape', async () => {
    expect(await refused(`${PATH}/ur001?relatedParty.id=u1`)).toMatchObject({ httpStatus: 400 })
    expect(await refused(`${PATH}/%E5`)).toMatchObject({ httpStatus: 400, code: 'invalidArgument' })
  })
})

describe('other requests', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s is refused with what is allowed', async (method) => {
    for (const path of [PATH, `${PATH}/ur001`]) {
      const response = await get(path, { method })
      expect(response.status).toBe(405)
      expect(response.headers.get('allow')).toBe('GET, HEAD')
      expect(zTmfError.parse(await response.json())).toMatchObject({ code: 'methodNotAllowed' })
    }
  })

  it.each([PATH, `${PATH}/ur001`])('HEAD %s answers as GET does, without the body', async (path) => {
    const full = await get(path)
    const notAskedBefore = `${path}?`
    for (const url of [notAskedBefore, path]) {
      const head = await get(url, { method: 'HEAD' })
      expect(head.status).toBe(200)
      expect(head.headers.get('content-length')).toBe(full.headers.get('content-length'))
      expect(await head.text()).toBe('')
    }
    expect(full.headers.get('content-length')).toBe(String(Buffer.byteLength(await full.text())))
  })

  it('a path beside the resource is not found', async () => {
    expect(await refused('/usageManagement/v2/usageConsumptionReport')).toMatchObject({ httpStatus: 404 })
    expect(await refused(`${PATH}/ur001/bucket`)).toMatchObject({ httpStatus: 404 })
  })

  it('a bug of ours is answered as an internal error in the same shape, and reported', async () => {
    expect((await list('?bucket.id=b1')).response.status).toBe(200)
    registered = [{ ...report('ur001', 'u1'), bucket: undefined as unknown as ResolvedReport['bucket'] }]
    revision += 1
    expect(await refused(`${PATH}?bucket.id=b1`)).toMatchObject({ httpStatus: 500, code: 'internal' })
    expect(problems).toEqual([expect.stringContaining(`GET ${PATH} failed: TypeError`)])
  })

  it('says nothing of the software behind it', async () => {
    const { headers } = await get(`${PATH}/ur000`)
    expect([headers.get('x-powered-by'), headers.get('etag')]).toEqual([null, null])
  })
})

describe('the same URL asked again', () => {
  it('shows what was registered since', async () => {
    expect((await list('?relatedParty.id=u9')).ids).toEqual([])
    registered = [...registered, report('ur009', 'u9')]
    revision += 1
    expect((await list('?relatedParty.id=u9')).ids).toEqual(['ur009'])
  })

  it('is not found any more once the report is removed, and found once it is back', async () => {
    const statuses: number[] = []
    const ask = async () => statuses.push((await get(`${PATH}/ur001`)).status)
    const [first, ...others] = registered
    await ask()
    registered = others
    revision += 1
    await ask()
    registered = first ? [first] : []
    revision += 1
    await ask()
    expect(statuses).toEqual([200, 404, 200])
  })

  it('does not reach the reports again within one second', async () => {
    const first = await list()
    registered = []
    expect((await list()).body).toEqual(first.body)
    now += 1000
    revision += 1
    expect((await list()).body).toEqual([])
  })

  it.each(['application/json, text/plain, */*', 'text/plain,application/json'])(
    'is known again to a client that sends Accept: %s',
    async (accept) => {
      const ask = async () => (await get(PATH, { headers: { accept } })).text()
      const first = await ask()
      registered = []
      expect(await ask()).toEqual(first)
    },
  )

  it.each([
    ['application/json; charset=utf-8', 200],
    ['application/json, text/plain, */*', 200],
    ['application/xml, application/json;charset=UTF-8', 200],
    ['application/json-patch+json', 406],
    ['application/json; profile=x', 406],
  ])('meets Accept: %s alike, with %i', async (accept, status) => {
    const ask = async () => (await get(`${PATH}/ur001`, { headers: { accept } })).status
    const first = await ask()
    await get(`${PATH}/ur001`)
    expect([first, await ask()]).toEqual([status, status])
  })

  it('is still refused for another method', async () => {
    await get(`${PATH}/ur001`)
    expect((await get(`${PATH}/ur001`, { method: 'DELETE' })).status).toBe(405)
  })
})
