import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BenchEvent } from '#shared/control/events'
import { zFaultRequest, type FaultAct, type FaultMatch } from '#shared/domain/fault'
import { BenchError } from '#shared/errors/benchError'
import { InjectedError } from '#shared/errors/injectedError'
import { createManualWall, type ManualWall } from '../../test/support/manualWall'
import { createTestClock } from '../../test/support/testClock'
import { createMemoryRowLog, type MemoryRowLog } from '../../test/support/memoryRowLog'
import { createFaults, type Faults, type FaultTables } from './faults'

const UNAVAILABLE: FaultAct = { status: 503, code: 'UNAVAILABLE' }
const CHECK = 'connectivity-insights/checkNetworkQuality'
const BODY = JSON.stringify({ answer: 42 })

let log: MemoryRowLog<FaultTables>
let wall: ManualWall
let clock: ReturnType<typeof createTestClock>
let events: BenchEvent[]
let faults: Faults
let devicesAsked: number
let server: Server

function start(seed = 1): void {
  let count = 0
  const ids = { uuid: () => `f${(count += 1)}` }
  const bus = { publish: (event: BenchEvent) => void events.push(event) }
  faults = createFaults({ clock, wall, ids, bus, log, hasDevice: (id) => id === 'tablet', seed: () => seed })
}

function statusOf(error: unknown): number {
  if (error instanceof InjectedError) return error.status
  return error instanceof BenchError && error.code === 'tooManyRequests' ? 429 : 500
}

