import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openWindowOf } from '../support/benchWindow'
import { serveUntilTestEnds } from '../support/callboxProcess'
import { temporaryFolder } from '../support/temporaryFolder'

const sourceOf = (page: Page): Locator => page.getByRole('textbox', { name: /^Source of/ })
const formsOf = (page: Page): Locator => page.getByRole('form', { name: 'Parts of the scenario' })

/** CodeMirror draws only the lines in sight, so the text is read from the file after saving. */
async function save(page: Page): Promise<void> {
  await page.keyboard.press('Control+s')
  await page.getByText('· saved').waitFor()
}

async function openScenarios(path = '/scenarios') {
  const data = temporaryFolder()
  const bench = await serveUntilTestEnds(data, '--scenario', 'train-tunnel')
  // A refused save, a preview of a text that is half typed, and a look at a file that is being deleted: a browser logs them.
  const page = await openWindowOf(bench, { path, expectedErrors: /40[049] \(/ })
  return { page, file: (name: string) => join(data, 'scenarios', `${name}.yaml`) }
}

describe('a scenario written in the window', () => {
  it('is the same in forms and source, undone across both, saved as a plain file, and never overwrites another program', async () => {
    const { page, file } = await openScenarios()
    await page.getByRole('button', { name: 'New', exact: true }).click()
    await page.getByRole('heading', { name: 'A new scenario' }).waitFor()

    const title = formsOf(page).getByLabel('Title')
    await title.fill('A hall full of people')
    await title.press('Tab')
    await page.getByRole('heading', { name: 'A hall full of people' }).waitFor()
    await sourceOf(page).getByText('A hall full of people').waitFor()
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await page.getByRole('heading', { name: 'A new scenario' }).waitFor()
    await page.getByRole('button', { name: 'Redo', exact: true }).click()

    await sourceOf(page).click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('timelin: []')
    await page.getByRole('region', { name: 'Problems' }).getByText('did you mean "timeline"?').click()
    await page.keyboard.press('Control+z')
    await page.getByText('No problems.').waitFor()

    await save(page)
    const saved = readFileSync(file('scenario'), 'utf8')
    expect(saved).toMatch(/^# A scenario of Callbox.*\ncallbox: 1\nname: scenario\ntitle: A hall full of people\n/)

    await formsOf(page).getByLabel('Title').fill('Mine')
    await formsOf(page).getByLabel('Title').press('Tab')
    appendFileSync(file('scenario'), '# from elsewhere\n')
    await page.getByText('Another program changed the file.').waitFor()
    await page.keyboard.press('Control+s')
    await page.getByText('It was changed on disk since it was read.').waitFor()
    expect(readFileSync(file('scenario'), 'utf8')).toBe(`${saved}# from elsewhere\n`)
    await page.getByRole('button', { name: 'Take theirs' }).click()
    await page.getByText('· saved').waitFor()
    await page.getByRole('heading', { name: 'A hall full of people' }).waitFor()
  })

  it('has what was typed after a reload, and what was deleted after an undo', async () => {
    const { page, file } = await openScenarios('/scenarios/train-tunnel')
    await page.getByRole('button', { name: 'Duplicate', exact: true }).click()
    await page.getByRole('heading', { name: 'A train enters a tunnel' }).waitFor()
    await page.getByText('train-tunnel-2.yaml').waitFor()
    await formsOf(page).getByLabel('Title').fill('Two trains')
    await formsOf(page).getByLabel('Title').press('Tab')
    await page.getByText('· not saved').waitFor()
    await page.reload()
    await page.getByText('Unsaved changes of your last visit are back.').waitFor()
    await page.getByRole('heading', { name: 'Two trains' }).waitFor()
    await save(page)
    expect(readFileSync(file('train-tunnel-2'), 'utf8')).toContain('title: Two trains\n')

    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('heading', { name: 'Two trains' }).waitFor()
    expect(readFileSync(file('train-tunnel-2'), 'utf8')).toContain('title: Two trains\n')
  })

  it('is placed, moved and resized on the timeline by keyboard, previewed, and played', async () => {
    const { page, file } = await openScenarios()
    await page.getByRole('button', { name: 'New', exact: true }).click()
    const timeline = page.getByRole('region', { name: 'Timeline' })
    await timeline.getByRole('button', { name: 'Cell 1' }).click()
    await timeline.getByRole('button', { name: 'Add block' }).click()
    await page.getByRole('menuitem', { name: 'Degradation' }).click()
    const block = timeline.getByRole('button', { name: /^Degrade cell-1/ })
    await block.waitFor()
    await block.focus()
    await page.keyboard.press('ArrowRight')
    await timeline.getByRole('button', { name: /^Degrade cell-1.*, at 1\.0 s/ }).focus()
    await page.keyboard.press('Shift+ArrowRight')
    await timeline.getByRole('button', { name: /at 1\.0 s, for 11\.0 s$/ }).waitFor()
    await save(page)
    expect(readFileSync(file('scenario'), 'utf8')).toMatch(/timeline:\n {2}- at: 1s\n {4}degrade:[^]*duration: 11s\n/)

    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await page.getByRole('button', { name: 'Pause', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Play from the start' }).waitFor()
  })
})
