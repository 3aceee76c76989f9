// How long a fault lasts, what it lets through until then, and what of it is kept.
import { beforeEach, describe, expect, it } from 'vitest'
import type { FaultAct } from '#shared/domain/fault'
import { faultsOfThisTest, UNAVAILABLE } from '../../test/support/faultsFixture'

let bench: Awaited<ReturnType<typeof faultsOfThisTest>>

beforeEach(async () => {
  bench = await faultsOfThisTest()
})

describe('a limit', () => {
  const LIMIT: FaultAct = { rateLimit: { requests: 2, periodSeconds: 60 } }

  it('lets so many pass in a period of bench time, and says when the next one begins', async () => {
    await bench.add({}, LIMIT)
    expect(await bench.statuses(2)).toEqual([200, 200])
    await bench.clock.advanceBy(15_000)
    const refused = await bench.call()
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('45')
    await bench.clock.advanceBy(45_000)
    expect(await bench.statuses(3)).toEqual([200, 200, 429])
    expect(bench.faults.active()).toMatchObject([{ matched: 6, hits: 2, period: { passed: 2 } }])
  })

  it('outlives a kill with what was used of it', async () => {
    await bench.add({}, LIMIT)
    await bench.statuses(1)
    bench.kill()
    expect(await bench.statuses(2)).toEqual([200, 429])
  })

  it('without a period is for good, and says nothing of when', async () => {
    await bench.add({}, { quota: { requests: 1 } })
    expect((await bench.call()).status).toBe(200)
    await bench.clock.advanceBy(366 * 86_400_000)
    const refused = await bench.call()
    expect(refused.status).toBe(500) // the server of this test renders no quotaExceeded
    expect(await refused.text()).toContain('grants 1 in all')
    expect(refused.headers.has('retry-after')).toBe(false)
  })
})

describe('a fault for a time', () => {
  it('ends at its bench instant, and tells so', async () => {
    await bench.faults.add({ match: {}, act: UNAVAILABLE, durationSeconds: 30 })
    await bench.clock.advanceBy(29_999)
    expect(await bench.statuses(1)).toEqual([503])
    await bench.clock.advanceBy(1)
    expect(await bench.statuses(1)).toEqual([200])
    expect(bench.events.map(({ kind }) => kind)).toEqual(['fault.added', 'fault.removed'])
    expect(bench.log.table('faults').size).toBe(0)
  })

  it('ends at that instant after a kill too', async () => {
    await bench.faults.add({ deviation: 'tmf677-not-json', durationSeconds: 30 })
    bench.kill()
    expect(bench.faults.active()).toHaveLength(1)
    await bench.clock.advanceBy(30_000)
    expect(bench.faults.active()).toEqual([])
  })

  it('is over at its instant also when that cannot be written, which is tried again a little later', async () => {
    await bench.faults.add({ match: {}, act: UNAVAILABLE, durationSeconds: 30 })
    bench.log.failNextWrite(3)
    expect(await bench.clock.advanceBy(30_000)).toBe(1)
    expect(bench.events.at(-1)).toMatchObject({ problem: { message: 'Faults: The disk is full.' } })
    expect(await bench.statuses(1)).toEqual([200])
    expect(bench.faults.active()).toEqual([])
    await bench.clock.advanceBy(60_000)
    expect(bench.log.table('faults').size).toBe(0)
    expect(bench.events.at(-1)?.kind).toBe('fault.removed')
  })

  it('stays as it is when the bench stops, with how far it got', async () => {
    await bench.faults.add({ match: {}, act: { delayMs: { fixed: 0 } }, durationSeconds: 30 })
    await bench.statuses(2)
    await bench.faults.stop()
    await bench.clock.advanceBy(30_000)
    bench.kill()
    expect([...bench.log.table('faults').values()]).toMatchObject([{ matched: 2, hits: 2 }])
  })
})

describe('what is kept', () => {
  it('faults outlive a kill, and how far those with a count got', async () => {
    await bench.add({ count: 2 })
    await bench.faults.add({ deviation: 'tmf677-not-json' })
    await bench.statuses(1)
    bench.kill()
    expect(bench.faults.active()).toMatchObject([
      { act: UNAVAILABLE, matched: 1 },
      { deviation: 'tmf677-not-json', match: { api: 'usageManagement' } },
    ])
    expect(await bench.statuses(2)).toEqual([503, 200])
  })

  it('a deviation that is no longer known does nothing', async () => {
    const { id } = await bench.faults.add({ deviation: 'tmf677-not-json' })
    const row = bench.log.table('faults').get(id)
    if (row) await bench.log.commit([{ table: 'faults', put: { ...row, deviation: 'tmf677-of-old' } }])
    bench.restart()
    expect(bench.faults.active()).toEqual([])
    expect(bench.faults.concerns('usageManagement')).toBe(false)
  })

  it('a fault that could not be written is not active', async () => {
    bench.log.failNextWrite()
    await expect(bench.add({})).rejects.toMatchObject({ code: 'storageFailed' })
    expect(bench.faults.active()).toEqual([])
    expect(bench.events).toEqual([])
  })

  it('clearing ends all, and tells of each', async () => {
    await bench.add({})
    await bench.add({})
    await bench.faults.clear()
    expect(bench.log.table('faults').size).toBe(0)
    expect(bench.events.slice(2)).toEqual(['f1', 'f2'].map((id) => ({ kind: 'fault.removed', id })))
    expect(await bench.statuses(1)).toEqual([200])
  })

  it('a deviation to be kept on is added once', async () => {
    await bench.faults.keepOn(['tmf677-not-json', 'tmf677-not-json'])
    await bench.faults.keepOn(['tmf677-not-json', 'tmf677-text-plain'])
    expect(bench.faults.active().map(({ deviation }) => deviation)).toEqual(['tmf677-not-json', 'tmf677-text-plain'])
  })

  it('what is unknown is refused by its name', async () => {
    await expect(bench.faults.add({ deviation: 'no-such' })).rejects.toMatchObject({
      code: 'notFound',
      field: 'deviation',
    })
    const unknownDevice = bench.faults.add({ match: { device: 'no-such' }, act: UNAVAILABLE })
    await expect(unknownDevice).rejects.toMatchObject({ code: 'notFound', field: 'match.device' })
    await expect(bench.faults.remove('f9')).rejects.toMatchObject({ code: 'notFound', field: 'id' })
  })
})
