// The network page as somebody uses it who tells a story: cell, preset, handover, why, profile, recorded trace.
import { describe, expect, it } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { openWindow, panelOf } from '../support/benchWindow'

const TABLET = "Conductor's tablet"
const rowOf = (page: Page, device: string): Locator =>
  page.getByRole('region', { name: 'Devices' }).getByRole('row').filter({ hasText: device })

async function choose(page: Page, select: Locator, option: string | RegExp): Promise<void> {
  await select.click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

const csvFile = (text: string) => ({ name: 'tunnel ride.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })

describe('on the network page', () => {
  it('a cell is degraded by a preset, a device handed over, and the answer explained', async () => {
    const { page, bench } = await openWindow({ path: '/network', flags: ['--scenario', 'train-tunnel'] })
    await page.getByRole('button', { name: 'Cell Open track' }).click()
    const form = panelOf(page, 'Degrade')
    await form.getByLabel('What').filter({ hasText: 'Cell Open track' }).waitFor()
    await choose(page, form.getByLabel('Preset'), 'Bufferbloat')
    await form.getByText('Gettys and Nichols').waitFor()
    await form.getByRole('button', { name: 'Degrade' }).click()
    await panelOf(page, 'Degradations').getByText('bufferbloat').waitFor()
    await bench.control.setClock({ body: { mode: 'paused', advanceSeconds: 6 } })
    await rowOf(page, TABLET).getByText('Violated').waitFor()

    await page.getByRole('button', { name: 'Why this answer?' }).first().click()
    const why = page.getByRole('region', { name: 'Why this answer' })
    await why.getByRole('row').filter({ hasText: 'Baseline' }).getByText('35').first().waitFor()
    await why.getByText(/1\. bufferbloat/).waitFor()
    await why.getByRole('row').filter({ hasText: 'Condition' }).first().waitFor()

    await panelOf(page, 'Handover').getByLabel('in', { exact: true }).fill('30')
    await panelOf(page, 'Handover').getByRole('button', { name: 'Hand over' }).click()
    await page.getByRole('button', { name: `Call off: ${TABLET} to Tunnel` }).waitFor()
    await bench.control.setClock({ body: { advanceSeconds: 30 } })
    await rowOf(page, TABLET).getByText('Tunnel').waitFor()
    expect((await bench.control.listHandovers()).items).toEqual([])
  })

  it('a slider sets a delay, and a profile is made from a 5QI', async () => {
    const { page, bench } = await openWindow({ path: '/network', flags: ['--scenario', 'train-tunnel'] })
    const slider = panelOf(page, 'Degrade').getByRole('slider', { name: 'Delay: slider' })
    await slider.focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await rowOf(page, TABLET).getByText('2000').waitFor()

    await page.getByRole('button', { name: 'New profile' }).click()
    await choose(page, page.getByLabel('5QI'), '5QI 1: Conversational voice')
    await page.getByLabel('Name', { exact: true }).first().fill('Voice')
    await page.getByRole('button', { name: 'Create profile' }).click()
    await page.getByRole('heading', { name: 'Profile Voice' }).waitFor()
    expect((await bench.control.listProfiles()).items.at(-1)).toMatchObject({
      name: 'Voice',
      networkQualityThresholds: { packetDelayBudget: { value: 100, unit: 'Milliseconds' }, packetLossErrorRate: 2 },
    })
  })

  it('a recorded trace is mapped, seen, mended, imported and played', async () => {
    const { page, bench } = await openWindow({ path: '/network', flags: ['--scenario', 'train-tunnel'] })
    await bench.control.setClock({ body: { mode: 'paused' } })
    const traces = panelOf(page, 'Traces')
    await traces.getByRole('button', { name: 'Import', exact: true }).click()
    await traces.getByLabel('CSV file').setInputFiles(csvFile('t,rtt\n0,80\n10,oops\n'))
    await traces.getByRole('alert').getByText('"oops" is not a number').waitFor()
    expect(await traces.getByRole('button', { name: 'Import trace' }).isDisabled()).toBe(true)
    await traces.getByLabel('CSV file').setInputFiles(csvFile('t,rtt\n0,80\n10,1800\n'))
    await traces.getByRole('figure', { name: 'Preview of the trace' }).waitFor()
    await traces.getByRole('button', { name: 'Import trace' }).click()
    await traces.getByText('tunnel-ride').waitFor()

    const form = panelOf(page, 'Degrade')
    await choose(page, form.getByLabel('Shape'), 'recorded trace')
    await choose(page, form.getByLabel('Trace', { exact: true }), 'tunnel-ride')
    await form.getByRole('button', { name: 'Degrade' }).click()
    await panelOf(page, 'Degradations').getByText('Trace tunnel-ride').waitFor()
    await bench.control.setClock({ body: { advanceSeconds: 10 } })
    await rowOf(page, TABLET).getByText('900').waitFor()
  })
})
