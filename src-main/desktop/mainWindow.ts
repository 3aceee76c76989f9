// The window: sandboxed, on the control listener's address, with the session put there as a cookie.
import { BrowserWindow, session } from 'electron'
import { join } from 'node:path'
import type { Bench } from '../bench/benchOptions'
import { offerDesktopFunctions } from './desktopFunctions'
import { denyPermissions, lockNavigation } from './navigation'

export async function openMainWindow(bench: Bench, appPath: string): Promise<BrowserWindow> {
  const { controlUrl, sessionCookie } = bench
  denyPermissions(session.defaultSession)
  await session.defaultSession.cookies.set({ ...sessionCookie, url: controlUrl, httpOnly: true, sameSite: 'strict' })
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Callbox',
    webPreferences: {
      preload: join(appPath, 'out/preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    },
  })
  lockNavigation(window.webContents, controlUrl)
  offerDesktopFunctions(window, controlUrl)
  window.once('ready-to-show', () => window.show())
  await window.loadURL(`${controlUrl}/`)
  return window
}
