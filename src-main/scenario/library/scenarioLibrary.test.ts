import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../test/support/temporaryFolder'
import { createScenarioLibrary } from './scenarioLibrary'

const TEXT = '# Mine\ncallbox: 1\nname: mine\ntitle: Mine # to be told\n'
const SHIPPED = 'callbox: 1\nname: welcome\ntitle: Welcome\n'

function libraryOf(folder = join(temporaryFolder(), 'scenarios')) {
  const library = createScenarioLibrary({
    folder,
    files: {
      read: (path) => Promise.resolve(existsSync(path) ? readFileSync(path, 'utf8') : undefined),
      replace(path, text) {
        mkdirSync(dirname(path), { recursive: true })
        writeFileSync(path, text)
        return Promise.resolve()
      },
      remove: (path) => Promise.resolve(rmSync(path)),
    },
    shippedText: (name) => Promise.resolve(name === 'welcome' ? SHIPPED : undefined),
    lookups: { checkTable: () => Promise.resolve([]), deviations: [] },
  })
  return { folder, library }
}

describe(createScenarioLibrary, () => {
  it('keeps a text to the last blank and gives it back', async () => {
    const { folder, library } = libraryOf()
    const written = await library.write('mine', { text: TEXT })
    expect(readFileSync(join(folder, 'mine.yaml'), 'utf8')).toBe(TEXT)
    expect(await library.read('mine')).toEqual(written)
  })

  it('gives a shipped scenario with its comments, and refuses to change it', async () => {
    const { library } = libraryOf()
    expect(await library.read('welcome')).toMatchObject({ origin: 'shipped', text: SHIPPED })
    await expect(library.write('welcome', { text: TEXT })).rejects.toThrow('Write its text under another name.')
    await expect(library.remove('welcome')).rejects.toThrow('Write its text under another name.')
  })

  it('overwrites nothing that the writer has not seen', async () => {
    const { folder, library } = libraryOf()
    const { revision } = await library.write('mine', { text: TEXT })
    await expect(library.write('mine', { text: 'other' })).rejects.toThrow('There is a scenario file of that name')
    writeFileSync(join(folder, 'mine.yaml'), 'by another program')
    await expect(library.write('mine', { text: 'other', revision })).rejects.toMatchObject({ code: 'conflict' })
    await expect(library.remove('mine', revision)).rejects.toThrow('It was changed on disk since it was read.')
    expect(readFileSync(join(folder, 'mine.yaml'), 'utf8')).toBe('by another program')
  })

  it('lets one of two writers win who know the same revision', async () => {
    const { library } = libraryOf()
    const { revision } = await library.write('mine', { text: TEXT })
    const writes = ['one', 'two'].map((text) => library.write('mine', { text, revision }))
    expect((await Promise.allSettled(writes)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect((await library.read('mine')).text).toBe('one')
  })

  it('does not write anew what was removed meanwhile, unless told to', async () => {
    const { folder, library } = libraryOf()
    const { revision } = await library.write('mine', { text: TEXT })
    rmSync(join(folder, 'mine.yaml'))
    await expect(library.write('mine', { text: TEXT, revision })).rejects.toThrow('It was removed since it was read.')
    expect(await library.write('mine', { text: TEXT })).toMatchObject({ revision })
  })

  it('gives what it removes, and that can be written again', async () => {
    const { library } = libraryOf()
    await library.write('mine', { text: TEXT })
    const { name, text } = await library.remove('mine')
    await expect(library.read('mine')).rejects.toMatchObject({ code: 'notFound' })
    expect(await library.write(name, { text })).toMatchObject({ text: TEXT })
  })

  it('writes to the file there is, whichever of the two endings it has', async () => {
    const { folder, library } = libraryOf()
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'short.yml'), TEXT)
    const { revision } = await library.read('short')
    await library.write('short', { text: 'changed', revision })
    expect(readFileSync(join(folder, 'short.yml'), 'utf8')).toBe('changed')
    expect(existsSync(join(folder, 'short.yaml'))).toBe(false)
  })

  it.each(['../out', 'a/b', '.hidden', '', 'a\\b'])(
    'refuses the name %j, which is no plain file name',
    async (name) => {
      await expect(libraryOf().library.read(name)).rejects.toMatchObject({ code: 'invalidArgument', field: 'name' })
    },
  )

  it('finds everything that is wrong with a text that is on no disk yet', async () => {
    const { problems } = await libraryOf().library.check(
      `${TEXT}clok: {}\ndevices: [{ id: d1, name: D, cell: nowhere, phoneNumber: "+447700900001" }]\n`,
    )
    expect(problems.map(({ file, line, path }) => [file, line, path])).toEqual([
      ['unsaved.yaml', 5, 'clok'],
      ['unsaved.yaml', 6, 'devices[0].cell'],
    ])
  })

  it('reads what a text includes from the folder it will stand in', async () => {
    const { folder, library } = libraryOf()
    await library.write('people', { text: 'clients: [{ id: c1, secret: s }]\n' })
    const text = `${TEXT}include: [people.yaml]\n`
    const { problems, scenario } = await library.check(text, 'mine')
    expect(problems).toEqual([])
    expect(scenario).toMatchObject({ clients: [{ id: 'c1' }] })
    expect(existsSync(join(folder, 'mine.yaml'))).toBe(false)
  })
})
