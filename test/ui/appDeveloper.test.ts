// The window as somebody uses it who writes an app: a token, a setting, a notification and what became of it.
import { describe, expect, it } from 'vitest'
import { camaraClient } from '../support/camaraClient'
import { openWindow, panelOf } from '../support/benchWindow'

const PHONE = { phoneNumber: '+447700900101' }

describe('an app developer', () => {
  it('mints a token, sets how subscriptions are answered, and follows a notification from its crossing to the sink', async () => {
    const { page, bench } = await openWindow({ path: '/tokens', flags: ['--scenario', 'train-tunnel'] })
    const app = camaraClient(bench.serverRoot)

    const form = panelOf(page, 'Mint a token')
    await form.getByLabel('Client').fill('my-app')
    await form.getByRole('button', { name: 'Mint token' }).click()
    const minted = panelOf(page, 'Access token')
    await minted.getByRole('region', { name: 'Claims of the token' }).getByText('my-app').first().waitFor()
    app.useToken((await minted.getByRole('region', { name: 'Access token', exact: true }).innerText()).trim())
    const profileId = await app.createProfile({ packetDelayBudget: { value: 100, unit: 'Milliseconds' } })

    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('combobox', { name: 'Answer to a new subscription' }).click()
    await page.getByRole('option', { name: 'Later (202)' }).click()
    await expect.poll(async () => (await bench.control.readSettings()).subscriptionCreation).toBe('async')
    const subscribed = await app.subscribe({
      profileId,
      device: PHONE,
      sink: bench.inboxUrl,
      config: { initialEvent: true },
    })
    expect(subscribed.status).toBe(202)

    await page.getByRole('link', { name: 'Notifications', exact: false }).first().click()
    await page.getByRole('region', { name: 'Events', exact: true }).getByText('Delivered').first().waitFor()
    await panelOf(page, 'Condition, event and attempts').locator('canvas').waitFor()
    await page.getByRole('button', { name: 'Replay from here' }).click()
    await expect.poll(async () => (await bench.control.listInbox()).items.length).toBeGreaterThan(1)
  })

  it('is told beside the field what a setting cannot be', async () => {
    const { page, bench } = await openWindow({ path: '/settings' })
    const hold = page.getByRole('spinbutton', { name: 'Hold time' })
    await hold.fill('4000')
    await hold.press('Enter')
    await page.getByRole('alert').filter({ hasText: 'must be at most 3600' }).waitFor()
    expect((await bench.control.readSettings()).holdSeconds).toBe(0)
  })

  it('reads the descriptions of the APIs, with nothing fetched from elsewhere', async () => {
    const { page, bench } = await openWindow()
    await page.goto(`${bench.serverRoot}/docs/connectivity-insights-subscriptions-v0.6`)
    await page.getByText('Have a sink told whenever').first().waitFor()
  })
})
