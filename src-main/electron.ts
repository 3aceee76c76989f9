// Entry of the desktop host: one instance, the bench in this process, one window, the bench stopped before quitting.
import { app, dialog } from 'electron'
import { startDesktopBench } from './desktop/desktopBench'
import { openMainWindow } from './desktop/mainWindow'

async function run(): Promise<void> {
  await app.whenReady()
  const bench = await startDesktopBench()
  if (!bench) return app.quit()

  let stopped = false
  app.on('before-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    void bench.stop().finally(() => {
      stopped = true
      app.quit()
    })
  })
  app.on('window-all-closed', () => app.quit())

  const window = await openMainWindow(bench, app.getAppPath())
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
}

if (app.requestSingleInstanceLock()) {
  run().catch((error: unknown) => {
    dialog.showErrorBox('Callbox could not start', error instanceof Error ? error.message : String(error))
    app.exit(1)
  })
} else app.quit()
