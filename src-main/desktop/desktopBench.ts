// Starts the bench for the desktop: on the usual ports, or on free ones if the user agrees when one is taken.
import { app, dialog } from 'electron'
import { join } from 'node:path'
import { BenchError } from '#shared/errors/benchError'
import type { Bench } from '../bench/benchOptions'
import { shippedScenario } from '../bench/scenarioFiles'
import { startBench } from '../bench/startBench'

const USUAL_PORTS = { port: 9091, uiPort: 9090, inboxPort: 9092 }
const FREE_PORTS = { port: 0, uiPort: 0, inboxPort: 0 }

function startOn(ports: typeof USUAL_PORTS): Promise<Bench> {
  return startBench({
    ...ports,
    host: '127.0.0.1',
    dataFolder: app.getPath('userData'),
    scenario: () => shippedScenario('welcome'),
    reset: false,
    auth: 'strict',
    tls: false,
    uiFolder: join(app.getAppPath(), 'out/renderer'),
    version: app.getVersion(),
    onProblem: (message) => console.error(message),
  })
}

async function agreesToFreePorts(reason: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: 'A port of Callbox is taken',
    detail: `${reason}\n\nUse free ports this time? The addresses are shown in the window.`,
    buttons: ['Use free ports', 'Quit'],
    defaultId: 0,
    cancelId: 1,
  })
  return response === 0
}

/** @returns undefined when the user would rather quit. */
export async function startDesktopBench(): Promise<Bench | undefined> {
  try {
    return await startOn(USUAL_PORTS)
  } catch (error) {
    if (!(error instanceof BenchError) || error.code !== 'portTaken') throw error
    return (await agreesToFreePorts(error.message)) ? startOn(FREE_PORTS) : undefined
  }
}
