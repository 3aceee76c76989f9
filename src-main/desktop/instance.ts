// One instance a data folder. A second one brings the window of the first to the front and goes.
import { app, type BrowserWindow } from 'electron'
import { resolve } from 'node:path'

/**
 * Whether this instance is the first on its data folder. What the window itself keeps (theme, cookies, caches) goes into
 * a folder of its own there, so that it never mixes with the bench's files. Call it before the app is ready.
 */
export function isOnlyInstance(dataFolder: string): boolean {
  app.setPath('userData', resolve(dataFolder, 'window'))
  return app.requestSingleInstanceLock()
}

export function showOnSecondInstance(window: BrowserWindow): void {
  app.on('second-instance', () => {
    if (window.isDestroyed()) return // it is stopping
    if (window.isMinimized()) window.restore()
    window.focus()
  })
}
