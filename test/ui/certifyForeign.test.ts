// The whole job of a certification tester in the window, against a server that shares no code with ours.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openWindow } from '../support/benchWindow'
import { runCallbox } from '../support/callboxProcess'
import { startForeignServer } from '../support/foreignServer'
import { temporaryFolder } from '../support/temporaryFolder'

const LIST = '/usageManagement/v1/usageConsumptionReport'
const TOKEN = 'topsecret-token'

/** A server whose bucket b222 has lost what is left of it, as long as it is broken. */
async function brokenServer() {
  const state = { isBroken: true }
  const server = await startForeignServer({
    quirk: {
      edit(reports) {
        const [balance] = reports.flatMap(({ bucket }) => bucket).find(({ id }) => id === 'b222')?.bucketBalance ?? []
        if (balance && state.isBroken) balance['remainingValue'] = 301
        return reports
      },
    },
  })
  onTestFinished(() => server.stop())
  return { server, state }
}

const setUp = (page: Page) => page.getByRole('region', { name: 'Setting up another server' })
const nextRequest = (page: Page) => page.getByRole('region', { name: 'Next request' })
const caseDetail = (page: Page, id: string) => page.getByRole('region', { name: `Case ${id}` })

async function savedBy(page: Page, button: Locator): Promise<{ name: string; path: string; text: string }> {
  const download = page.waitForEvent('download')
  await button.click()
  const file = await download
  const path = join(temporaryFolder(), file.suggestedFilename())
  await file.saveAs(path)
  return { name: file.suggestedFilename(), path, text: await readFile(path, 'utf8') }
}

/** Tells where the server is, tries it out, and sees to what has to be registered there. */
async function prepare(page: Page, serverRoot: string) {
  await page.getByRole('tab', { name: 'Another server' }).click()
  await setUp(page).getByLabel('Server root').fill('api.example.com')
  await setUp(page).getByRole('button', { name: 'Try connection' }).click()
  await setUp(page).getByText('is not a URL of http or https').waitFor()
  await setUp(page).getByLabel('Server root').fill(`${serverRoot}/usage`)
  await setUp(page).getByLabel('Authorization').click()
  await page.getByRole('option', { name: 'Bearer token' }).click()
  await setUp(page).getByLabel('Bearer token').fill(TOKEN)
  await setUp(page).getByRole('button', { name: 'Try connection' }).click()
  await setUp(page).getByText(`nothing is there: the server root is what stands before`).waitFor()
  await setUp(page).getByLabel('Server root').fill(serverRoot)
  await setUp(page).getByRole('button', { name: 'Try connection' }).click()
  await setUp(page)
    .getByText(/^It answers 200 in \d+ ms with JSON/)
    .waitFor()

  await page.getByRole('button', { name: 'Prepare…' }).click()
  const table = setUp(page).getByRole('region', { name: 'What must be registered' })
  await table.getByRole('row').filter({ hasText: 'ur002' }).getByText('b222').waitFor()
  const { name, text } = await savedBy(page, setUp(page).getByRole('button', { name: 'Save as JSON' }))
  expect(name).toBe(`usage-reports-${new Date().toISOString().slice(0, 7)}.json`)
  expect((JSON.parse(text) as { id: string }[]).map(({ id }) => id)).toEqual(['ur001', 'ur002', 'ur003'])
  await setUp(page).getByLabel('I registered these reports at the server').check()
  await page.getByLabel('Run by').fill('Ada')
}

