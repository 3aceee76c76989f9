import { expect, it } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import type { ControlClient } from '#shared/control/client'
import { openWindow, panelOf } from '../support/benchWindow'

async function runToEnd(control: ControlClient): Promise<string> {
  const { id } = await control.startRun({ body: { suite: 'tmf677-v1-certification' } })
  await expect.poll(async () => (await control.readRun({ id })).state, { timeout: 15_000 }).toBe('finished')
  return id
}

const rowsOf = (page: Page) => page.getByRole('region', { name: 'Runs' }).getByRole('listitem')

const expectRows = (rows: Locator, count: number) => expect.poll(() => rows.count(), { timeout: 15_000 }).toBe(count)

async function choose(row: Locator, item: string | RegExp) {
  await row.getByRole('button', { name: /^What to do with/ }).click()
  await row.page().getByRole('menuitem', { name: item }).click()
}

it('a tester finds, names, pins, compares, exports and deletes runs of the history, and takes a deletion back', async () => {
  const { page, bench } = await openWindow({ path: '/conformance' })
  const { control } = bench
  const good = await runToEnd(control)
  await control.addFault({ body: { deviation: 'tmf677-user-filter-ignored' } })
  const bad = await runToEnd(control)
  const rows = rowsOf(page)
  await expectRows(rows, 2)

  await choose(rows.nth(1), 'Rename…')
  await page.getByLabel('Name of the run').fill('Before the release')
  await page.getByLabel('Name of the run').press('Enter')
  await rows.getByRole('link', { name: 'Before the release' }).waitFor()
  await choose(rows.nth(1), /^Pin/)
  await rows.nth(1).getByLabel('Pinned').waitFor()
  expect(await control.readRun({ id: good })).toMatchObject({ name: 'Before the release', pinned: true })

  const search = page.getByLabel('Search runs')
  await search.fill('n2')
  await panelOf(page, 'Runs').getByText('1 of 2').waitFor()
  await rows.getByText('Fail').waitFor()
  await search.fill('nothing like that')
  await page.getByText('No run is like that').waitFor()
  await page.getByRole('button', { name: 'Show all' }).click()
  await expectRows(rows, 2)

  await rows.getByRole('link', { name: 'Before the release' }).click()
  await choose(rows.nth(0), 'Compare with the run shown')
  const comparison = page.getByRole('region', { name: 'Comparison' })
  await comparison.getByText('TC_UsageReport_N2').waitFor()
  expect(await comparison.getByText('TC_UsageReport_N1').count(), 'what is equal is not shown').toBe(0)
  await comparison.getByRole('row').filter({ hasText: '$[?@.id=="ur003"]' }).first().waitFor()
  await page.getByLabel('Also what is equal, and times of day').check()
  await comparison.getByText('TC_UsageReport_N1').waitFor()
  expect(page.url()).toContain(`${good}?with=${bad}`)
  await page.getByRole('button', { name: 'Close' }).click()

  const saved = page.waitForEvent('download')
  await choose(rows.nth(1), 'Export Bundle')
  expect((await saved).suggestedFilename()).toMatch(/^tmf677-v1-certification-Before-the-release-\d+T\d+Z\.zip$/)

  await choose(rows.nth(0), 'Delete')
  await expectRows(rows, 1)
  expect((await control.listRuns()).items.map(({ id }) => id)).toEqual([good])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expectRows(rows, 2)
  expect((await control.readRun({ id: bad })).report?.verdict).toBe('fail')
})
