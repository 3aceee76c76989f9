import { describe, expect, it } from 'vitest'
import { CONNECTION_BROKE, addressOf, freshPage, openWindow } from '../support/benchWindow'
import { portsOf, serveUntilTestEnds } from '../support/callboxProcess'
import { temporaryFolder } from '../support/temporaryFolder'

const UNAUTHORISED = /status of 401/

describe('the printed address', () => {
  it('opens the bench, and its token is swapped for a session that no script can read', async () => {
    const { page, bench } = await openWindow()
    expect(bench.uiUrl).toContain('token=')
    expect(page.url()).toBe(`${new URL(bench.uiUrl).origin}/`)
    await page.reload()
    await page.getByRole('heading', { name: 'Scenario' }).waitFor()
    expect(await page.evaluate('document.cookie')).toBe('')
  })
})

describe('a browser that the bench does not know', () => {
  it('is told by a wrong token how to get in, and gets in by the printed address', async () => {
    const bench = await serveUntilTestEnds(temporaryFolder())
    const page = await freshPage({ expectedErrors: UNAUTHORISED })
    const wrong = new URL(bench.uiUrl)
    wrong.searchParams.set('token', 'of-another-bench')

    const refusal = await page.goto(wrong.href)
    expect(refusal?.status()).toBe(401)
    await page.getByText('Open the link that callbox serve printed').waitFor()

    await page.goto(addressOf(bench))
    await page.getByRole('heading', { name: 'Scenario' }).waitFor()
  })

  it('because another bench took the place of its own is asked for the token, and is then back where it was', async () => {
    const expectedErrors = new RegExp(`${UNAUTHORISED.source}|${CONNECTION_BROKE.source}`)
    const { page, bench } = await openWindow({ path: '/network/driver-assistant', expectedErrors })
    await bench.end('SIGKILL')
    const other = await serveUntilTestEnds(temporaryFolder(), ...portsOf(bench))

    await page.getByRole('heading', { name: 'This bench does not know this browser' }).waitFor()
    await page.getByLabel('Control token').fill(other.controlToken)
    await page.getByRole('button', { name: 'Open the bench' }).click()
    await page.getByRole('heading', { name: "Driver's assistant" }).waitFor()
    expect(page.url()).toBe(`${other.controlUrl}/network/driver-assistant`)
  })
})
