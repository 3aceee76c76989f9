// `callbox scenario run`: plays a scenario on a bench of its own and says whether it did what is expected.
import type { ScenarioRunReport } from '#shared/conformance/scenarioRunReport'
import { exitCodeOf } from '#shared/conformance/verdict'
import { createControlClient } from '#shared/control/client'
import type { Scenario } from '#shared/domain/scenario/scenario'
import { Command, InvalidArgumentError } from 'commander'
import { SCENARIO_REPORTERS, type ScenarioReporter } from '../../bench/scenarioReport/reporters'
import { runReport } from '../../bench/scenarioReport/runReport'
import { readScenario } from '../../bench/scenarioLibrary/scenarioFiles'
import { systemWallClock as wall } from '../../bench/clocks/wallClock'
import { ExitWith } from '../exitWith'
import type { Host } from '../host'
import { startOwnBench } from '../ownBench'
import { addReportFile, writeContent } from '../reportFiles'
import { play } from './play'
import { followProgress } from './progress'

export type ScenarioRunHost = Pick<Host, 'version' | 'print' | 'printError' | 'stopRequested'>

interface Wanted {
  readonly kind: ScenarioReporter
  readonly file: string
}

interface RunFlags {
  readonly rate: number
  readonly reporter: readonly Wanted[]
}

const LARGEST_RATE = 100_000

function rateFlag(text: string): number {
  const rate = Number(text)
  if (text.trim() !== '' && rate >= 0 && rate <= LARGEST_RATE) return rate
  throw new InvalidArgumentError(`It must be a number from 0, as fast as it can, to ${LARGEST_RATE}.`)
}

function addReporter(text: string, before: readonly Wanted[]): Wanted[] {
  if (text === 'console') return [...before, { kind: 'console', file: '-' }]
  const [kind = ''] = text.split('=')
  if (kind !== 'json' && kind !== 'junit') throw new InvalidArgumentError('Give console, json=FILE or junit=FILE.')
  const files = before.filter(({ kind: one }) => one !== 'console') as Parameters<typeof addReportFile>[1]
  const file = addReportFile(text, files).at(-1)?.file ?? '-'
  return [...before, { kind, file }]
}

/** Its own pace is for the window: here it is played at the rate that was asked for. */
function atNoPaceOfItsOwn(scenario: Scenario): Scenario {
  const { rate: _, ...clock } = scenario.clock
  return { ...scenario, clock }
}

async function playOnOwnBench(scenario: Scenario, rate: number, host: ScenarioRunHost): Promise<ScenarioRunReport> {
  const abort = new AbortController()
  void host.stopRequested().then(() => abort.abort())
  const bench = await startOwnBench(host, atNoPaceOfItsOwn(scenario), true)
  const stopTelling = followProgress(bench.bus, (line) => host.printError(line))
  try {
    const control = createControlClient({ baseUrl: bench.controlUrl, token: bench.controlToken, fetch })
    const startedAt = wall.now()
    const report = await play({ control, bus: bench.bus, signal: abort.signal }, rate)
    const times = {
      ...{ startedAt, finishedAt: wall.now() },
      ...{ playedFrom: report.scenario.startedAt ?? 0, playedTo: Date.parse(bench.benchNow()) },
    }
    if (abort.signal.aborted) host.printError('Cancelled: what is not decided by now is not run.')
    return runReport(report, times, { rate, version: host.version })
  } finally {
    stopTelling()
    await bench.stop()
  }
}

async function write(wanted: readonly Wanted[], report: ScenarioRunReport, host: ScenarioRunHost): Promise<void> {
  for (const { kind, file } of wanted) {
    const text = `${SCENARIO_REPORTERS[kind](report).trimEnd()}\n`
    await writeContent({ kind, file }, text, (said) => host.print(said))
  }
}

/** Exit codes: 0 pass, 1 an expectation is not met, 3 neither (`ExitWith`); an invalid file is wrong usage. */
export function runCommand(host: ScenarioRunHost): Command {
  return new Command('run')
    .description('play a scenario on a bench of its own; exit 1 when an expectation is not met')
    .argument('<scenario>', 'name of a shipped scenario, or a YAML file')
    .option('--rate <n>', 'bench seconds per second; 0 jumps from event to event, as fast as it can', rateFlag, 0)
    .option('--reporter <kind>', 'console, json=FILE or junit=FILE, may be repeated; - is stdout', addReporter, [])
    .action(async (nameOrFile: string, { rate, reporter }: RunFlags) => {
      const scenario = await readScenario(nameOrFile, '--file')
      const report = await playOnOwnBench(scenario, rate, host)
      await write(reporter.length > 0 ? reporter : [{ kind: 'console', file: '-' }], report, host)
      const exitCode = exitCodeOf(report.verdict)
      if (exitCode !== 0) throw new ExitWith(exitCode)
    })
}
