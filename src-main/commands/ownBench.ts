import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Scenario } from '#shared/domain/scenario/scenario'
import { shippedScenario } from '../bench/scenarioLibrary/scenarioFiles'
import { startBench } from '../bench/startBench'
import type { Host } from './host'

/**
 * A bench for the length of one command: free ports, a temporary folder.
 * @param scenario a shipped one by its name, or any
 * @param paused its clock stands until it is told to go
 */
export async function startOwnBench(
  host: Pick<Host, 'version' | 'printError'>,
  scenario: string | Scenario = 'certification',
  paused = false,
) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'callbox-'))
  const removeFolder = () => rm(dataFolder, { recursive: true, force: true })
  try {
    const bench = await startBench({
      host: '127.0.0.1',
      port: 0,
      uiPort: 0,
      inboxPort: 0,
      dataFolder,
      scenario: () => (typeof scenario === 'string' ? shippedScenario(scenario) : scenario),
      reset: false,
      paused,
      auth: 'strict',
      tls: false,
      uiFolder: undefined,
      version: host.version,
      onProblem: (message) => host.printError(message),
    })
    return {
      serverRoot: bench.serverRoot,
      controlUrl: bench.controlUrl,
      controlToken: bench.controlToken,
      bus: bench.bus,
      benchNow: () => new Date(bench.benchNow()).toISOString(),
      stop: async () => {
        await bench.stop()
        await removeFolder()
      },
    }
  } catch (error) {
    await removeFolder()
    throw error
  }
}
