import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { CONNECTION_BROKE, openWindow, openWindowOf } from '../support/benchWindow'
import { portsOf, serveCallbox, serveUntilTestEnds, type CallboxProcess } from '../support/callboxProcess'
import { cuttableProxy } from '../support/cuttableProxy'
import { temporaryFolder } from '../support/temporaryFolder'

const connectionSays = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words }).waitFor()
const degradationOf = (page: Page, target: string) => page.getByRole('button', { name: `Clear: ${target}` })

async function degrade({ control }: CallboxProcess, device: string): Promise<void> {
  await control.addDegradation({ body: { target: { device }, effect: { delayMs: { set: 900 } } } })
}

describe('a bench that is killed and started again under the page', () => {
  it('is told to be lost, is found again, and shows what was and what came while nobody watched', async () => {
    const dataFolder = temporaryFolder()
    const first = await serveCallbox(dataFolder)
    const page = await openWindowOf(first, { path: '/network', expectedErrors: CONNECTION_BROKE })
    await degrade(first, 'conductor-tablet')
    await degradationOf(page, 'Device conductor-tablet').waitFor()

    await first.end('SIGKILL')
    await connectionSays(page, 'Connection lost')
    await page.getByRole('alert').filter({ hasText: 'The bench does not answer' }).waitFor()
    await degradationOf(page, 'Device conductor-tablet').waitFor()

    const second = await serveUntilTestEnds(dataFolder, ...portsOf(first))
    await degrade(second, 'passenger-phone')
    await connectionSays(page, 'Live')
    await degradationOf(page, 'Device passenger-phone').waitFor()
    await degradationOf(page, 'Device conductor-tablet').waitFor()
    await degrade(second, 'driver-assistant')
    await degradationOf(page, 'Device driver-assistant').waitFor()
  })
})

describe('an event stream that breaks off while the bench lives', () => {
  it('is resumed where it broke off, with what happened meanwhile and without fetching everything anew', async () => {
    const proxy = await cuttableProxy()
    const options = { path: '/network', proxy: proxy.url, expectedErrors: CONNECTION_BROKE }
    const { page, bench } = await openWindow(options)
    await degrade(bench, 'conductor-tablet')
    await degradationOf(page, 'Device conductor-tablet').waitFor()

    proxy.cutStreams()
    await connectionSays(page, 'Connection lost')
    await degrade(bench, 'passenger-phone')
    const fetched: string[] = []
    page.on('request', (request) => fetched.push(new URL(request.url()).pathname))
    proxy.mendStreams()
    await connectionSays(page, 'Live')
    await degradationOf(page, 'Device passenger-phone').waitFor()
    expect(fetched).not.toContain('/control/v1/degradations')
  })
})
