import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { RowLog } from '#shared/domain/rowLog'
import { StoreFixture } from '../../test/support/storeFixture'
import type { StoreOptions } from './store'

const zSubscription = z.object({ id: z.string(), eventCount: z.int(), status: z.string().default('ACTIVE') })
const zEvent = z.object({ id: z.string() })
type Tables = { subscriptions: z.infer<typeof zSubscription>; outbox: z.infer<typeof zEvent> }

let fixture: StoreFixture
beforeEach(async () => void (fixture = await StoreFixture.create()))
afterEach(() => fixture.dispose())

const open = async (options?: Partial<StoreOptions>) =>
  (await fixture.open(options)).log<Tables>('notifier', { subscriptions: zSubscription, outbox: zEvent })
const put = (id: string, eventCount = 0) =>
  ({ table: 'subscriptions', put: { id, eventCount, status: 'ACTIVE' } }) as const
const rowsOf = (log: RowLog<Tables>) => [...log.table('subscriptions').values()]

describe('a row log', () => {
  it('shows a commit at once and has it again after the store was opened anew', async () => {
    const log = await open()
    const answer = log.commit([put('s1', 3), put('s2'), { table: 'outbox', put: { id: 'e1' } }])
    expect(log.table('subscriptions').get('s1')?.eventCount).toBe(3)
    await answer
    await log.commit([{ table: 'subscriptions', remove: 's2' }])

    const again = await open()
    expect(rowsOf(again)).toEqual([{ id: 's1', eventCount: 3, status: 'ACTIVE' }])
    expect(again.table('outbox').size).toBe(1)
    expect(fixture.problems).toEqual([])
  })

  it('brings a hundred commits at once to disk with one fsync, and those made meanwhile with one more', async () => {
    const log = await open()
    const before = fixture.watched.syncCount
    const first = Array.from({ length: 100 }, (_, n) => log.commit([put(`a${n}`)]))
    await new Promise((resolve) => setImmediate(resolve))
    const meanwhile = Array.from({ length: 100 }, (_, n) => log.commit([put(`b${n}`)]))
    await Promise.all([...first, ...meanwhile])
    expect(fixture.watched.syncCount - before).toBe(2)
    expect((await open()).table('subscriptions').size).toBe(200)
  })

  it('does not let the first of many large commits wait for the last', async () => {
    const log = await open()
    const before = fixture.watched.syncCount
    const large = (id: string) =>
      ({ table: 'subscriptions', put: { id, eventCount: 0, status: 'x'.repeat(600_000) } }) as const
    const syncsAt = await Promise.all(
      ['s1', 's2', 's3', 's4'].map((id) => log.commit([large(id)]).then(() => fixture.watched.syncCount - before)),
    )
    expect(syncsAt).toEqual([1, 1, 2, 2])
    expect(rowsOf(await open()).map(({ id }) => id)).toEqual(['s1', 's2', 's3', 's4'])
  })

  it('writes only what changed, however many rows there are', async () => {
    const log = await open()
    await log.commit(Array.from({ length: 5_000 }, (_, n) => put(`s${n}`)))
    const before = fixture.watched.byteCount
    await log.commit([put('s7', 1)])
    expect(fixture.watched.byteCount - before).toBeLessThan(100)
  })

  it('cuts off a line that was being written when the bench was killed, and goes on behind the one before', async () => {
    await (await open()).commit([put('s1')])
    await fixture.write('notifier.jsonl', `${await fixture.read('notifier.jsonl')}[{"table":"subscr`)
    const log = await open()
    expect(rowsOf(log)).toHaveLength(1)
    await log.commit([put('s2')])
    expect(rowsOf(await open()).map(({ id }) => id)).toEqual(['s1', 's2'])
    expect(fixture.problems).toEqual([])
  })

  it.each([
    ['a broken line', '{"schemaVersion":1}\n[{"tab\n[{"table":"outbox","put":{"id":"e1"}}]\n', /line 2: .*JSON/],
    ['a line that is no commit', '{"schemaVersion":1}\n{"table":"outbox"}\n', /line 2: /],
    ['no header', '[{"table":"outbox","put":{"id":"e1"}}]\n', /line 1: /],
    ['nothing in it', '', /no header line/],
    [
      'a row of another shape',
      '{"schemaVersion":1}\n[{"table":"subscriptions","put":{"id":"s1"}}]\n',
      /"s1".*eventCount/,
    ],
    ['an unknown table', '{"schemaVersion":1}\n[{"table":"inbox","put":{"id":"s1"}}]\n', /table "inbox"/],
    ['a later version', '{"schemaVersion":2}\nwhatever\n', /newer Callbox/],
  ])('with %s is set aside, reported and never overwritten', async (_, text, reason) => {
    await fixture.write('notifier.jsonl', text)
    const log = await open()
    expect(log.table('outbox').size).toBe(0)
    await log.commit([put('s1')])
    expect(await fixture.read('notifier.jsonl.corrupt-2026-11-22T03-41-00.000Z')).toBe(text)
    expect(fixture.problems.map(({ message }) => message)).toEqual([expect.stringMatching(reason)])
  })

  it('fills in by the defaults of its schema what older rows lack', async () => {
    const row = '[{"table":"subscriptions","put":{"id":"s1","eventCount":0}}]'
    await fixture.write('notifier.jsonl', `{"schemaVersion":1}\n${row}\n`)
    expect(rowsOf(await open())[0]?.status).toBe('ACTIVE')
  })

  it('is upgraded from an earlier version, and written in the new one before anything is added', async () => {
    await (await open()).commit([put('s1', 1)])
    const double = (_: string, row: unknown) => ({ ...(row as object), eventCount: 2 })
    const migrations = [
      { row: (name: string, row: unknown) => (name === 'notifier/subscriptions' ? double(name, row) : row) },
    ]
    await (await open({ migrations })).commit([put('s2', 9)])
    expect(rowsOf(await open({ migrations })).map(({ eventCount }) => eventCount)).toEqual([2, 9])
    expect(await fixture.read('notifier.jsonl')).toMatch(/^{"schemaVersion":2}\n/)
  })
})

