import { appendFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync, type watch } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createBus } from '#main/bench/bus'
import { createOwnScenarios } from '#main/bench/scenarioLibrary/ownScenarios'
import { systemWallClock } from '#main/bench/clocks/wallClock'
import { benchOfThisTest } from '../support/benchFixture'
import { temporaryFolder } from '../support/temporaryFolder'

const noWatch: typeof watch = () => {
  throw Object.assign(new Error('ENOSPC: System limit for number of file watchers reached'), { code: 'ENOSPC' })
}

const TEXT = 'callbox: 1\nname: mine\ntitle: Mine\n'

it('tells the window that another program has changed a scenario, and overwrites nothing of it', async () => {
  const folder = temporaryFolder()
  const { control, bus } = await benchOfThisTest(folder)
  let changes = 0
  bus.on('scenarioFiles.changed', () => (changes += 1))
  const { revision } = await control.writeScenarioFile({ name: 'mine', body: { text: TEXT } })
  await vi.waitFor(() => expect(changes).toBe(1))

  await control.readScenarioFile({ name: 'mine' })
  appendFileSync(join(folder, 'scenarios', 'mine.yaml'), '# from elsewhere\n')
  await vi.waitFor(() => expect(changes).toBe(2))
  const late = control.writeScenarioFile({ name: 'mine', body: { text: 'mine alone', revision } })
  await expect(late).rejects.toMatchObject({ code: 'conflict', field: 'revision' })
  expect(readFileSync(join(folder, 'scenarios', 'mine.yaml'), 'utf8')).toBe(`${TEXT}# from elsewhere\n`)
})

it('loads a scenario by its name as soon as it is kept', async () => {
  const { control } = await benchOfThisTest(temporaryFolder())
  await control.writeScenarioFile({ name: 'mine', body: { text: TEXT } })
  const { items } = await control.listScenarios()
  expect(items).toContainEqual(expect.objectContaining({ name: 'mine', origin: 'folder' }))
  expect(await control.loadScenario({ body: { name: 'mine' } })).toMatchObject({ title: 'Mine', state: 'loaded' })
})

it('lists and loads the others when one file cannot be read, and passes over what editors put beside them', async () => {
  const folder = temporaryFolder()
  const { control } = await benchOfThisTest(folder)
  await control.writeScenarioFile({ name: 'mine', body: { text: TEXT } })
  symlinkSync('gone', join(folder, 'scenarios', 'gone.yaml'))
  symlinkSync('somebody@host.4711', join(folder, 'scenarios', '.#mine.yaml'))
  mkdirSync(join(folder, 'scenarios', 'folder.yaml'))
  const own = (await control.listScenarios()).items.filter(({ origin }) => origin === 'folder')
  expect(own.map(({ name, problem }) => [name, problem])).toEqual([
    ['folder', expect.stringContaining('is no file')],
    ['gone', expect.stringContaining('cannot be read (ENOENT)')],
    ['mine', undefined],
  ])
  expect(await control.loadScenario({ body: { name: 'mine' } })).toMatchObject({ title: 'Mine' })
  await expect(control.loadScenario({ body: { name: 'gone' } })).rejects.toMatchObject({ code: 'notFound' })
})

it('tells a window that has only listed them', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'scenarios'))
  const { control, bus } = await benchOfThisTest(folder)
  let changes = 0
  bus.on('scenarioFiles.changed', () => (changes += 1))
  await control.listScenarios()
  writeFileSync(join(folder, 'scenarios', 'mine.yaml'), TEXT)
  await vi.waitFor(() => expect(changes).toBe(1))
})

it('reads and writes scenarios where their folder cannot be watched, and says so once', async () => {
  const bus = createBus()
  const problems: string[] = []
  bus.on('problem.occurred', ({ problem }) => problems.push(problem.message))
  const own = createOwnScenarios(temporaryFolder(), { bus, wall: systemWallClock, watch: noWatch })
  onTestFinished(() => own.stop())
  await (await own.library()).write('mine', { text: TEXT })
  await (await own.library()).read('mine')
  expect(await own.list()).toContainEqual(expect.objectContaining({ name: 'mine' }))
  expect(problems).toEqual([expect.stringMatching(/ENOSPC.*is not noticed/)])
})
