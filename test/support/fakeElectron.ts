// Stands in for the module `electron`: `vi.mock('electron', () => import('../support/fakeElectron'))`. It remembers what
// it was told and lets a test raise Electron's events. Nothing of ours is in it.
import { EventEmitter } from 'node:events'
import { resolve } from 'node:path'
import { vi } from 'vitest'

export interface FakeEvent {
  defaultPrevented: boolean
  preventDefault(): void
}

export function fakeEvent<Details extends object>(details: Details): FakeEvent & Details {
  return {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true
    },
  }
}

class App extends EventEmitter {
  readonly exit = vi.fn<(code?: number) => void>()
  readonly setPath = vi.fn<(name: string, path: string) => void>()
  readonly requestSingleInstanceLock = vi.fn(() => true)
  readonly whenReady = () => Promise.resolve()
  readonly getAppPath = () => resolve(import.meta.dirname, '../..')
  readonly getVersion = () => '9.8.7'

  /** Every window closes; then the app goes unless somebody prevents it. */
  readonly quit = vi.fn(() => {
    const event = fakeEvent({})
    this.emit('will-quit', event)
    if (!event.defaultPrevented) this.exit(0)
  })
}

type OpenHandler = (details: { url: string }) => { action: string }

class WebContents extends EventEmitter {
  openHandler: OpenHandler | undefined
  readonly setWindowOpenHandler = (handler: OpenHandler) => {
    this.openHandler = handler
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly opened: BrowserWindow[] = []
  /** What the next `loadURL` does. */
  static load: (url: string) => Promise<void> = () => Promise.resolve()

  readonly webContents = new WebContents()
  readonly loaded: string[] = []
  readonly show = vi.fn()
  readonly focus = vi.fn()
  readonly restore = vi.fn()
  isMinimized = () => false
  isDestroyed = () => false

  constructor(readonly options: Record<string, unknown>) {
    super()
    BrowserWindow.opened.push(this)
  }

  async loadURL(url: string): Promise<void> {
    this.loaded.push(url)
    await BrowserWindow.load(url)
  }
}

type Listener = (event: { senderFrame: { origin: string } | null }, ...args: unknown[]) => unknown

export const app = new App()
export const dialog = {
  showErrorBox: vi.fn<(title: string, content: string) => void>(),
  showMessageBox: vi.fn(() => Promise.resolve({ response: 0 })),
  showOpenDialog: vi.fn(() => Promise.resolve({ filePaths: [] as string[] })),
  showSaveDialog: vi.fn(() => Promise.resolve({ filePath: '' })),
}
export const shell = { openExternal: vi.fn(() => Promise.resolve()), showItemInFolder: vi.fn() }
export const session = {
  defaultSession: {
    cookies: { set: vi.fn<(cookie: Record<string, unknown>) => Promise<void>>(() => Promise.resolve()) },
    setPermissionCheckHandler: vi.fn<(check: () => boolean) => void>(),
    setPermissionRequestHandler:
      vi.fn<(decide: (contents: unknown, permission: string, decide: (granted: boolean) => void) => void) => void>(),
  },
}
export const ipcListeners = new Map<string, Listener>()
export const ipcMain = { handle: (channel: string, listener: Listener) => void ipcListeners.set(channel, listener) }
export const contextBridge = { exposeInMainWorld: vi.fn<(name: string, api: Record<string, () => unknown>) => void>() }
export const ipcRenderer = { invoke: vi.fn<(channel: string, ...args: unknown[]) => unknown>() }
export const Menu = { buildFromTemplate: vi.fn((template: unknown) => template), setApplicationMenu: vi.fn() }
