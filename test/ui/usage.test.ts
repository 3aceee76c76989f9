import { expect, it } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { openWindow, panelOf as outerPanelOf } from '../support/benchWindow'

/** The innermost: what is selected stands in a section of the page. */
const panelOf = (page: Page, title: string): Locator => outerPanelOf(page, title).last()

async function choose(page: Page, select: Locator, option: string): Promise<void> {
  await select.click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

async function perform(page: Page, panel: Locator, act: string, amount: string, unit?: string): Promise<void> {
  await choose(page, panel.getByLabel('Do', { exact: true }), act)
  await panel.getByLabel(act === 'Start flow' ? 'Rate' : 'Amount', { exact: true }).fill(amount)
  if (unit !== undefined) await choose(page, panel.getByLabel('Unit', { exact: true }), unit)
  await panel.getByRole('button', { name: act, exact: true }).click()
}

const left = (panel: Locator, text: string) => panel.getByText(text, { exact: true }).first().waitFor()

it('charges, tops up and drains buckets of each kind of unit, and shows how they came to what they hold', async () => {
  const { page, bench } = await openWindow({
    path: '/usage/family',
    flags: ['--scenario', 'usage-kinds'],
    expectedErrors: /status of 4(00|09)/, // two charges are refused
  })
  await bench.control.setClock({ body: { mode: 'paused' } })

  const data = panelOf(page, 'Shared data')
  await choose(page, data.getByLabel('By device'), "Child's phone")
  await perform(page, data, 'Charge', '100')
  await left(data, '400')
  await data.getByRole('list', { name: 'Counters' }).getByText('used (child) by device child-phone').waitFor()
  await data.getByRole('row').filter({ hasText: 'Charge by child-phone' }).waitFor()
  await data.getByRole('img', { name: 'History of family-data: 500 MB remaining at first, 400 MB now' }).waitFor()

  const money = panelOf(page, 'Credit')
  await money.getByText('Currency, ISO 4217').waitFor()
  await perform(page, money, 'Charge', '0.001')
  await money.getByText('not a multiple of 0.01 EUR', { exact: false }).waitFor()
  await perform(page, money, 'Charge', '30')
  await money.getByText('more than what remains, 20 EUR', { exact: false }).waitFor()
  await perform(page, money, 'Top up', '5.5')
  await left(money, '25.50')

  const calls = panelOf(page, 'Calls')
  await perform(page, calls, 'Start flow', '60', 'seconds')
  await calls.getByRole('list', { name: 'Running flows' }).waitFor()
  await bench.control.setClock({ body: { advanceSeconds: 2 } })
  await left(calls, '298')
  await calls.getByRole('button', { name: /^Stop the flow/ }).click()
  await calls.getByRole('list', { name: 'Running flows' }).waitFor({ state: 'detached' })

  await perform(page, panelOf(page, 'Messages'), 'Charge', '3')
  await left(panelOf(page, 'Messages'), '3')
  const served = await fetch(
    `${bench.serverRoot}/usageManagement/v1/usageConsumptionReport/family?fields=bucket.bucketBalance`,
  )
  expect(await served.json()).toMatchObject({
    bucket: [
      { bucketBalance: [{ unit: 'MB', remainingValue: 400 }] },
      { bucketBalance: [{ unit: 'minutes', remainingValue: 298 }] },
      { bucketBalance: [{ unit: 'EUR', remainingValue: 25.5 }] },
      {},
    ],
  })
})

it('registers a report with its mistakes shown beside the fields, edits it as JSON, and deletes it', async () => {
  const { page, bench } = await openWindow({ path: '/usage', flags: ['--scenario', 'certification'] })
  await page.getByRole('link', { name: 'Register a report' }).click()
  const editor = panelOf(page, 'Register a report')
  await editor.getByLabel('Report name').fill('Prepaid')
  await editor.getByLabel('Unit').fill('GB')
  await editor.getByLabel('Value').fill('much')
  await editor.getByRole('button', { name: 'Register', exact: true }).click()
  for (const field of ['id', 'bucket[0].product.id', 'bucket[0].bucketBalance[0].remainingValue']) {
    await editor.getByRole('alert').last().getByText(field, { exact: true }).waitFor()
  }
  await page.getByRole('link', { name: 'Faults' }).click() // what was typed waits
  await page.getByRole('heading', { name: 'Faults', level: 1 }).waitFor({ state: 'attached' })
  await page.goBack()
  expect(await editor.getByLabel('Report name').inputValue()).toBe('Prepaid')
  await editor.getByLabel('Report id').fill('ur9')
  await editor.getByLabel('Product id').fill('p9')
  await editor.getByLabel('Value').fill('2.5')
  await editor.getByRole('button', { name: 'Register', exact: true }).click()
  await panelOf(page, 'Prepaid').waitFor()
  await left(panelOf(page, 'b1'), '2.5')

  await page.getByRole('link', { name: 'Edit' }).click()
  const edit = panelOf(page, 'Edit Prepaid')
  await edit.getByRole('button', { name: 'JSON' }).click()
  const json = edit.getByLabel('Report as JSON')
  const typed = JSON.parse(await json.inputValue()) as object
  await json.fill('{ "id": ')
  await edit.getByText('This is no JSON').waitFor()
  await json.fill(JSON.stringify({ ...typed, colour: 'red' }))
  await edit.getByRole('button', { name: 'Save' }).click()
  await edit.getByText('Unrecognized key: "colour"').waitFor()
  await json.fill(JSON.stringify({ ...typed, name: 'Postpaid', relatedParty: [{ id: 'u9', role: 'owner' }] }))
  await edit.getByRole('button', { name: 'Form' }).click()
  expect(await edit.getByLabel('Party id').inputValue()).toBe('u9')
  await edit.getByRole('button', { name: 'Save' }).click()
  await panelOf(page, 'Postpaid').getByText('u9 (owner)').waitFor()
  const { items } = await bench.control.listUsageReports()
  expect(items.at(-1)).toMatchObject({ id: 'ur9', name: 'Postpaid', bucket: [{ product: { id: 'p9' } }] })

  await panelOf(page, 'Postpaid').getByRole('button', { name: 'Delete' }).click()
  await panelOf(page, 'Postpaid').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('status').filter({ hasText: 'Deleted Postpaid' }).waitFor()
  expect((await bench.control.listUsageReports()).items.map(({ id }) => id)).toEqual(['ur001', 'ur002', 'ur003'])
})
