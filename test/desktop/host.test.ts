import { resolve } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type * as Electron from '../support/fakeElectron'
import { temporaryFolder } from '../support/temporaryFolder'

const ROOT = resolve(import.meta.dirname, '../..')
const FREE_PORTS = ['--port', '0', '--ui-port', '0', '--inbox-port', '0']

interface Ready {
  uiUrl: string
  controlUrl: string
}

let electron: typeof Electron
const printed = vi.spyOn(console, 'log')
const complained = vi.spyOn(process.stderr, 'write')

/** Runs the entry as `electron . ARGS` does. */
async function startHost(...args: string[]): Promise<void> {
  vi.spyOn(process, 'argv', 'get').mockReturnValue(['/bin/electron', '--no-sandbox', ROOT, ...args])
  await import('../../src-main/electron')
}

async function openWindow(data = temporaryFolder()) {
  await startHost('--json', '--data', data, ...FREE_PORTS)
  const window = await vi.waitUntil(() => electron.BrowserWindow.opened.at(-1), { timeout: 10_000 })
  await vi.waitUntil(() => electron.app.listenerCount('second-instance') > 0 || isOver())
  return { window, data, ready: JSON.parse(String(printed.mock.lastCall?.[0])) as Ready }
}

const isOver = () => electron.app.exit.mock.calls.length > 0
const exitCode = () => vi.waitUntil(() => electron.app.exit.mock.lastCall, { timeout: 5_000 })

beforeEach(async () => {
  vi.resetModules() // each test starts the entry, and another app
  vi.doMock('electron', () => import('../support/fakeElectron'))
  printed.mockReset().mockReturnValue()
  complained.mockReset().mockReturnValue(true)
  electron = await import('../support/fakeElectron')
})

afterEach(async () => {
  electron.app.quit()
  await exitCode()
  for (const signal of ['SIGINT', 'SIGTERM']) process.removeAllListeners(signal)
})

it('opens one sandboxed window on the bench, with the session in place', async () => {
  const { window, ready } = await openWindow()
  expect(window.options.webPreferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    spellcheck: false,
    preload: resolve(ROOT, 'out/preload/preload.cjs'),
  })
  expect(window.loaded).toEqual([`${ready.controlUrl}/`])
  const cookie = electron.session.defaultSession.cookies.set.mock.lastCall?.[0] as { name: string; value: string }
  expect(cookie).toMatchObject({ url: ready.controlUrl, httpOnly: true, sameSite: 'strict' })
  const answer = await fetch(window.loaded[0] ?? '', { headers: { cookie: `${cookie.name}=${cookie.value}` } })
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('<title>Callbox')
  expect(electron.BrowserWindow.opened).toHaveLength(1)
})

it('shows the window when its page is ready, locked and without permissions', async () => {
  const { window } = await openWindow()
  expect(window.options.show).toBe(false)
  window.emit('ready-to-show')
  expect(window.show).toHaveBeenCalledOnce()
  expect(window.webContents.openHandler?.({ url: 'https://example.com/' })).toEqual({ action: 'deny' })
  expect(electron.session.defaultSession.setPermissionRequestHandler).toHaveBeenCalledOnce()
  expect(electron.Menu.setApplicationMenu).toHaveBeenCalledOnce()
})

it('is one instance a data folder: a second one starts nothing', async () => {
  electron.app.requestSingleInstanceLock.mockReturnValueOnce(false)
  const data = temporaryFolder()
  await startHost('--data', data, ...FREE_PORTS)
  expect(electron.app.setPath).toHaveBeenCalledExactlyOnceWith('userData', resolve(data, 'window'))
  expect(electron.app.exit).toHaveBeenCalledOnce()
  expect(electron.BrowserWindow.opened).toEqual([])
  expect(printed).not.toHaveBeenCalled()
})

it('comes to the front when a second instance is started', async () => {
  const { window } = await openWindow()
  window.isMinimized = () => true
  electron.app.emit('second-instance')
  expect(window.restore).toHaveBeenCalledOnce()
  expect(window.focus).toHaveBeenCalledOnce()
})

it.each([
  ['the last window is closed', () => electron.app.emit('window-all-closed')],
  ['it gets a signal, and gets it twice', () => process.emit('SIGINT') && process.emit('SIGINT')],
])('stops the bench before it quits when %s', async (_when, quit) => {
  const { ready } = await openWindow()
  expect((await fetch(ready.uiUrl, { redirect: 'manual' })).status).toBe(303)
  quit()
  expect(electron.app.exit).not.toHaveBeenCalled()
  expect(await exitCode()).toEqual([0])
  await expect(fetch(ready.uiUrl)).rejects.toThrow('fetch failed')
})

it('says why the page did not load, and stops the bench', async () => {
  electron.BrowserWindow.load = () => Promise.reject(new Error('ERR_FAILED'))
  const { ready } = await openWindow()
  expect(await exitCode()).toEqual([1])
  expect(electron.dialog.showErrorBox).toHaveBeenCalledExactlyOnceWith('Callbox could not start', 'ERR_FAILED')
  await expect(fetch(ready.uiUrl)).rejects.toThrow('fetch failed')
})

it('says why the bench did not start', async () => {
  await startHost('--data', temporaryFolder(), '--scenario', 'no-such-scenario', ...FREE_PORTS)
  expect(await exitCode()).toEqual([1])
  expect(electron.dialog.showErrorBox.mock.lastCall?.[1]).toContain('"no-such-scenario" is neither a file')
})

it('exits with 2 on wrong usage, as the command line does', async () => {
  await startHost('--prot', '1')
  expect(await exitCode()).toEqual([2])
  expect(complained).toHaveBeenCalledWith(expect.stringContaining("unknown option '--prot'"))
  expect(electron.dialog.showErrorBox).not.toHaveBeenCalled()
})
