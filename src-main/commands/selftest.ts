// `callbox conformance selftest`: proves that each check of a suite can fail, and each deviation is caught.
import { createControlClient } from '#shared/control/client'
import type { Ids, WallClock } from '#shared/domain/clocks'
import { Command, Option } from 'commander'
import { isClean, type Matrix } from '../conformance/selftest/matrix'
import { matrixText } from '../conformance/selftest/matrixText'
import { selftest } from '../conformance/selftest/selftest'
import type { Suite } from '../conformance/suite'
import { SUITES } from '../conformance/suites/suites'
import { ExitWith } from './exitWith'
import type { Host } from './host'
import { suiteToRun } from './suiteToRun'

interface SelftestBench {
  readonly serverRoot: string
  readonly controlUrl: string
  readonly controlToken: string
  stop(): Promise<void>
}

interface SelftestCommandPorts {
  readonly host: Pick<Host, 'version' | 'print' | 'printError' | 'stopRequested'>
  readonly wall: WallClock
  readonly ids: Ids
  readonly startOwnBench: (scenario?: string) => Promise<SelftestBench>
}

const CANCELLED = 3
const PROGRESS_PAUSE_MS = 1000
const TIMEOUT_MS = 10_000

/** Tells how far it is, now and then. */
function progressTo({ host, wall }: SelftestCommandPorts) {
  let toldAt = wall.elapsedMs()
  return ({ id }: Suite, done: number, total: number) => {
    if (wall.elapsedMs() - toldAt < PROGRESS_PAUSE_MS) return
    toldAt = wall.elapsedMs()
    host.printError(`${id}: ${done} of ${total} deviations`)
  }
}

/** On a bench of its own. @returns undefined when it was cancelled */
async function matrixOf(suite: Suite, ports: SelftestCommandPorts, signal: AbortSignal): Promise<Matrix | undefined> {
  const { host, wall, ids, startOwnBench } = ports
  const { runSuite } = await import('../conformance/runner')
  const bench = await startOwnBench(suite.ownScenario)
  const options = { strict: false, timeoutMs: TIMEOUT_MS, isUndisturbed: true }
  const tool = { name: 'callbox', version: host.version }
  try {
    const { serverRoot, controlUrl, controlToken } = bench
    const target = { serverRoot, bench: { controlUrl, controlToken } }
    return await selftest(suite, {
      control: createControlClient({ baseUrl: controlUrl, token: controlToken, fetch }),
      judge: (caseIds, onReply) =>
        runSuite(suite, target, { ...options, caseIds }, { wall, ids, signal, tool, ...(onReply && { onReply }) }),
      onProgress: progressTo(ports),
      signal,
    })
  } finally {
    await bench.stop()
  }
}

/** As many as were finished before it was cancelled. */
async function matricesOf(suites: readonly Suite[], ports: SelftestCommandPorts, signal: AbortSignal) {
  const matrices: Matrix[] = []
  for (const suite of suites) {
    const matrix = signal.aborted ? undefined : await matrixOf(suite, ports, signal)
    if (matrix) matrices.push(matrix)
  }
  return matrices
}

/** Exit codes: 0 clean, 1 not, 3 cancelled. */
export function selftestCommand(ports: SelftestCommandPorts, suiteArgument: (id: string) => Suite): Command {
  const { host } = ports
  return new Command('selftest')
    .description('run each suite against every deviation and tell which check caught which')
    .argument('[suite]', 'id of a suite; all of them otherwise', suiteArgument)
    .option('--features <folder>', 'run the .feature files in it and below it instead')
    .addOption(new Option('--json', 'the matrices as JSON'))
    .action(async (named: Suite | undefined, { json, features }: { json?: true; features?: string }) => {
      const suite = features === undefined ? named : await suiteToRun(named, features)
      const abort = new AbortController()
      void host.stopRequested().then(() => abort.abort())
      const suites = suite ? [suite] : SUITES
      const matrices = await matricesOf(suites, ports, abort.signal)
      if (json) host.print(JSON.stringify(matrices, null, 2))
      else for (const matrix of matrices) host.print(matrixText(matrix))
      if (matrices.length < suites.length) throw new ExitWith(CANCELLED)
      if (!matrices.every(isClean)) throw new ExitWith(1)
    })
}
