import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BenchEvent } from '#shared/control/events'
import { zFaultRequest, type FaultAct, type FaultMatch } from '#shared/domain/fault'
import { InjectedError } from '#shared/errors/injectedError'
import { createManualWall, type ManualWall } from '../../test/support/manualWall'
import { createMemoryRowLog, type MemoryRowLog } from '../../test/support/memoryRowLog'
import { createFaults, type Faults, type FaultTables } from './faults'

const UNAVAILABLE: FaultAct = { status: 503, code: 'UNAVAILABLE' }
const BODY = JSON.stringify({ answer: 42 })

let log: MemoryRowLog<FaultTables>
let wall: ManualWall
let events: BenchEvent[]
let faults: Faults
let server: Server

function start(seed = 1): void {
  let count = 0
  const ids = { uuid: () => `f${(count += 1)}` }
  const bus = { publish: (event: BenchEvent) => void events.push(event) }
  faults = createFaults({ clock: { now: () => 5000 }, wall, ids, bus, log, seed: () => seed })
}

beforeEach(async () => {
  log = createMemoryRowLog<FaultTables>(['faults'])
  wall = createManualWall()
  events = []
  start()
  server = createServer((request, response) => {
    const [, api = '', operation = ''] = request.url?.split('/') ?? []
    const clientId = request.headers['x-client']
    faults.meet({ api, operation, ...(clientId && { clientId: String(clientId) }) }, request, response).then(
      (isAnswered) => isAnswered && response.writeHead(200, { 'Content-Length': BODY.length }).end(BODY),
      (error: unknown) => response.writeHead(error instanceof InjectedError ? error.status : 500).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => server.close())

function call(path = 'connectivity-insights/checkNetworkQuality', client?: string): Promise<Response> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`
  return fetch(url, { headers: { connection: 'close', ...(client && { 'x-client': client }) } })
}

async function statuses(count: number): Promise<number[]> {
  const seen: number[] = []
  for (let index = 0; index < count; index += 1) seen.push((await call()).status)
  return seen
}

const add = (match: FaultMatch, act: FaultAct = UNAVAILABLE) => faults.add({ match, act })

describe('which requests a fault meets', () => {
  it.each<[string, FaultMatch, string, string | undefined, number]>([
    ['every one without conditions', {}, 'usageManagement/listUsageConsumptionReport', undefined, 503],
    ['those of its API', { api: 'connectivity-insights' }, 'connectivity-insights/checkNetworkQuality', 'a', 503],
    ['none of another API', { api: 'connectivity-insights' }, 'usageManagement/x', undefined, 200],
    [
      'those of its operation',
      { operation: 'getSubscription' },
      'connectivity-insights-subscriptions/getSubscription',
      'a',
      503,
    ],
    [
      'no other operation',
      { operation: 'getSubscription' },
      'connectivity-insights-subscriptions/deleteSubscription',
      'a',
      200,
    ],
    ['those of its client', { client: 'game' }, 'connectivity-insights/checkNetworkQuality', 'game', 503],
    ['no other client', { client: 'game' }, 'connectivity-insights/checkNetworkQuality', 'film', 200],
    ['nobody unknown, when it is for a client', { client: 'game' }, 'usageManagement/x', undefined, 200],
  ])('%s', async (_, match, path, client, status) => {
    await add(match)
    expect((await call(path, client)).status).toBe(status)
  })

  it('concerns an API only while a fault is for it', async () => {
    expect(faults.concerns('usageManagement')).toBe(false)
    const { id } = await add({ api: 'usageManagement' })
    expect(faults.concerns('usageManagement')).toBe(true)
    expect(faults.concerns('connectivity-insights')).toBe(false)
    await faults.remove(id)
    expect(faults.concerns('usageManagement')).toBe(false)
  })

  it('the first so many, and is spent then', async () => {
    await add({ count: 2 })
    expect(await statuses(3)).toEqual([503, 503, 200])
    expect(faults.active()).toEqual([])
    expect(events.map(({ kind }) => kind)).toEqual(['fault.added', 'fault.removed'])
  })

  it('no more than so many, also while it is written down that it is spent', async () => {
    await add({ count: 2 })
    const release = log.holdWrites()
    const seen: number[] = []
    const replies = Array.from({ length: 4 }, () => call().then(({ status }) => seen.push(status)))
    await expect.poll(() => seen).toEqual([200, 200])
    release()
    await Promise.all(replies)
    expect(seen).toEqual([200, 200, 503, 503])
  })

  it('a share of them, the same ones for the same seed', async () => {
    const shareOf = async (seed: number) => {
      start(seed)
      await add({ rate: 0.5 })
      const seen = await statuses(40)
      await faults.clear()
      return seen
    }
    const first = await shareOf(1)
    const failed = first.filter((status) => status === 503).length
    expect(failed).toBeGreaterThan(10)
    expect(failed).toBeLessThan(30)
    expect(await shareOf(1)).toEqual(first)
    expect(await shareOf(2)).not.toEqual(first)
  })

  it('and counts those it matched and those it acted on', async () => {
    await add({ rate: 0 })
    await add({})
    await statuses(3)
    expect(faults.active()).toMatchObject([
      { matched: 3, hits: 0 },
      { matched: 3, hits: 3 },
    ])
  })
})

describe('what a fault does', () => {
  it('answers later by a fixed time of the wall clock', async () => {
    await add({}, { delayMs: { fixed: 300 } })
    const reply = call()
    await expect.poll(() => wall.waiting).toBe(1)
    wall.pass(299)
    expect(wall.waiting).toBe(1)
    wall.pass(1)
    expect(await (await reply).text()).toBe(BODY)
  })

  it('adds up the delays of several faults, and draws one from a range', async () => {
    await add({}, { delayMs: { fixed: 300 } })
    await add({}, { delayMs: { from: 100, to: 200 } })
    const reply = call()
    await expect.poll(() => wall.waiting).toBe(1)
    wall.pass(399)
    expect(wall.waiting).toBe(1)
    wall.pass(101)
    expect((await reply).status).toBe(200)
  })

  it('stops waiting when the client goes', async () => {
    await add({}, { delayMs: { fixed: 300 } })
    const gone = expect(call()).rejects.toThrow()
    await expect.poll(() => wall.waiting).toBe(1)
    server.closeAllConnections()
    await gone
    await expect.poll(() => wall.waiting).toBe(0)
  })

  it('resets the connection', async () => {
    await add({}, { reset: true })
    await expect(call()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
  })

  it('breaks off within the body, whose length it had announced', async () => {
    await add({}, { truncate: true })
    const reply = await call()
    expect(reply.headers.get('content-length')).toBe(String(BODY.length))
    await expect(reply.text()).rejects.toThrow()
  })

  it('breaks off a refusal too, when both are asked for', async () => {
    await add({}, { truncate: true })
    await add({}, { ...UNAVAILABLE, message: 'closed for the night' })
    const reply = await call()
    expect(reply.status).toBe(503)
    await expect(reply.text()).rejects.toThrow()
  })
})

describe('what is kept', () => {
  it('faults outlive a kill, and how far those with a count got', async () => {
    await add({ count: 2 })
    await faults.add({ deviation: 'tmf677-not-json' })
    await statuses(1)
    log = log.afterKill()
    start()
    expect(faults.active()).toMatchObject([
      { act: UNAVAILABLE, matched: 1 },
      { deviation: 'tmf677-not-json', match: { api: 'usageManagement' } },
    ])
    expect(await statuses(2)).toEqual([503, 200])
  })

  it('a deviation that is no longer known does nothing', async () => {
    const { id } = await faults.add({ deviation: 'tmf677-not-json' })
    const row = log.table('faults').get(id)
    if (row) await log.commit([{ table: 'faults', put: { ...row, deviation: 'tmf677-of-old' } }])
    start()
    expect(faults.active()).toEqual([])
    expect(faults.concerns('usageManagement')).toBe(false)
  })

  it('a fault that could not be written is not active', async () => {
    log.failNextWrite()
    await expect(add({})).rejects.toMatchObject({ code: 'storageFailed' })
    expect(faults.active()).toEqual([])
    expect(events).toEqual([])
  })

  it('clearing ends all, and tells of each', async () => {
    await add({})
    await add({})
    await faults.clear()
    expect(log.table('faults').size).toBe(0)
    expect(events.slice(2)).toEqual(['f1', 'f2'].map((id) => ({ kind: 'fault.removed', id })))
    expect(await statuses(1)).toEqual([200])
  })

  it('a deviation to be kept on is added once', async () => {
    await faults.keepOn(['tmf677-not-json', 'tmf677-not-json'])
    await faults.keepOn(['tmf677-not-json', 'tmf677-text-plain'])
    expect(faults.active().map(({ deviation }) => deviation)).toEqual(['tmf677-not-json', 'tmf677-text-plain'])
  })

  it('what is unknown is refused by its name', async () => {
    await expect(faults.add({ deviation: 'no-such' })).rejects.toMatchObject({ code: 'notFound', field: 'deviation' })
    await expect(faults.remove('f9')).rejects.toMatchObject({ code: 'notFound', field: 'id' })
  })
})

describe('a request for a fault', () => {
  it.each([
    [{ match: { api: 'usagemanagement' }, act: UNAVAILABLE }, 'match.api'],
    [{ match: { api: 'usageManagement', operation: 'getSubscription' }, act: UNAVAILABLE }, 'match.operation'],
    [{ match: { rate: 1.5 }, act: UNAVAILABLE }, 'match.rate'],
    [{ match: { count: 0 }, act: UNAVAILABLE }, 'match.count'],
    [{ act: { status: 200, code: 'OK' } }, 'act.status'],
    [{ act: { delayMs: { from: 2, to: 1 } } }, 'act.delayMs'],
    [{ act: { reset: true, truncate: true } }, 'act'],
    [{ match: { api: 'usageManagement' } }, ''],
    [{ act: UNAVAILABLE, deviation: 'tmf677-not-json' }, ''],
    [{ match: {}, deviation: 'tmf677-not-json' }, ''],
  ])('%j is refused at %s', (request, where) => {
    expect(zFaultRequest.safeParse(request).error?.issues[0]?.path.join('.')).toBe(where)
  })
})
