import { describe, expect, it } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { addressOf, freshPage, openWindow, openWindowOf } from '../support/benchWindow'
import { busyBench, type BusyBench } from '../support/busyBench'

interface Link {
  readonly path: string
  /** What that address, and no other, shows. */
  readonly shows: (page: Page) => Locator
}

const current = (page: Page, region: string, text: string) =>
  page.getByRole('region', { name: region, exact: true }).locator('[aria-current=true]', { hasText: text })

/** An address of each page with something selected on it. */
function linksOf({ exchange, notification, subscription, inboxEntry, runId }: BusyBench): Link[] {
  return [
    { path: '/', shows: (page) => page.getByRole('heading', { name: 'Call the APIs' }) },
    { path: '/network/driver-assistant', shows: (page) => current(page, 'Devices', "Driver's assistant") },
    { path: '/network/nobody', shows: (page) => page.getByRole('heading', { name: 'Degradations' }) },
    {
      path: `/notifications/events/${notification.id}`,
      shows: (page) => current(page, 'Events', 'conductor-tablet'),
    },
    {
      path: `/notifications/subscriptions/${subscription.id}`,
      shows: (page) => page.getByRole('heading', { name: `Subscription of ${subscription.deviceId}` }),
    },
    { path: `/notifications/inbox/${inboxEntry.id}`, shows: (page) => current(page, 'Inbox', inboxEntry.path) },
    { path: '/usage/ur002', shows: (page) => current(page, 'Usage reports', 'ur002') },
    { path: `/traffic/${exchange.id}?status=2xx`, shows: (page) => current(page, 'Exchanges', exchange.url) },
    {
      path: `/conformance/${runId}/TC_UsageReport_N3`,
      shows: (page) => page.getByRole('region', { name: 'Case TC_UsageReport_N3' }),
    },
    { path: '/no/such/page', shows: (page) => page.getByText('There is no such page') },
  ]
}

describe('an address of the window', () => {
  it('restores page and selection, for whoever has a session and for whoever follows it with the token', async () => {
    const bench = await busyBench()
    const page = await openWindowOf(bench)
    for (const { path, shows } of linksOf(bench)) {
      await page.goto(bench.controlUrl + path)
      await shows(page).waitFor()
      expect(page.url(), 'the address stays').toBe(bench.controlUrl + path)
    }

    const stranger = await freshPage()
    await stranger.goto(addressOf(bench, '/usage/ur002'))
    await current(stranger, 'Usage reports', 'ur002').waitFor()
  })

  it('is made by every selection, so that back and forward work', async () => {
    const { page, bench } = await openWindow({ path: '/usage' })
    await page.getByRole('link', { name: /ur002/ }).click()
    await current(page, 'Usage reports', 'ur002').waitFor()
    await page.getByRole('link', { name: /ur003/ }).click()
    await current(page, 'Usage reports', 'ur003').waitFor()
    await page.goBack()
    await current(page, 'Usage reports', 'ur002').waitFor()
    expect(page.url()).toBe(`${bench.controlUrl}/usage/ur002`)
  })
})
