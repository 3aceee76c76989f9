// The window: sandboxed, on the control listener's address, with the session put there as a cookie.
import { BrowserWindow, session, type WebPreferences } from 'electron'
import type { Bench } from '../bench/benchOptions'
import { offerDesktopFunctions } from './desktopFunctions'
import { denyPermissions, lockNavigation } from './navigation'

const SAFE: WebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  spellcheck: false, // it would fetch its dictionaries from the internet
}

/** @param preload the built preload script. @throws Error if the page does not load. */
export async function openMainWindow(bench: Bench, preload: string): Promise<BrowserWindow> {
  const { controlUrl, serverRoot, sessionCookie } = bench
  denyPermissions(session.defaultSession)
  await session.defaultSession.cookies.set({ ...sessionCookie, url: controlUrl, httpOnly: true, sameSite: 'strict' })
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Callbox',
    webPreferences: { ...SAFE, preload },
  })
  lockNavigation(window.webContents, { own: controlUrl, simulated: serverRoot })
  offerDesktopFunctions(window, controlUrl)
  window.once('ready-to-show', () => window.show())
  await window.loadURL(`${controlUrl}/`)
  return window
}
