import { expect, it } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { openWindow, panelOf } from '../support/benchWindow'

async function choose(page: Page, select: Locator, option: string): Promise<void> {
  await select.click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

it('a fault is put together, says what is wrong with it, acts on requests, is counted and removed', async () => {
  const { page, bench } = await openWindow({ path: '/faults', flags: ['--scenario', 'certification'] })
  const ask = async () => (await fetch(`${bench.serverRoot}/usageManagement/v1/usageConsumptionReport`)).status
  const form = panelOf(page, 'Add a fault')
  const on = panelOf(page, 'On now')
  const add = form.getByRole('button', { name: 'Add the fault' })

  await form.getByRole('button', { name: 'Fail 3, then succeed' }).click()
  await choose(page, form.getByLabel('API'), 'usageManagement')
  await form.getByLabel('Status').fill('200')
  await form.getByLabel('Of every').fill('2')
  await add.click()
  await form.getByText('2 fields are not in order').waitFor()
  await form.getByText('so every is at least that', { exact: false }).waitFor()
  await form.getByLabel('Of every').fill('')
  await form.getByLabel('Status').fill('503')
  await form.getByText('Answers 503 UNAVAILABLE. usageManagement, the first 3.').waitFor()
  await add.click()
  await on.getByText('usageManagement, the first 3').waitFor()
  expect([await ask(), await ask()]).toEqual([503, 503])
  await on.getByText('2', { exact: true }).waitFor()
  expect([await ask(), await ask()]).toEqual([503, 200])
  await on.getByText('The bench behaves').waitFor()

  await choose(page, form.getByLabel('Act', { exact: true }), 'Limit the rate')
  await form.getByLabel('Then act on').fill('')
  await form.getByLabel('Requests that pass').fill('1')
  await form.getByLabel('In each').fill('3600')
  await add.click()
  await on.getByText('Limits the rate to 1 request per 3600 s').waitFor()
  expect([await ask(), await ask()]).toEqual([200, 429])
  await on.getByRole('button', { name: /^Switch off/ }).click()
  await on.getByText('The bench behaves').waitFor()
  expect(await ask()).toBe(200)

  await page.getByLabel('Filter deviations').fill('user-filter-ignored')
  const deviation = page
    .getByRole('region', { name: 'Deviations', exact: true })
    .getByRole('row')
    .filter({ hasText: 'tmf677-user-filter-ignored' })
  await deviation.getByRole('switch').click()
  await on.getByText('on since').waitFor()
  expect((await bench.control.listFaults()).items).toMatchObject([{ deviation: 'tmf677-user-filter-ignored' }])
})
