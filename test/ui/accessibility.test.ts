import axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { CONNECTION_BROKE, openWindow, openWindowOf, panelOf, visit } from '../support/benchWindow'
import { busyBench, type BusyBench } from '../support/busyBench'
import { cuttableProxy } from '../support/cuttableProxy'

/**
 * While a list is open its library hides all the rest from assistive technology and holds the focus in it; axe takes
 * what is hidden for a fault, so only the list is judged then.
 */
const OPEN_LIST = '[role=listbox]'

async function findingsOf(page: Page, options: axe.RunOptions): Promise<string[]> {
  const { violations } = await page.evaluate<axe.AxeResults>(
    `axe.run(document.querySelector('${OPEN_LIST}') ?? document, ${JSON.stringify(options)})`,
  )
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

/** What axe-core finds in the light theme and, as far as colours go, in the dark one; each as `rule: element`. */
async function findings(page: Page): Promise<string[]> {
  if (!(await page.evaluate<boolean>('"axe" in globalThis'))) await page.evaluate(axe.source)
  const inLight = await findingsOf(page, { resultTypes: ['violations'] })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator('html.dark, html:not(:has(#app))').waitFor()
  const inDark = await findingsOf(page, { resultTypes: ['violations'], runOnly: ['color-contrast'] })
  await page.emulateMedia({ colorScheme: 'light' })
  return [...inLight, ...inDark.map((finding) => `dark: ${finding}`)]
}

interface View {
  readonly name: string
  readonly path: string | ((bench: BusyBench) => string)
  /** Opens what the view has: a dialog, a popover, a list. */
  readonly open: (page: Page) => Promise<unknown>
}

async function openDetails(page: Page) {
  await page.getByText('5 of 7 passed').waitFor()
  for (const summary of await page.locator('details > summary').all()) await summary.click()
}

const VIEWS: readonly View[] = [
  {
    name: 'the overview with a token',
    path: '/',
    async open(page) {
      await page.getByRole('button', { name: 'Mint token' }).click()
      await page.getByText('expires').waitFor()
      await page.getByRole('tab', { name: 'Python' }).click()
    },
  },
  {
    name: 'the overview with an open list and a toast',
    path: '/',
    async open(page) {
      await page.getByRole('button', { name: 'Jump' }).click()
      await page.getByRole('button', { name: '+ 10 s' }).click()
      await page.getByRole('status').filter({ hasText: 'Clock jumped' }).waitFor()
      await page.getByLabel('Request', { exact: true }).click()
      await page.getByRole('listbox').waitFor()
    },
  },
  { name: 'the network', path: '/network/tunnel-camera', open: (page) => panelOf(page, 'Degrade').waitFor() },
  {
    name: 'the network with everything unfolded',
    path: '/network',
    async open(page) {
      await page.getByRole('button', { name: 'Why this answer?' }).first().click()
      await page.getByRole('region', { name: 'Why this answer' }).waitFor()
      await page.getByRole('button', { name: 'New profile' }).click()
      await page.getByLabel('5QI').waitFor()
      await page.getByRole('button', { name: 'Import', exact: true }).click()
      const file = { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('t,rtt\n0,80\n5,90\n') }
      await page.getByLabel('CSV file').setInputFiles(file)
      await page.getByRole('figure', { name: 'Preview of the trace' }).waitFor()
    },
  },
  {
    name: 'the network with an open list',
    path: '/network',
    async open(page) {
      await panelOf(page, 'Degrade').getByLabel('What').click()
      await page.getByRole('listbox').waitFor()
    },
  },
  {
    name: 'the network with the theme menu',
    path: '/network',
    async open(page) {
      await page.getByRole('button', { name: /^Theme/ }).click()
      await page.getByRole('menu').waitFor()
    },
  },
  {
    name: 'events with the jump of the clock',
    path: '/notifications',
    async open(page) {
      await page.getByRole('button', { name: 'Jump' }).click()
      await page.getByRole('form', { name: 'Jump of the bench clock' }).waitFor()
    },
  },
  {
    name: 'an event',
    path: '/notifications/events',
    open: (page) => page.getByRole('region', { name: 'Why it was raised' }).waitFor(),
  },
  {
    name: 'subscriptions',
    path: '/notifications/subscriptions',
    open: (page) => page.getByRole('heading', { name: 'Last answers' }).waitFor(),
  },
  {
    name: 'the inbox',
    path: '/notifications/inbox',
    open: (page) => page.getByRole('heading', { name: /^POST/ }).waitFor(),
  },
  { name: 'usage', path: '/usage/ur002', open: (page) => page.getByRole('meter').first().waitFor() },
  {
    name: 'usage with a history and a refused charge',
    path: '/usage/ur001',
    async open(page) {
      const bucket = panelOf(page, 'data').last() // it stands in a section of the page
      for (const amount of ['0.5', '99']) {
        await bucket.getByLabel('Amount').fill(amount)
        await bucket.getByRole('button', { name: 'Charge' }).click()
        await bucket.getByRole('row').filter({ hasText: 'Charge' }).first().waitFor()
      }
      await bucket.getByText('more than what remains', { exact: false }).waitFor()
      await bucket.getByRole('img').waitFor()
    },
  },
  {
    name: 'a new report with problems',
    path: '/usage?edit=new',
    async open(page) {
      await page.getByRole('button', { name: 'Register', exact: true }).click()
      await page.getByRole('alert').first().waitFor()
    },
  },
  {
    name: 'traffic with an exchange',
    path: '/traffic',
    async open(page) {
      await page.getByRole('region', { name: 'Exchanges' }).getByRole('link').first().click()
      await page.getByRole('region', { name: 'Exchange', exact: true }).waitFor()
    },
  },
  {
    name: 'traffic with an open filter',
    path: '/traffic',
    async open(page) {
      await page.getByLabel('Filter by status').click()
      await page.getByRole('listbox').waitFor()
    },
  },
  {
    name: 'faults', // a few of hundreds of rows that are alike
    path: '/faults?text=filter-ignored',
    async open(page) {
      await page.getByText('tmf677-user-filter-ignored').first().waitFor()
      await panelOf(page, 'Add a fault').getByLabel('Status').fill('99')
      await page.getByRole('button', { name: 'Add the fault' }).click()
      await page.getByText('One field is not in order').waitFor()
    },
  },
  { name: 'a finished run', path: '/conformance', open: openDetails },
  {
    name: 'another server that is set up, with what is wrong',
    path: '/conformance?setup=connection',
    async open(page) {
      await page.getByRole('tab', { name: 'Another server' }).click()
      await page.getByRole('button', { name: 'Try connection' }).click()
      await page.getByText('is not a URL').first().waitFor()
    },
  },
  {
    name: 'what must be registered, and a hook that does it',
    path: '/conformance?setup=registration',
    async open(page) {
      await page.getByLabel('Register them by a hook before each run').click()
      await page.getByRole('region', { name: 'First request of the hook', exact: true }).waitFor()
    },
  },
  {
    name: 'a request that is edited, and the help',
    path: '/conformance',
    async open(page) {
      await page.getByRole('tab', { name: 'This bench' }).click()
      await page.getByRole('button', { name: 'Step', exact: true }).click()
      await page.getByRole('region', { name: 'Next request' }).waitFor()
      await page.keyboard.press('Alt+E')
      await page.getByRole('form', { name: 'Edit the request' }).waitFor()
      await page.getByRole('button', { name: 'Help' }).click()
      await page.getByRole('region', { name: 'How to read a run' }).waitFor()
    },
  },
  {
    name: 'two runs compared',
    path: ({ runId, earlierRunId }) => `/conformance/${earlierRunId}?with=${runId}`,
    open: (page) => page.getByRole('region', { name: 'Comparison' }).getByText('TC_UsageReport_N2').waitFor(),
  },
  {
    name: 'a shipped scenario',
    path: '/scenarios/train-tunnel',
    open: (page) => page.getByRole('region', { name: 'Tracks' }).getByRole('button').first().waitFor(),
  },
  {
    name: 'a scenario with problems',
    path: '/scenarios',
    async open(page) {
      await page.getByRole('button', { name: 'New', exact: true }).click()
      await page.getByRole('heading', { name: 'A new scenario' }).waitFor()
      await page.getByRole('textbox', { name: /^Source of/ }).click()
      await page.keyboard.press('Control+End')
      await page.keyboard.type('timelin: []')
      await page.getByText('did you mean "timeline"?').first().waitFor()
    },
  },
  {
    name: 'a minted token',
    path: '/tokens',
    async open(page) {
      await page.getByRole('button', { name: 'Mint token' }).click()
      await page.getByRole('region', { name: 'Claims of the token' }).waitFor()
    },
  },
  { name: 'the settings', path: '/settings', open: (page) => page.getByRole('switch').first().waitFor() },
  { name: 'an unknown page', path: '/no/such', open: (page) => page.getByText('There is no such page').waitFor() },
]

describe('axe finds nothing on', () => {
  it('any page, whatever is open on it', async () => {
    const bench = await busyBench()
    const page = await openWindowOf(bench, { expectedErrors: /status of 409/ }) // a charge is refused
    const found: Record<string, string[]> = {}
    for (const { name, path, open } of VIEWS) {
      await visit(page, typeof path === 'string' ? path : path(bench))
      await open(page)
      found[name] = await findings(page)
    }
    expect(found).toEqual(Object.fromEntries(VIEWS.map(({ name }) => [name, []])))
  }, 180_000)

  it('pages that have nothing to show yet', async () => {
    const { page } = await openWindow({ flags: ['--scenario', 'certification'] })
    for (const path of [
      '/',
      '/scenarios',
      '/network',
      '/notifications',
      '/notifications/inbox',
      '/tokens',
      '/usage',
      '/traffic',
      '/faults?text=filter-ignored',
      '/conformance',
    ]) {
      await visit(page, path)
      await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' })
      await page.getByRole('status').filter({ hasText: 'Live' }).waitFor()
      expect(await findings(page), path).toEqual([])
    }
  })

  it('what a browser is shown that the bench does not know', async () => {
    const proxy = await cuttableProxy()
    const expectedErrors = new RegExp(`status of 401|${CONNECTION_BROKE.source}`)
    const { page } = await openWindow({ path: '/usage', proxy: proxy.url, expectedErrors })
    await page.context().clearCookies()
    proxy.cutStreams()
    proxy.mendStreams()
    await page.getByLabel('Control token').waitFor()
    expect(await findings(page)).toEqual([])
    await page.reload()
    await page.getByText('No session came with this request').waitFor()
    expect(await findings(page)).toEqual([])
  })
})
