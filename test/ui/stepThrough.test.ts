import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { openWindow } from '../support/benchWindow'

const nextRequest = (page: Page) => page.getByRole('region', { name: 'Next request' })
const caseDetail = (page: Page, id: string) => page.getByRole('region', { name: `Case ${id}` })

describe('stepping through a run', () => {
  it('shows each request before it is sent, judges it, sends it again, and goes on to the end', async () => {
    const { page, bench } = await openWindow({ path: '/conformance' })
    await page.getByRole('button', { name: 'Step', exact: true }).click()
    const next = nextRequest(page)
    await next.getByText(`GET ${bench.serverRoot}/usageManagement/v1/usageConsumptionReport`, { exact: true }).waitFor()
    await next.getByText('application/json').first().waitFor()
    expect((await bench.control.listExchanges({ query: {} })).items, 'nothing was sent yet').toEqual([])

    const send = next.getByRole('button', { name: 'Send' })
    await send.press('Enter')
    const first = caseDetail(page, 'TC_UsageReport_N1')
    await first.getByText('Response 200').waitFor()
    await first.getByText(/^(\d+) of \1 checks passed$/).waitFor()
    await next.getByText('TC_UsageReport_N2').waitFor()
    expect((await bench.control.listExchanges({ query: {} })).items).toHaveLength(1)
    expect(await next.locator(':focus').innerText(), 'the keyboard stays').toContain('Send')

    await page.getByText('partial').first().waitFor({ state: 'detached' })
    await next.getByRole('button', { name: 'Repeat' }).click()
    await page.getByText('partial').first().waitFor()
    expect((await bench.control.listExchanges({ query: {} })).items).toHaveLength(2)

    await next.getByRole('button', { name: 'Continue' }).click()
    await page.getByText('7 of 7 passed').waitFor()
    await next.waitFor({ state: 'detached' })
    expect((await bench.control.listRuns()).items).toMatchObject([{ state: 'finished', mode: 'step', partial: true }])
  })

  it('stops at the failure of a server that deviates, and its address leads back to that step', async () => {
    const { page, bench } = await openWindow({
      path: '/conformance',
      flags: ['--deviation', 'tmf677-user-filter-ignored'],
    })
    await page.getByLabel('Wait at the first failure').check()
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    const failed = caseDetail(page, 'TC_UsageReport_N2')
    await failed.getByRole('row').filter({ hasText: 'ur003 does not match the filter' }).waitFor()
    await nextRequest(page).getByRole('button', { name: 'Send' }).waitFor()

    const cases = page.getByRole('region', { name: 'Cases' })
    await cases.getByRole('link', { name: /TC_UsageReport_N1/ }).click()
    await caseDetail(page, 'TC_UsageReport_N1').waitFor()
    await cases.getByRole('link', { name: /TC_UsageReport_N2/ }).click()
    await failed.waitFor()
    await cases.getByRole('button', { name: /relatedParty.id=u1/ }).click()
    const [run] = (await bench.control.listRuns()).items
    expect(page.url()).toContain(`${bench.controlUrl}/conformance/${run?.id}/TC_UsageReport_N2/`)
    await page.reload()
    await failed.waitFor()
    await cases.locator('[aria-current=step]', { hasText: 'relatedParty.id=u1' }).waitFor()

    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByText('cancelled').first().waitFor()
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'JUnit' }).click()
    expect((await saved).suggestedFilename()).toMatch(/\.xml$/)
  })

  it('waits for a word when the last step fails, as nothing else is left to send', async () => {
    const { page } = await openWindow({ path: '/conformance', flags: ['--deviation', 'tmf677-unknown-product-404'] })
    await page.getByLabel('Wait at the first failure').check()
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    const next = nextRequest(page)
    await next.getByText('Nothing is left to send').waitFor()
    expect(await next.getByRole('button', { name: 'Send' }).count()).toBe(0)
    await next.getByRole('button', { name: 'End run' }).click()
    await next.waitFor({ state: 'detached' })
    await page.getByText('6 of 7 passed').waitFor()
    await page.getByRole('button', { name: 'JSON', exact: true }).waitFor()
  })
})
