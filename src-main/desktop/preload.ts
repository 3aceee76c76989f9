// The bridge of the sandboxed window: the functions of DesktopApi by name, and nothing else.
import { contextBridge, ipcRenderer } from 'electron'
import { DESKTOP_FUNCTIONS, desktopChannel } from '#shared/control/desktopApi'

const invoke =
  (name: (typeof DESKTOP_FUNCTIONS)[number]) =>
  (...args: unknown[]) =>
    ipcRenderer.invoke(desktopChannel(name), ...args)

contextBridge.exposeInMainWorld(
  'callboxDesktop',
  Object.fromEntries(DESKTOP_FUNCTIONS.map((name) => [name, invoke(name)])),
)
