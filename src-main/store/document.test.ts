import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { StoreFixture } from '../../test/support/storeFixture'

const zSettings = z.object({ name: z.string(), holdSeconds: z.int().default(10) })
const INITIAL = { name: 'initial', holdSeconds: 1 }

let fixture: StoreFixture
beforeEach(async () => void (fixture = await StoreFixture.create()))
afterEach(() => fixture.dispose())

const openSettings = async () => (await fixture.open()).document('settings', zSettings, INITIAL)

describe('a document', () => {
  it('is its initial data while there is no file', async () => {
    expect((await openSettings()).data).toEqual(INITIAL)
    expect(fixture.problems).toEqual([])
  })

  it('is there again, with its schema version, after the store was opened anew', async () => {
    await (await openSettings()).replace({ name: 'kept', holdSeconds: 2 })
    expect((await openSettings()).data).toEqual({ name: 'kept', holdSeconds: 2 })
    expect(JSON.parse(await fixture.read('settings.json'))).toEqual({
      schemaVersion: 1,
      data: { name: 'kept', holdSeconds: 2 },
    })
  })

  it('writes many replacements at once as one, and the newest', async () => {
    const document = await openSettings()
    await Promise.all(Array.from({ length: 50 }, (_, n) => document.replace({ name: `${n}`, holdSeconds: n })))
    expect(fixture.watched.syncCount).toBe(1)
    expect((await openSettings()).data.name).toBe('49')
  })

  it('is filled in by the defaults of its schema where an older file lacks a field', async () => {
    await fixture.write('settings.json', '{"schemaVersion":1,"data":{"name":"old"}}')
    expect((await openSettings()).data).toEqual({ name: 'old', holdSeconds: 10 })
  })

  it('is as before when it could not be written, on disk too, and can be written later', async () => {
    const document = await openSettings()
    await document.replace({ name: 'before', holdSeconds: 1 })
    fixture.watched.isFull = true
    await expect(document.replace({ name: 'refused', holdSeconds: 2 })).rejects.toMatchObject({
      code: 'storageFailed',
      message: expect.stringMatching(/settings\.json could not be written \(ENOSPC.*space on the disk/) as string,
    })
    expect(document.data.name).toBe('before')
    expect((await openSettings()).data.name).toBe('before')
    expect(await readdir(fixture.folder)).toEqual(['settings.json'])

    fixture.watched.isFull = false
    await document.replace({ name: 'later', holdSeconds: 3 })
    expect((await openSettings()).data.name).toBe('later')
  })

  it('is upgraded step by step from the version of its file', async () => {
    await fixture.write('settings.json', '{"schemaVersion":1,"data":{"title":"old"}}')
    const store = await fixture.open({
      migrations: [
        { document: (name, data) => ({ [name]: (data as { title: string }).title }) },
        { row: () => undefined },
        { document: (_, data) => ({ name: (data as { settings: string }).settings }) },
      ],
    })
    const document = await store.document('settings', zSettings, INITIAL)
    expect(document.data.name).toBe('old')
    await document.replace(document.data)
    expect(JSON.parse(await fixture.read('settings.json'))).toMatchObject({ schemaVersion: 4 })
  })

  it.each([
    ['no JSON', '{"schemaVersion":1,"da', /JSON/],
    ['empty', '', /JSON/],
    ['no envelope', '{"name":"x"}', /schemaVersion/],
    ['of another shape', '{"schemaVersion":1,"data":{"name":7}}', /data\.name: .*string/],
    ['of a later version', '{"schemaVersion":9,"data":{"name":"x"}}', /newer Callbox: schema version 9.*up to 1/],
  ])('whose file is %s is set aside, reported and never overwritten', async (_, text, reason) => {
    await fixture.write('settings.json', text)
    const document = await openSettings()
    expect(document.data).toEqual(INITIAL)
    await document.replace({ name: 'new', holdSeconds: 1 })

    const keptAs = 'settings.json.corrupt-2026-11-22T03-41-00.000Z'
    expect(await fixture.read(keptAs)).toBe(text)
    expect(fixture.problems).toEqual([
      {
        at: Date.UTC(2026, 10, 22, 3, 41),
        file: join(fixture.folder, keptAs),
        message: expect.stringMatching(reason) as string,
      },
    ])
  })

  it('is set aside when its bytes are not UTF-8, for a replaced character would be a silent change', async () => {
    const text = '{"schemaVersion":1,"data":{"name":"\xe9"}}'
    await writeFile(join(fixture.folder, 'settings.json'), text, 'latin1')
    expect((await openSettings()).data).toEqual(INITIAL)
    expect(fixture.problems).toHaveLength(1)
  })

  it('leaves a file alone that was set aside at the same instant', async () => {
    for (const text of ['first', 'second']) {
      await fixture.write('settings.json', text)
      await openSettings()
    }
    const names = await readdir(fixture.folder)
    expect(await Promise.all(names.sort().map((name) => fixture.read(name)))).toEqual(['first', 'second'])
  })
})
