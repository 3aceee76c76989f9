import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { benchOfThisTest } from '../support/benchFixture'
import { temporaryFolder } from '../support/temporaryFolder'

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
