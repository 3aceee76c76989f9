import { appendFileSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openWindowOf } from '../support/benchWindow'
import { serveUntilTestEnds } from '../support/callboxProcess'
import { press, tabTo } from '../support/keyboard'
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
  return { page, bench, file: (name: string) => join(data, 'scenarios', `${name}.yaml`) }
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
    await page.keyboard.insertText('timelin: []') // one step of the history, however slow the machine
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

  it('is offered what may come next, and its timeline keeps its place while it is zoomed', async () => {
    const { page } = await openScenarios('/scenarios/train-tunnel')
    await page.getByRole('button', { name: 'Duplicate', exact: true }).click()
    await page.getByText('train-tunnel-2.yaml').waitFor()
    const tracks = page.getByRole('region', { name: 'Tracks' })
    /** The share of the timeline that is in the middle of what one sees. */
    async function middle(): Promise<number> {
      const [frame, lane] = [await tracks.boundingBox(), await tracks.locator('[data-lane]').first().boundingBox()]
      if (!frame || !lane) throw new Error('the timeline is not there')
      return ((Math.max(frame.x, lane.x) + frame.x + frame.width) / 2 - lane.x) / lane.width
    }
    async function zoomTo(zoom: string): Promise<void> {
      await page.getByRole('combobox', { name: 'Zoom' }).click()
      await page.getByRole('option', { name: zoom }).click()
    }
    await zoomTo('8 ×')
    await page.evaluate(`document.querySelector('[aria-label="Tracks"]').scrollLeft = 1500`)
    const before = await middle()
    expect(before).toBeGreaterThan(0.3)
    await zoomTo('4 ×')
    expect(Math.abs((await middle()) - before)).toBeLessThan(0.02)
    await tracks.hover()
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -100)
    await page.keyboard.up('Control')
    await expect.poll(() => page.getByRole('combobox', { name: 'Zoom' }).textContent()).toBe('8 ×')
    expect(Math.abs((await middle()) - before)).toBeLessThan(0.05)

    await sourceOf(page).click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('\nfaults:\n  - ')
    await page.getByRole('option', { name: 'deviation' }).waitFor()
    await page.keyboard.press('Escape')
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

  it('outlives its file, but not in another one of its name', async () => {
    const { page, file } = await openScenarios('/scenarios/train-tunnel')
    await page.getByRole('button', { name: 'Duplicate', exact: true }).click()
    await page.getByText('train-tunnel-2.yaml').waitFor()
    await formsOf(page).getByLabel('Title').fill('Three trains')
    await formsOf(page).getByLabel('Title').press('Tab')
    rmSync(file('train-tunnel-2'))
    await page.getByText('The file was removed on disk.').waitFor()
    await save(page)
    expect(readFileSync(file('train-tunnel-2'), 'utf8')).toContain('title: Three trains\n')

    await formsOf(page).getByLabel('Title').fill('Of the file before')
    await formsOf(page).getByLabel('Title').press('Tab')
    await page.getByText('· not saved').waitFor()
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await page.getByText('· shipped, duplicate it to change it').waitFor()
    await page.getByRole('button', { name: 'Duplicate', exact: true }).click()
    await page.getByText('train-tunnel-2.yaml · saved').waitFor()
    await page.getByRole('heading', { name: 'A train enters a tunnel' }).waitFor()
  })

  it('is authored from nothing by mouse, played, and keeps what was done by hand meanwhile', async () => {
    const { page, file, bench } = await openScenarios()
    await page.getByRole('button', { name: 'New', exact: true }).click()
    await page.getByRole('heading', { name: 'A new scenario' }).waitFor()
    const timeline = page.getByRole('region', { name: 'Timeline' })
    await timeline.getByRole('button', { name: 'Cell 1' }).click()
    await timeline.getByRole('button', { name: 'Add block' }).click()
    await page.getByRole('menuitem', { name: 'Degradation' }).click()
    const block = timeline.getByRole('button', { name: /^Degrade cell-1/ })
    const from = await block.boundingBox()
    if (!from) throw new Error('the block is not drawn')
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
    await page.mouse.down()
    await page.mouse.move(from.x + from.width, from.y + from.height / 2, { steps: 5 })
    await page.mouse.up()
    await timeline.getByRole('button', { name: /^Degrade cell-1.*, at [1-9]/ }).waitFor()
    await formsOf(page).getByLabel('Title').fill('Typed just now')

    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await page.getByRole('button', { name: 'Pause', exact: true }).waitFor()
    expect((await bench.control.readScenarioReport()).scenario.title).toBe('Typed just now')
    await bench.control.addDegradation({
      body: { target: { device: 'device-1' }, effect: { lossRatio: { set: 0.2 } }, durationSeconds: 7 },
    })
    await page.getByRole('region', { name: 'Done by hand' }).getByText('Degrade device-1: loss').waitFor()
    await page.getByRole('button', { name: 'Keep 1 as blocks' }).click()
    await timeline.getByRole('button', { name: /^Degrade device-1/ }).waitFor()
    await page.getByRole('button', { name: 'All kept' }).waitFor()
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await page.getByRole('button', { name: 'Keep 1 as blocks' }).click()
    await page.getByRole('button', { name: 'All kept' }).waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Report', exact: true }).click()
    await page.getByRole('menuitem', { name: 'JUnit' }).click()
    expect((await download).suggestedFilename()).toBe('scenario-report.xml')
    await save(page)
    expect(readFileSync(file('scenario'), 'utf8')).toMatch(
      /\n {2}- id: by-hand-1\n {4}at: [\d.]+s\n {4}degrade:[^]*device: device-1[^]*duration: 7s\n$/,
    )

    await bench.control.setClock({ body: { advanceSeconds: 60 } })
    await page.getByText('Played to its end').waitFor()
    expect(await page.getByRole('button', { name: 'Pause', exact: true }).count()).toBe(0)
  })

  it('is authored from nothing by keyboard alone: titled, given a block that is moved and resized, saved and played', async () => {
    const { page, file } = await openScenarios()
    const go = (wanted: Locator, key?: string) => press(page, wanted, key, 200)
    await go(page.getByRole('button', { name: 'New', exact: true }))
    await page.getByRole('heading', { name: 'A new scenario' }).waitFor()
    const timeline = page.getByRole('region', { name: 'Timeline' })
    await go(timeline.getByRole('button', { name: 'Add block' }))
    await page.getByRole('menuitem', { name: 'Degradation' }).press('Enter')
    await go(timeline.getByRole('button', { name: /^Degrade everything/ }), 'ArrowRight')
    for (let more = 0; more < 2; more += 1) await page.keyboard.press('ArrowRight') // no preview comes in between
    await go(timeline.getByRole('button', { name: /^Degrade everything.*, at 3\.0 s/ }), 'Shift+ArrowRight')
    await timeline.getByRole('button', { name: /at 3\.0 s, for 11\.0 s$/ }).waitFor()
    await tabTo(page, formsOf(page).getByLabel('Title'), 200)
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Without a mouse')
    await save(page) // from within the field
    const saved = readFileSync(file('scenario'), 'utf8')
    expect(saved).toContain('title: Without a mouse\n')
    expect(saved).toMatch(/timeline:\n {2}- at: 3s\n {4}degrade:[^]*duration: 11s\n/)

    await page.getByRole('link', { name: 'Skip to the page' }).focus()
    await go(page.getByRole('button', { name: 'Play', exact: true }))
    await page.getByRole('button', { name: 'Pause', exact: true }).waitFor()
  })
})