describe('a certification tester', () => {
  it('prepares, steps, edits a request, finds a deviation and why, retries it, and hands over evidence', async () => {
    const { server, state } = await brokenServer()
    const { page } = await openWindow({ path: '/conformance' })
    await prepare(page, server.serverRoot)
    const sentBefore = server.seenHeaders.length

    await page.getByRole('button', { name: 'Step', exact: true }).click()
    const next = nextRequest(page)
    await next.getByText(`GET ${server.serverRoot}${LIST}`, { exact: true }).waitFor()
    expect(await page.content()).not.toContain(TOKEN)
    expect(server.seenHeaders).toHaveLength(sentBefore)

    // Edits the first request, sends that, and then the request of the suite again.
    await page.keyboard.press('Alt+E')
    await next.getByLabel('Path and query').fill(`${LIST}?relatedParty.id=u2`)
    await next.getByLabel('Headers').fill('accept: application/json\nauthorization: ***\nx-mine: yes')
    await next.getByLabel('Path and query').press('Control+Enter')
    const first = caseDetail(page, 'TC_UsageReport_N1')
    await first.getByText('edited by hand').waitFor()
    expect(server.seenHeaders.at(-1)).toMatchObject({ authorization: `Bearer ${TOKEN}`, 'x-mine': 'yes' })
    await page.getByText('edited', { exact: true }).first().waitFor()

    // Goes on to a breakpoint, and past it to the first failure.
    await page.getByRole('switch', { name: 'Wait before TC_UsageReport_N3' }).click()
    await page.keyboard.press('Alt+C')
    await next.getByText('TC_UsageReport_N3', { exact: true }).waitFor()
    await page.getByLabel('Wait at a failure').click()
    await page.getByRole('checkbox', { name: 'Wait at a failure', checked: true }).waitFor()
    await page.keyboard.press('Alt+C')
    const failed = caseDetail(page, 'TC_UsageReport_N4')
    await next.getByText('TC_UsageReport_N5', { exact: true }).waitFor()
    await page
      .getByRole('region', { name: 'Cases' })
      .getByRole('link', { name: /TC_UsageReport_N4/ })
      .click()
    const check = failed.getByRole('row').filter({ hasText: '301' })
    await check.getByText('Fail').waitFor()
    await check.getByText('TC_UsageReport').first().waitFor()

    // The server is mended, the case tried again, and the run ended.
    state.isBroken = false
    await page.keyboard.press('Alt+T')
    await failed.getByText(/^(\d+) of \1 checks passed$/).waitFor()
    await page.getByText('partial').first().waitFor()
    await page.keyboard.press('Alt+X')
    await page.getByText('cancelled').first().waitFor()

    // A run that nobody touches is the evidence: it is handed over as a bundle, which is as it was sealed.
    await page.getByRole('switch', { name: 'Wait before TC_UsageReport_N3' }).click()
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByText('7 of 7 passed').waitFor()
    const runs = page.getByRole('region', { name: 'Runs' }).getByRole('listitem')
    await runs
      .first()
      .getByRole('button', { name: /^What to do with/ })
      .click()
    const { path } = await savedBy(page, page.getByRole('menuitem', { name: 'Export Bundle' }))
    const verified = await runCallbox('evidence', 'verify', path)
    expect(verified).toMatchObject({ exitCode: 0 })
    expect(verified.stdout).toContain('intact, signer unknown')
    expect(verified.stdout).toMatch(new RegExp(`against ${server.serverRoot}, .*, by Ada`))
    expect(verified.stdout).toContain('evidence  yes')
  }, 120_000)

  it('who does not say that the reports are registered is told so, and nothing is sent', async () => {
    const { server } = await brokenServer()
    const { page } = await openWindow({ path: '/conformance' })
    await page.getByRole('tab', { name: 'Another server' }).click()
    await setUp(page).getByLabel('Server root').fill(server.serverRoot)
    await page.getByText('Until you say so, every case ends inconclusive').waitFor()
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByText('nobody says that it was done').first().waitFor()
    await page.getByText('0 of 7 passed').waitFor()
    expect(server.seenHeaders).toHaveLength(0)

    // A reload remembers where the server is, and no secret. A hook registers, and shows each reply.
    await page.reload()
    await page.getByRole('button', { name: 'Prepare…' }).click()
    await setUp(page).getByLabel('Register them by a hook before each run').click()
    await setUp(page).getByLabel('URL').fill(`{{serverRoot}}${LIST}/{{report.nothing}}`)
    await setUp(page).getByText('{{report.nothing}} is not a member of what is registered').first().waitFor()
    await setUp(page).getByLabel('URL').fill(`{{serverRoot}}${LIST}/{{report.id}}`)
    await setUp(page).getByText(`PUT ${server.serverRoot}${LIST}/ur001`).waitFor()
    await setUp(page).getByRole('button', { name: 'Register now' }).click()
    await setUp(page).getByText('All 3 are registered').waitFor()
    await setUp(page).getByText('Register ur003').waitFor()
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByText('3 reports registered').waitFor()
    await page.getByText(/^[1-6] of 7 passed/).waitFor()
  })
})
