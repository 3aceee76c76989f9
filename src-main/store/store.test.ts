import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { BenchError } from '#shared/errors/benchError'
import { StoreFixture } from '../../test/support/storeFixture'
import { openStore } from './store'

const zRow = z.object({ id: z.string() })

let fixture: StoreFixture
beforeEach(async () => void (fixture = await StoreFixture.create()))
afterEach(() => fixture.dispose())

describe(openStore, () => {
  it('waits when it closes for everything that was asked for, and refuses what comes later', async () => {
    const store = await fixture.open()
    const document = await store.document('number', z.int(), 0)
    const log = await store.log<{ rows: z.infer<typeof zRow> }>('rows', { rows: zRow })
    void document.replace(1)
    void log.commit([{ table: 'rows', put: { id: 'r1' } }])
    await store.close()

    await expect(document.replace(2)).rejects.toMatchObject({ code: 'storageFailed' })
    await expect(log.commit([{ table: 'rows', remove: 'r1' }])).rejects.toMatchObject({ code: 'storageFailed' })
    const again = await fixture.open()
    expect((await again.document('number', z.int(), 0)).data).toBe(1)
    expect((await again.log<{ rows: z.infer<typeof zRow> }>('rows', { rows: zRow })).table('rows').size).toBe(1)
  })

  it('refuses with the reason for which it closes, texts as well, and leaves what is there', async () => {
    const store = await fixture.open()
    const [document, texts] = [await store.document('number', z.int(), 0), store.texts('reports')]
    void texts.write('one', 'written')
    const reason = new BenchError('folderInUse', 'Another bench has the folder.')
    await store.close(reason)
    await store.close()
    for (const refused of [document.replace(2), texts.write('two', ''), texts.remove('one')])
      await expect(refused).rejects.toBe(reason)
    expect(await texts.ids()).toEqual(['one'])
    expect(await texts.read('one')).toBe('written')
  })

  it('keeps data that is false, zero or empty', async () => {
    await (await (await fixture.open()).document('number', z.int(), 7)).replace(0)
    expect((await (await fixture.open()).document('number', z.int(), 7)).data).toBe(0)
  })

  it('opens no file twice, for two writers would overwrite each other', async () => {
    const store = await fixture.open()
    await store.document('number', z.int(), 0)
    await expect(store.document('number', z.int(), 0)).rejects.toThrow(/already open/)
  })
})
