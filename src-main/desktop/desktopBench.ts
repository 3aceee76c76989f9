// Starts the bench for the desktop: on the ports asked for, or on the next free ones if the user agrees.
import { dialog } from 'electron'
import { BenchError } from '#shared/errors/benchError'
import type { Bench, BenchOptions } from '../bench/benchOptions'
import { startBench } from '../bench/startBench'
import { freePorts, type Ports } from './freePorts'

const USES = { port: 'the simulated APIs', uiPort: 'the window', inboxPort: 'the inbox' } as const
const PORTS = ['uiPort', 'port', 'inboxPort'] as const

async function agreesTo(free: Ports, wanted: Ports): Promise<boolean> {
  const moved = PORTS.filter((port) => free[port] !== wanted[port])
  const offer = moved.map((port) => `${free[port] || 'any free port'} instead of ${wanted[port]} for ${USES[port]}`)
  const { response } = await dialog.showMessageBox({
    type: 'question',
    title: 'Callbox',
    message: 'Another program has a port of Callbox.',
    detail: `Use the next free one this time?\n\n${offer.join('\n')}`,
    buttons: ['Use it', 'Quit'],
    defaultId: 0,
    cancelId: 1,
  })
  return response === 0
}

/** @returns undefined when the user would rather quit. @throws BenchError of `startBench`, `portTaken` apart. */
export async function startDesktopBench(options: BenchOptions): Promise<Bench | undefined> {
  try {
    return await startBench(options)
  } catch (error) {
    if (!(error instanceof BenchError) || error.code !== 'portTaken') throw error
  }
  const free = await freePorts(options)
  return (await agreesTo(free, options)) ? startDesktopBench({ ...options, ...free }) : undefined
}
