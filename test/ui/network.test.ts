import { describe, expect, it } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { openWindow, panelOf } from '../support/benchWindow'

const TABLET = "Conductor's tablet"
const rowOf = (page: Page, device: string): Locator =>
  page.getByRole('region', { name: 'Devices' }).getByRole('row').filter({ hasText: device })

async function choose(page: Page, select: Locator, option: string): Promise<void> {
  await select.click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** Fills the form of the network page, as a person would. */
async function degrade(page: Page, device: string, delayMs: number, seconds?: number): Promise<void> {
  const form = panelOf(page, 'Degrade')
  await choose(page, form.getByLabel('What'), `Device ${device}`)
  await choose(page, form.getByLabel('Delay: how it changes'), 'set to')
  await form.getByLabel('Delay: value').fill(String(delayMs))
  if (seconds !== undefined) await form.getByLabel('Lasts').fill(String(seconds))
  await form.getByRole('button', { name: 'Degrade' }).click()
}

describe('a device that is degraded on the page', () => {
  it('is marked as violated, and its notification arrives, without a reload', async () => {
    const { page } = await openWindow({ path: '/network', flags: ['--scenario', 'train-tunnel'] })
    await rowOf(page, TABLET).getByText('Met').waitFor()
    await degrade(page, TABLET, 900)
    await rowOf(page, TABLET).getByText('Violated').waitFor()
    await rowOf(page, TABLET).getByText('900').waitFor()

    await page.getByRole('link', { name: 'Notifications' }).click()
    const event = page.getByRole('region', { name: 'Events', exact: true }).getByRole('link')
    await event.filter({ hasText: 'conductor-tablet' }).getByText('Delivered').first().waitFor()
    const why = page.getByRole('region', { name: 'Why it was raised' }).getByRole('row').filter({ hasText: 'Delay' })
    await why.getByText('Violated').waitFor()
    await page.getByRole('link', { name: /^Inbox/ }).click()
    await page.getByRole('region', { name: 'Inbox', exact: true }).getByRole('link').first().waitFor()
  })

  it('is met again once the degradation is cleared', async () => {
    const { page } = await openWindow({ path: '/network', flags: ['--scenario', 'train-tunnel'] })
    await degrade(page, TABLET, 900)
    await rowOf(page, TABLET).getByText('Violated').waitFor()
    await page.getByRole('button', { name: 'Clear: Device conductor-tablet' }).click()
    await rowOf(page, TABLET).getByText('Met').waitFor()
    await page.getByText('Nothing degrades the network').waitFor()
  })

  it('is not degraded by a form that says nothing, which says what is missing', async () => {
    const { page, bench } = await openWindow({ path: '/network' })
    await panelOf(page, 'Degrade').getByRole('button', { name: 'Degrade' }).click()
    await panelOf(page, 'Degrade').getByRole('alert').waitFor()
    expect((await bench.control.listDegradations()).items).toEqual([])
  })
})

describe('the clock bar', () => {
  const clock = (page: Page) => page.getByRole('group', { name: 'Bench clock' })
  const benchTime = async (page: Page) =>
    Date.parse((await clock(page).getByRole('time').getAttribute('datetime')) ?? '')

  it('pauses the bench, jumps, and tells what fired on the way', async () => {
    const { page } = await openWindow({ path: '/network', flags: ['--scenario', 'train-tunnel'] })
    await clock(page).getByRole('button', { name: 'Paused' }).click()
    await clock(page).getByRole('button', { name: 'Paused', pressed: true }).waitFor()
    await degrade(page, TABLET, 900, 30)
    await rowOf(page, TABLET).getByText('Violated').waitFor()
    await clock(page).getByText('Next due in 30.0 s').waitFor()
    const before = await benchTime(page)

    await clock(page).getByRole('button', { name: 'Jump' }).click()
    await page.getByRole('button', { name: '+ 1 min' }).click()
    await page.getByRole('status').filter({ hasText: 'Clock jumped' }).waitFor()
    await rowOf(page, TABLET).getByText('Met').waitFor()
    await expect.poll(() => benchTime(page)).toBe(before + 60_000)
  })

  it('runs at the rate that is chosen, until it is real again', async () => {
    const { page, bench } = await openWindow()
    await choose(page, clock(page).getByLabel('Rate of the bench clock'), '× 60')
    await expect.poll(async () => (await bench.control.readState()).clock).toMatchObject({ mode: 'scaled', rate: 60 })
    await clock(page).getByRole('button', { name: 'Real' }).click()
    await clock(page).getByRole('button', { name: 'Real', pressed: true }).waitFor()
    expect((await bench.control.readState()).clock.mode).toBe('real')
  })
})