beforeEach(async () => {
  devicesAsked = 0
  log = createMemoryRowLog<FaultTables>(['faults'])
  wall = createManualWall()
  clock = createTestClock()
  events = []
  start()
  server = createServer((request, response) => {
    const [, api = '', operation = ''] = request.url?.split('/') ?? []
    const { 'x-client': clientId, 'x-device': device } = request.headers
    const findDevice = () => {
      devicesAsked += 1
      return Promise.resolve(device === undefined ? undefined : String(device))
    }
    const call = { api, operation, findDevice, ...(clientId && { clientId: String(clientId) }) }
    faults.meet(call, request, response).then(
      (isAnswered) => isAnswered && response.writeHead(200, { 'Content-Length': BODY.length }).end(BODY),
      (error: unknown) => response.writeHead(statusOf(error)).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => server.close())

function call(path = CHECK, client?: string, device?: string): Promise<Response> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`
  return fetch(url, {
    headers: {
      connection: 'close',
      ...(client && { 'x-client': client }),
      ...(device && { 'x-device': device }),
    },
  })
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

  it.each<[string, FaultMatch, string]>([
    ['all but the first so many', { skip: 2 }, '..xxxxxx'],
    ['so many after those that pass', { skip: 2, count: 3 }, '..xxx...'],
    ['so many of each so many', { count: 2, every: 3 }, 'xx.xx.xx'],
    ['so many of each so many, after those that pass', { skip: 1, count: 2, every: 4 }, '.xx..xx.'],
  ])('%s, across kills too', async (_, match, pattern) => {
    await add(match)
    let seen = ''
    for (let index = 0; index < pattern.length; index += 1) {
      seen += (await call()).status === 503 ? 'x' : '.'
      log = log.afterKill()
      start()
    }
    expect(seen).toBe(pattern)
  })

  it('the same share of them whether or not the bench was killed meanwhile', async () => {
    await add({ rate: 0.5 })
    const uninterrupted = await statuses(12)
    await faults.clear()
    await add({ rate: 0.5 })
    const interrupted = [...(await statuses(5))]
    log = log.afterKill()
    start()
    expect([...interrupted, ...(await statuses(7))]).toEqual(uninterrupted)
  })

  it('those about its device, which is asked for only then', async () => {
    await add({ client: 'game' })
    expect((await call(CHECK, 'film', 'tablet')).status).toBe(200)
    expect(devicesAsked).toBe(0)
    await add({ device: 'tablet' })
    expect((await call(CHECK, 'film', 'tablet')).status).toBe(503)
    expect((await call(CHECK, 'film', 'phone')).status).toBe(200)
    expect((await call(CHECK, 'film')).status).toBe(200)
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

describe('a limit', () => {
  const LIMIT: FaultAct = { rateLimit: { requests: 2, periodSeconds: 60 } }

  it('lets so many pass in a period of bench time, and says when the next one begins', async () => {
    await add({}, LIMIT)
    expect(await statuses(2)).toEqual([200, 200])
    await clock.advanceBy(15_000)
    const refused = await call()
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('45')
    await clock.advanceBy(45_000)
    expect(await statuses(3)).toEqual([200, 200, 429])
    expect(faults.active()).toMatchObject([{ matched: 6, hits: 2, period: { passed: 2 } }])
  })

  it('outlives a kill with what was used of it', async () => {
    await add({}, LIMIT)
    await statuses(1)
    log = log.afterKill()
    start()
    expect(await statuses(2)).toEqual([200, 429])
  })

  it('without a period is for good, and says nothing of when', async () => {
    await add({}, { quota: { requests: 1 } })
    expect((await call()).status).toBe(200)
    await clock.advanceBy(366 * 86_400_000)
    const refused = await call()
    expect(refused.status).toBe(500) // the server of this test renders no quotaExceeded
    expect(await refused.text()).toContain('grants 1 in all')
    expect(refused.headers.has('retry-after')).toBe(false)
  })
})

describe('a fault for a time', () => {
  it('ends at its bench instant, and tells so', async () => {
    await faults.add({ match: {}, act: UNAVAILABLE, durationSeconds: 30 })
    await clock.advanceBy(29_999)
    expect(await statuses(1)).toEqual([503])
    await clock.advanceBy(1)
    expect(await statuses(1)).toEqual([200])
    expect(events.map(({ kind }) => kind)).toEqual(['fault.added', 'fault.removed'])
    expect(log.table('faults').size).toBe(0)
  })

  it('ends at that instant after a kill too', async () => {
    await faults.add({ deviation: 'tmf677-not-json', durationSeconds: 30 })
    log = log.afterKill()
    start()
    expect(faults.active()).toHaveLength(1)
    await clock.advanceBy(30_000)
    expect(faults.active()).toEqual([])
  })

  it('stays as it is when the bench stops, with how far it got', async () => {
    await faults.add({ match: {}, act: { delayMs: { fixed: 0 } }, durationSeconds: 30 })
    await statuses(2)
    await faults.stop()
    await clock.advanceBy(30_000)
    log = log.afterKill()
    expect([...log.table('faults').values()]).toMatchObject([{ matched: 2, hits: 2 }])
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
    const unknownDevice = faults.add({ match: { device: 'no-such' }, act: UNAVAILABLE })
    await expect(unknownDevice).rejects.toMatchObject({ code: 'notFound', field: 'match.device' })
    await expect(faults.remove('f9')).rejects.toMatchObject({ code: 'notFound', field: 'id' })
  })
})

describe('a request for a fault', () => {
  it.each([
    [{ match: { api: 'usagemanagement' }, act: UNAVAILABLE }, 'match.api'],
    [{ match: { api: 'usageManagement', operation: 'getSubscription' }, act: UNAVAILABLE }, 'match.operation'],
    [{ match: { rate: 1.5 }, act: UNAVAILABLE }, 'match.rate'],
    [{ match: { count: 0 }, act: UNAVAILABLE }, 'match.count'],
    [{ match: { api: 'usageManagement', device: 'tablet' }, act: UNAVAILABLE }, 'match.device'],
    [{ match: { operation: 'listUsageConsumptionReport', device: 'tablet' }, act: UNAVAILABLE }, 'match.device'],
    [{ match: { every: 3 }, act: UNAVAILABLE }, 'match.every'],
    [{ match: { skip: 2, count: 2, every: 3 }, act: UNAVAILABLE }, 'match.every'],
    [{ act: { rateLimit: { requests: 0, periodSeconds: 1 } } }, 'act.rateLimit.requests'],
    [{ act: { rateLimit: { requests: 1 } } }, 'act'],
    [{ act: UNAVAILABLE, durationSeconds: 0 }, 'durationSeconds'],
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
