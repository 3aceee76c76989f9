import { beforeEach, describe, expect, it } from 'vitest'
import type { FaultMatch } from '#shared/domain/fault'
import { BODY, CHECK, faultsOfThisTest, UNAVAILABLE } from '../../test/support/faultsFixture'

let bench: Awaited<ReturnType<typeof faultsOfThisTest>>

beforeEach(async () => {
  bench = await faultsOfThisTest()
})

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
    await bench.add(match)
    expect((await bench.call(path, client)).status).toBe(status)
  })

  it('concerns an API only while a fault is for it', async () => {
    expect(bench.faults.concerns('usageManagement')).toBe(false)
    const { id } = await bench.add({ api: 'usageManagement' })
    expect(bench.faults.concerns('usageManagement')).toBe(true)
    expect(bench.faults.concerns('connectivity-insights')).toBe(false)
    await bench.faults.remove(id)
    expect(bench.faults.concerns('usageManagement')).toBe(false)
  })

  it('the first so many, and is spent then', async () => {
    await bench.add({ count: 2 })
    expect(await bench.statuses(3)).toEqual([503, 503, 200])
    expect(bench.faults.active()).toEqual([])
    expect(bench.events.map(({ kind }) => kind)).toEqual(['fault.added', 'fault.removed'])
  })

  it('no more than so many, also while it is written down that it is spent', async () => {
    await bench.add({ count: 2 })
    const release = bench.log.holdWrites()
    const seen: number[] = []
    const replies = Array.from({ length: 4 }, () => bench.call().then(({ status }) => seen.push(status)))
    await expect.poll(() => seen).toEqual([200, 200])
    release()
    await Promise.all(replies)
    expect(seen).toEqual([200, 200, 503, 503])
  })

  it('a share of them, the same ones for the same seed', async () => {
    const shareOf = async (seed: number) => {
      bench.restart(seed)
      await bench.add({ rate: 0.5 })
      const seen = await bench.statuses(40)
      await bench.faults.clear()
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
    await bench.add(match)
    let seen = ''
    for (let index = 0; index < pattern.length; index += 1) {
      seen += (await bench.call()).status === 503 ? 'x' : '.'
      bench.kill()
    }
    expect(seen).toBe(pattern)
  })

  it('the same share of them whether or not the bench was killed meanwhile', async () => {
    await bench.add({ rate: 0.5 })
    const uninterrupted = await bench.statuses(12)
    await bench.faults.clear()
    await bench.add({ rate: 0.5 })
    const interrupted = [...(await bench.statuses(5))]
    bench.kill()
    expect([...interrupted, ...(await bench.statuses(7))]).toEqual(uninterrupted)
  })

  it('those about its device, which is asked for only then', async () => {
    await bench.add({ client: 'game' })
    expect((await bench.call(CHECK, 'film', 'tablet')).status).toBe(200)
    expect(bench.devicesAsked).toBe(0)
    await bench.add({ device: 'tablet' })
    expect((await bench.call(CHECK, 'film', 'tablet')).status).toBe(503)
    expect((await bench.call(CHECK, 'film', 'phone')).status).toBe(200)
    expect((await bench.call(CHECK, 'film')).status).toBe(200)
  })

  it('and counts those it matched and those it acted on', async () => {
    await bench.add({ rate: 0 })
    await bench.add({})
    await bench.statuses(3)
    expect(bench.faults.active()).toMatchObject([
      { matched: 3, hits: 0 },
      { matched: 3, hits: 3 },
    ])
  })
})

describe('what a fault does', () => {
  it('answers later by a fixed time of the wall clock', async () => {
    await bench.add({}, { delayMs: { fixed: 300 } })
    const reply = bench.call()
    await expect.poll(() => bench.wall.waiting).toBe(1)
    bench.wall.pass(299)
    expect(bench.wall.waiting).toBe(1)
    bench.wall.pass(1)
    expect(await (await reply).text()).toBe(BODY)
  })

  it('adds up the delays of several faults, and draws one from a range', async () => {
    await bench.add({}, { delayMs: { fixed: 300 } })
    await bench.add({}, { delayMs: { from: 100, to: 200 } })
    const reply = bench.call()
    await expect.poll(() => bench.wall.waiting).toBe(1)
    bench.wall.pass(399)
    expect(bench.wall.waiting).toBe(1)
    bench.wall.pass(101)
    expect((await reply).status).toBe(200)
  })

  it('stops waiting when the client goes', async () => {
    await bench.add({}, { delayMs: { fixed: 300 } })
    const gone = expect(bench.call()).rejects.toThrow()
    await expect.poll(() => bench.wall.waiting).toBe(1)
    bench.server.closeAllConnections()
    await gone
    await expect.poll(() => bench.wall.waiting).toBe(0)
  })

  it('resets the connection', async () => {
    await bench.add({}, { reset: true })
    await expect(bench.call()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
  })

  it('breaks off within the body, whose length it had announced', async () => {
    await bench.add({}, { truncate: true })
    const reply = await bench.call()
    expect(reply.headers.get('content-length')).toBe(String(BODY.length))
    await expect(reply.text()).rejects.toThrow()
  })

  it('breaks off a refusal too, when both are asked for', async () => {
    await bench.add({}, { truncate: true })
    await bench.add({}, { ...UNAVAILABLE, message: 'closed for the night' })
    const reply = await bench.call()
    expect(reply.status).toBe(503)
    await expect(reply.text()).rejects.toThrow()
  })
})