describe('a row log on a full disk', () => {
  it('refuses a commit, is as before in memory and on disk, and takes the next one when there is space', async () => {
    const log = await open()
    await log.commit([put('s1', 1), put('s2', 1)])
    const before = await fixture.read('notifier.jsonl')
    fixture.watched.isFull = true
    const changes = [put('s1', 2), put('s1', 3), { table: 'subscriptions', remove: 's2' }, put('s3')] as const
    await expect(log.commit(changes)).rejects.toMatchObject({ code: 'storageFailed' })
    expect(rowsOf(log)).toEqual([put('s1', 1).put, put('s2', 1).put])
    expect(await fixture.read('notifier.jsonl')).toBe(before)

    fixture.watched.isFull = false
    await log.commit([put('s4')])
    expect(rowsOf(await open()).map(({ id }) => id)).toEqual(['s1', 's2', 's4'])
    expect(fixture.problems).toEqual([])
  })

  it('leaves no half line behind even when it cannot be cut off at once', async () => {
    let canTruncate = true
    const { files } = fixture.watched
    const truncate = (path: string, length: number) =>
      canTruncate ? files.truncate(path, length) : Promise.reject(new Error('EIO: i/o error'))
    const log = await open({ files: { ...files, truncate } })
    await log.commit([put('s1')])
    fixture.watched.isFull = true
    canTruncate = false
    await expect(log.commit([put('s2')])).rejects.toMatchObject({ code: 'storageFailed' })
    fixture.watched.isFull = false
    await expect(log.commit([put('s3')])).rejects.toMatchObject({ code: 'storageFailed' })
    canTruncate = true
    await log.commit([put('s4')])
    expect(rowsOf(await open()).map(({ id }) => id)).toEqual(['s1', 's4'])
    expect(fixture.problems).toEqual([])
  })

  it('refuses what waits behind a portion that could not be written, and nothing before it', async () => {
    const log = await open()
    const large = (id: string) =>
      ({ table: 'subscriptions', put: { id, eventCount: 0, status: 'x'.repeat(1_000_000) } }) as const
    const answers = ['s1', 's2', 's3'].map((id) => log.commit([large(id)]))
    void answers[0]?.then(() => (fixture.watched.isFull = true))
    const outcomes = await Promise.allSettled(answers)
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect(rowsOf(log).map(({ id }) => id)).toEqual(['s1'])
    fixture.watched.isFull = false
    expect(rowsOf(await open()).map(({ id }) => id)).toEqual(['s1'])
  })

  it('refuses only the commit whose row is no JSON', async () => {
    const log = await open()
    const good = log.commit([put('s1')])
    const bad = log.commit([put('s2'), put('s3', 1n as unknown as number)])
    await expect(bad).rejects.toThrow(TypeError)
    await good
    expect(rowsOf(log).map(({ id }) => id)).toEqual(['s1'])
  })
})

