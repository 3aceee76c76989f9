// Entry of the desktop host: what `callbox serve` does, with a window. It takes the same flags and the same data folder.
import { app, dialog } from 'electron'
import { CommanderError } from 'commander'
import { join } from 'node:path'
import { readyMessage } from './commands/readyMessage'
import { benchOptions, parseServeFlags } from './commands/serveFlags'
import { argumentsAfterApp } from './desktop/appArguments'
import { startDesktopBench } from './desktop/desktopBench'
import { isOnlyInstance, showOnSecondInstance } from './desktop/instance'
import { openMainWindow } from './desktop/mainWindow'
import { setMinimalMenu } from './desktop/menu'
import { stopBeforeQuit } from './desktop/stopBeforeQuit'

const WRONG_USAGE = 2

async function run(): Promise<void> {
  const appFolder = app.getAppPath()
  const flags = parseServeFlags('callbox', argumentsAfterApp(process.argv, appFolder))
  const options = benchOptions(flags, {
    version: app.getVersion(),
    uiFolder: join(appFolder, 'out/renderer'),
    printError: (line) => console.error(line),
  })
  if (!isOnlyInstance(options.dataFolder)) return app.exit()

  await app.whenReady()
  setMinimalMenu()
  const bench = await startDesktopBench(options)
  if (!bench) return app.exit()
  stopBeforeQuit(bench)
  console.log(readyMessage(bench, flags.json ?? false))
  try {
    showOnSecondInstance(await openMainWindow(bench, join(appFolder, 'out/preload/preload.cjs')))
  } catch (error) {
    tell(error)
    await bench.stop() // and the app with it
  }
}

function tell(error: unknown): void {
  dialog.showErrorBox('Callbox could not start', error instanceof Error ? error.message : String(error))
}

run().catch((error: unknown) => {
  if (error instanceof CommanderError) return app.exit(error.exitCode === 0 ? 0 : WRONG_USAGE) // it has said why
  tell(error)
  app.exit(1)
})
