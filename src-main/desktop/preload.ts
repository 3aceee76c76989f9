// The bridge of the sandboxed window: `window.callboxDesktop` is a DesktopApi, and nothing else crosses.
import { contextBridge, ipcRenderer } from 'electron'
import { DESKTOP_FUNCTIONS, desktopChannel, type DesktopFunction } from '#shared/control/desktopApi'

const ask = (name: DesktopFunction) => {
  const channel = desktopChannel(name)
  return (...args: unknown[]): Promise<unknown> => ipcRenderer.invoke(channel, ...args)
}

const desktop = Object.fromEntries(DESKTOP_FUNCTIONS.map((name) => [name, ask(name)]))
contextBridge.exposeInMainWorld('callboxDesktop', desktop)
