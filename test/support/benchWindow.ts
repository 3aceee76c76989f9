// The window of a really started bench in a real browser, as a person has it. Whatever the test looks at, the page may
// log no error, throw nothing, and ask nobody but this machine.
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core'
import { expect, inject, onTestFinished } from 'vitest'
import { serveUntilTestEnds, type CallboxProcess } from './callboxProcess'
import { temporaryFolder } from './temporaryFolder'

/** How long a test waits for what it expects of the page. */
const PATIENCE_MS = 15_000
const THIS_MACHINE = '127.0.0.1'

/** What Chromium says of a connection that breaks: it names it by the moment at which it notices. */
export const CONNECTION_BROKE = /Failed to load resource: net::ERR_/

export interface WindowOptions {
  /** A page of the window, `/network` for example. */
  readonly path?: string
  readonly theme?: 'light' | 'dark'
  readonly size?: { readonly width: number; readonly height: number }
  /** Errors in the console that are part of the test, like those of a browser whose server is killed. */
  readonly expectedErrors?: RegExp
  /** Address of a forward proxy through which the browser reaches the bench. */
  readonly proxy?: string
  /** Flags of `callbox serve`. */
  readonly flags?: readonly string[]
}

export interface BenchWindow {
  readonly page: Page
  readonly bench: CallboxProcess
}

let connected: Promise<Browser> | undefined

/** The browser of the global setup. */
function browser(): Promise<Browser> {
  connected ??= chromium.connect(inject('browserAddress'))
  return connected
}

function noteComplaints(context: BrowserContext, expected: RegExp | undefined): string[] {
  const complaints: string[] = []
  const complain = (what: string) => {
    if (!expected?.test(what)) complaints.push(what)
  }
  context.on('console', (message) => {
    if (message.type() === 'error') complain(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => complain(`thrown: ${String(error.error())}`))
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    const isLocal = hostname === THIS_MACHINE || protocol === 'data:' || protocol === 'blob:'
    if (!isLocal) complaints.push(`request to ${request.url()}`)
  })
  return complaints
}

/** A browser without cookies, storage or cache, until the test ends. */
export async function freshPage(options: WindowOptions = {}): Promise<Page> {
  const { theme = 'light', size = { width: 1440, height: 900 }, expectedErrors } = options
  const context = await (
    await browser()
  ).newContext({
    colorScheme: theme,
    viewport: size,
    reducedMotion: 'reduce',
    ...(options.proxy !== undefined && { proxy: { server: options.proxy } }),
  })
  context.setDefaultTimeout(PATIENCE_MS)
  const complaints = noteComplaints(context, expectedErrors)
  onTestFinished(async () => {
    await context.close()
    expect(complaints, 'what the page complained about').toEqual([])
  })
  return context.newPage()
}

async function navigate(page: Page, path: string): Promise<void> {
  await page.evaluate(
    `history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`,
  )
}

/**
 * To a page of the window anew, as by one of its links: what loading the window costs is spared. What is open is closed, and
 * the way leads over a page that is not there, so that nothing of the page before is left.
 */
export async function visit(page: Page, path: string): Promise<void> {
  const nowhere = page.getByText('Nothing is at /nowhere.')
  await page.keyboard.press('Escape')
  await navigate(page, '/nowhere')
  await nowhere.waitFor()
  await navigate(page, path)
  await nowhere.waitFor({ state: 'detached' })
}

/** The printed address, leading to one page of the window. */
export function addressOf(bench: CallboxProcess, path = '/'): string {
  const address = new URL(bench.uiUrl)
  address.pathname = path
  return address.href
}

/** A bench of the test's own and a signed-in window on it. */
export async function openWindow(options: WindowOptions = {}): Promise<BenchWindow> {
  const bench = await serveUntilTestEnds(temporaryFolder(), ...(options.flags ?? []))
  return { bench, page: await openWindowOf(bench, options) }
}

export async function openWindowOf(bench: CallboxProcess, options: WindowOptions = {}): Promise<Page> {
  const page = await freshPage(options)
  await page.goto(addressOf(bench, options.path))
  await page.getByRole('status').filter({ hasText: 'Live' }).waitFor()
  return page
}

/** A titled part of a page. */
export function panelOf(page: Page, title: string): Locator {
  return page.locator('section', { has: page.getByRole('heading', { name: title, exact: true, level: 2 }) })
}
