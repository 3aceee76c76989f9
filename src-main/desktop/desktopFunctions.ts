// What the window may ask of the desktop. Each call is answered only if it comes from our own page.
import { app, dialog, ipcMain, shell, type BrowserWindow, type WebFrameMain } from 'electron'
import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import { DESKTOP_FUNCTIONS, desktopChannel, type DesktopApi, type DesktopFunction } from '#shared/control/desktopApi'
import { openInBrowser } from './navigation'

const zArguments = {
  openFile: z.tuple([z.array(z.string())]),
  saveFile: z.tuple([z.string(), z.union([z.string(), z.instanceof(Uint8Array)])]),
  revealInFolder: z.tuple([z.string()]),
  openExternal: z.tuple([z.string()]),
  appVersion: z.tuple([]),
} satisfies Record<DesktopFunction, z.ZodType<readonly unknown[]>>

function desktopFunctions(window: BrowserWindow): DesktopApi {
  /** The window may only reveal what it saved itself. */
  const saved = new Set<string>()
  return {
    async openFile(extensions) {
      const filters = [{ name: 'Files', extensions: [...extensions] }]
      const { filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'], filters })
      const [path] = filePaths
      return path === undefined ? undefined : { name: basename(path), text: await readFile(path, 'utf8') }
    },
    async saveFile(suggestedName, content) {
      const { filePath } = await dialog.showSaveDialog(window, { defaultPath: basename(suggestedName) })
      if (!filePath) return undefined
      await writeFile(filePath, content)
      saved.add(filePath)
      return filePath
    },
    revealInFolder(path) {
      if (saved.has(path)) shell.showItemInFolder(path)
      return Promise.resolve()
    },
    openExternal: (url) => openInBrowser(url),
    appVersion: () => Promise.resolve(app.getVersion()),
  }
}

/** @throws Error unless a page of `ownOrigin` asks. */
function refuseForeign(sender: WebFrameMain | null, ownOrigin: string): void {
  const origin = sender?.origin ?? 'a page that is gone'
  if (origin !== ownOrigin) throw new Error(`Only the page of ${ownOrigin} may ask this of the desktop, not ${origin}.`)
}

/** Answers the window's calls. @param ownOrigin the only origin that is answered. */
export function offerDesktopFunctions(window: BrowserWindow, ownOrigin: string): void {
  const functions = desktopFunctions(window) as Record<DesktopFunction, (...args: unknown[]) => Promise<unknown>>
  for (const name of DESKTOP_FUNCTIONS) {
    ipcMain.handle(desktopChannel(name), (event, ...args: unknown[]) => {
      refuseForeign(event.senderFrame, ownOrigin)
      return functions[name](...zArguments[name].parse(args))
    })
  }
}
