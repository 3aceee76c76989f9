// What the window may ask of the desktop. Each call is answered only if it comes from our own page.
import { app, dialog, ipcMain, shell, type BrowserWindow } from 'electron'
import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import { DESKTOP_FUNCTIONS, desktopChannel, type DesktopApi } from '#shared/control/desktopApi'
import { openInBrowser } from './navigation'

const zText = z.string().max(64 * 1024 * 1024)

function desktopFunctions(window: BrowserWindow): DesktopApi {
  /** The window may only reveal what it saved itself. */
  const saved = new Set<string>()
  return {
    async openFile(extensions) {
      const filters = [{ name: 'Files', extensions: z.array(z.string()).parse(extensions) }]
      const { filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'], filters })
      const [path] = filePaths
      return path === undefined ? undefined : { name: basename(path), text: await readFile(path, 'utf8') }
    },
    async saveFile(suggestedName, text) {
      const { filePath } = await dialog.showSaveDialog(window, { defaultPath: basename(zText.parse(suggestedName)) })
      if (!filePath) return undefined
      await writeFile(filePath, zText.parse(text))
      saved.add(filePath)
      return filePath
    },
    revealInFolder(path) {
      if (saved.has(path)) shell.showItemInFolder(path)
      return Promise.resolve()
    },
    async openExternal(url) {
      await openInBrowser(zText.parse(url))
    },
    appVersion: () => Promise.resolve(app.getVersion()),
  }
}

/** Answers the window's calls. @param origin the only origin that is answered. */
export function offerDesktopFunctions(window: BrowserWindow, origin: string): void {
  const functions = desktopFunctions(window)
  for (const name of DESKTOP_FUNCTIONS) {
    const call = functions[name] as (...args: unknown[]) => Promise<unknown>
    ipcMain.handle(desktopChannel(name), (event, ...args: unknown[]) => {
      const from = event.senderFrame?.url ?? ''
      if (URL.parse(from)?.origin !== origin)
        throw new Error(`${name} was asked for by ${from}, which is not this window`)
      return call(...args)
    })
  }
}
