import type { BrowserWindow } from 'electron'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { DESKTOP_FUNCTIONS, desktopChannel, type DesktopFunction } from '#shared/control/desktopApi'
import { offerDesktopFunctions } from '../../src-main/desktop/desktopFunctions'
import { contextBridge, dialog, ipcListeners, ipcRenderer, shell } from '../support/fakeElectron'
import { temporaryFolder } from '../support/temporaryFolder'

vi.mock('electron', () => import('../support/fakeElectron'))

const OWN = 'http://127.0.0.1:9090'
const GOOD_ARGUMENTS: Record<DesktopFunction, unknown[]> = {
  openFile: [['yaml']],
  saveFile: ['report.json', '{}'],
  revealInFolder: ['/tmp/report.json'],
  openExternal: ['https://example.com/'],
  appVersion: [],
}

async function ask(name: DesktopFunction, args: unknown[], senderFrame: { origin: string } | null = { origin: OWN }) {
  return await ipcListeners.get(desktopChannel(name))?.({ senderFrame }, ...args)
}

beforeEach(() => {
  vi.clearAllMocks()
  offerDesktopFunctions({} as BrowserWindow, OWN)
})

describe.each(DESKTOP_FUNCTIONS)('%s', (name) => {
  it.each([{ origin: 'https://example.com' }, { origin: 'http://127.0.0.1:9091' }, { origin: 'null' }, null])(
    'is refused to a page of %o',
    async (senderFrame) => {
      await expect(ask(name, GOOD_ARGUMENTS[name], senderFrame)).rejects.toThrow(`Only the page of ${OWN} may ask`)
      for (const effect of [...Object.values(dialog), ...Object.values(shell)]) expect(effect).not.toHaveBeenCalled()
    },
  )

  it('is refused with arguments of another shape', async () => {
    await expect(ask(name, [...GOOD_ARGUMENTS[name], 7])).rejects.toThrow()
    for (const effect of [...Object.values(dialog), ...Object.values(shell)]) expect(effect).not.toHaveBeenCalled()
  })
})

it('openFile answers the name and the text of the file the user picks', async () => {
  const path = join(temporaryFolder(), 'tunnel.yaml')
  writeFileSync(path, 'name: tunnel')
  dialog.showOpenDialog.mockResolvedValueOnce({ filePaths: [path] })
  expect(await ask('openFile', [['yaml']])).toEqual({ name: 'tunnel.yaml', text: 'name: tunnel' })
  expect(await ask('openFile', [['yaml']])).toBeUndefined()
})

it('saveFile writes where the user says, and only that is revealed', async () => {
  const path = join(temporaryFolder(), 'run.json')
  dialog.showSaveDialog.mockResolvedValueOnce({ filePath: path })
  expect(await ask('saveFile', ['../../run.json', '{"verdict":"pass"}'])).toBe(path)
  expect(dialog.showSaveDialog).toHaveBeenCalledWith({}, { defaultPath: 'run.json' })
  expect(readFileSync(path, 'utf8')).toBe('{"verdict":"pass"}')

  await ask('revealInFolder', ['/etc/passwd'])
  expect(shell.showItemInFolder).not.toHaveBeenCalled()
  await ask('revealInFolder', [path])
  expect(shell.showItemInFolder).toHaveBeenCalledExactlyOnceWith(path)
})

it('saveFile writes nothing when the user cancels', async () => {
  expect(await ask('saveFile', ['run.json', '{}'])).toBeUndefined()
})

it('openExternal opens https addresses only', async () => {
  await ask('openExternal', ['file:///etc/passwd'])
  expect(shell.openExternal).not.toHaveBeenCalled()
  await ask('openExternal', ['https://example.com/'])
  expect(shell.openExternal).toHaveBeenCalledExactlyOnceWith('https://example.com/')
})

it('appVersion answers the version of the app', async () => {
  expect(await ask('appVersion', [])).toBe('9.8.7')
})

it('the preload offers these functions, each on its own channel, and nothing else', async () => {
  await import('../../src-main/desktop/preload')
  expect(contextBridge.exposeInMainWorld).toHaveBeenCalledOnce()
  const [name, functions = {}] = contextBridge.exposeInMainWorld.mock.lastCall ?? []
  expect(name).toBe('callboxDesktop')
  expect(Object.keys(functions)).toEqual([...DESKTOP_FUNCTIONS])
  for (const name of DESKTOP_FUNCTIONS) {
    functions[name]?.()
    expect(ipcRenderer.invoke).toHaveBeenLastCalledWith(desktopChannel(name))
  }
})