describe('compaction', () => {
  const openSmall = () => open({ leastChangesToCompact: 50 })
  const size = async () => (await stat(join(fixture.folder, 'notifier.jsonl'))).size

  it('keeps the file small under changes without end, and every row', async () => {
    const log = await openSmall()
    await log.commit([put('s1'), put('s2')])
    for (let n = 1; n <= 300; n++) await log.commit([put('s1', n)])
    expect(await size()).toBeLessThan(5_000)
    expect(rowsOf(await openSmall()).map(({ eventCount }) => eventCount)).toEqual([300, 0])
  })

  it('does not come before the log has grown to a multiple of its rows', async () => {
    const log = await openSmall()
    await log.commit(Array.from({ length: 100 }, (_, n) => put(`s${n}`)))
    fixture.watched.renames = []
    for (let n = 1; n <= 20; n++) await log.commit([put('s1', n)])
    expect(fixture.watched.renames).toEqual([])
    await log.commit(Array.from({ length: 200 }, (_, n) => put('s1', n)))
    await log.commit([put('s1')])
    expect(fixture.watched.renames).toHaveLength(1)
  })

  it('loses no commit that is made while it runs', async () => {
    const log = await openSmall()
    const answers: Promise<void>[] = []
    for (let n = 1; n <= 400; n++) {
      answers.push(log.commit([put(`s${n % 20}`, n), { table: 'outbox', put: { id: `e${n % 20}` } }]))
      if (n % 7 === 0) await answers[n - 4] // the next ones are made while a write or a compaction runs
    }
    await Promise.all(answers)
    expect(fixture.watched.renames.length).toBeGreaterThan(1)
    const again = await openSmall()
    const newest = Array.from({ length: 20 }, (_, n) => 381 + n)
    expect(new Set(rowsOf(again).map(({ eventCount }) => eventCount))).toEqual(new Set(newest))
    expect(again.table('outbox').size).toBe(20)
  })

  it('refuses no commit when it fails, and is reported', async () => {
    const { files } = fixture.watched
    let canRename = true
    const rename = (from: string, to: string) =>
      canRename ? files.rename(from, to) : Promise.reject(new Error('EACCES: permission denied'))
    const log = await open({ leastChangesToCompact: 5, files: { ...files, rename } })
    canRename = false
    for (let n = 1; n <= 8; n++) await log.commit([put('s1', n)])
    expect(fixture.problems.map(({ message }) => message)).toEqual([expect.stringMatching(/could not be made smaller/)])
    canRename = true
    for (let n = 9; n <= 12; n++) await log.commit([put('s1', n)])
    expect(await size()).toBeLessThan(300)
    expect(rowsOf(await open()).map(({ eventCount }) => eventCount)).toEqual([12])
  })
})
