// `callbox conformance`: lists the suites, and judges a server with one of them.
import type { KeyObject } from 'node:crypto'
import { exitCodeOf } from '#shared/conformance/verdict'
import type { RunReport } from '#shared/conformance/runReport'
import type { Target } from '#shared/conformance/targetConfig'
import type { Ids, WallClock } from '#shared/domain/clocks'
import { Command, InvalidArgumentError, Option } from 'commander'
import { currentUser } from '../bench/currentUser'
import type { PublishedFiles } from '../conformance/openapi/publishedFiles'
import { createConsoleReporter } from '../conformance/reporters/consoleReporter'
import { runOptions } from '../conformance/session/runOptions'
import type { RunPorts } from '../conformance/session/runSession'
import type { Suite } from '../conformance/suite'
import { assertCases, findSuite, SUITES } from '../conformance/suites/suites'
import { compareCommand } from './compareCommand'
import { configFlag } from './configFile'
import { defaultDataFolder } from './dataFolder'
import { suggestionFor } from '../scenario/files/suggestion'
import { ExitWith } from './exitWith'
import type { Host } from './host'
import { selftestCommand } from './selftest'
import { suiteToRun } from './suiteToRun'
import { addReportFile, REPORT_KINDS, writeReports, type ReportFile } from './reportFiles'
import { prepareCommand } from './prepareCommand'
import {
  addHeaderFlag,
  addHeaderName,
  caFlag,
  nameFlag,
  pemFlag,
  serverRootFlag,
  targetFrom,
  tokenFlag,
  type TargetFlags,
} from './targetFlags'

export interface OwnBench {
  readonly serverRoot: string
  readonly controlUrl: string
  readonly controlToken: string
  /** The bench instant, ISO 8601. */
  benchNow(): string
  stop(): Promise<void>
}

export interface ConformanceCommandPorts {
  readonly host: Pick<Host, 'version' | 'print' | 'printError' | 'stopRequested'>
  readonly wall: WallClock
  readonly ids: Ids
  /** A bench on free ports with a shipped scenario, for a run without `--server-root`; the certification reports otherwise. */
  readonly startOwnBench: (scenario?: string) => Promise<OwnBench>
  /** The key of a data folder, with which bundles are signed. */
  readonly evidenceKey: (dataFolder: string) => Promise<KeyObject>
}

interface RunFlags extends TargetFlags {
  timeout?: number
  case: string[]
  features?: string
  strict?: true
  allowWrites?: true
  openapi?: string
  data?: string
  ranBy: string
  reporter: ReportFile[]
}

const DEFAULT_TIMEOUT_SECONDS = 10
/** What a timer can wait for. */
const LONGEST_TIMEOUT_SECONDS = 86_400

function suiteArgument(id: string): Suite {
  const suite = findSuite(id)
  if (suite) return suite
  const ids = SUITES.map((one) => one.id)
  throw new InvalidArgumentError(`There is no suite "${id}": ${suggestionFor(id, ids) ?? ''}`)
}

function seconds(text: string): number {
  const value = Number(text)
  if (value > 0 && value <= LONGEST_TIMEOUT_SECONDS) return value
  throw new InvalidArgumentError(`It must be a number of seconds above 0, at most ${LONGEST_TIMEOUT_SECONDS}.`)
}

function describeSuites(isJson: boolean): string {
  const suites = SUITES.map(({ id, version, title, cases }) => ({
    id,
    version,
    title,
    cases: cases.map((one) => ({ id: one.id, title: one.title })),
  }))
  if (isJson) return JSON.stringify(suites, null, 2)
  const width = Math.max(...suites.flatMap(({ cases }) => cases.map(({ id }) => id.length)))
  return suites
    .map(({ id, title, cases }) =>
      [`${id}  ${title}`, ...cases.map((one) => `  ${one.id.padEnd(width)}  ${one.title}`)].join('\n'),
    )
    .join('\n\n')
}

/** Only a run that is asked to judge by them loads the validator. */
async function publishedFilesIn(folder: string): Promise<PublishedFiles> {
  const { openPublishedFiles } = await import('../conformance/openapi/publishedFiles')
  return openPublishedFiles(folder)
}

async function judge(suite: Suite, flags: RunFlags, ports: ConformanceCommandPorts): Promise<RunReport> {
  const { host, wall, ids, startOwnBench } = ports
  const abort = new AbortController()
  void host.stopRequested().then(() => abort.abort())
  const isStdoutTaken = flags.reporter.some(({ file }) => file === '-')
  const consoleReporter = createConsoleReporter((line) => (isStdoutTaken ? host.printError(line) : host.print(line)))
  const runPorts: RunPorts = {
    wall,
    ids,
    signal: abort.signal,
    onEvent: (event) => consoleReporter.onEvent(event),
    tool: { name: 'callbox', version: host.version },
    ranBy: flags.ranBy,
    ...(flags.openapi !== undefined && { publishedFiles: await publishedFilesIn(flags.openapi) }),
  }
  const choices = {
    strict: flags.strict ?? false,
    allowWrites: flags.allowWrites ?? false,
    timeoutMs: (flags.timeout ?? flags.config?.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000,
    ...(flags.case.length > 0 && { caseIds: flags.case }),
  }
  const { runSuite } = await import('../conformance/runner')
  const run = (serverRoot: string, more: Partial<RunPorts> = {}, means: Pick<Target, 'bench'> = {}) => {
    const target = { ...targetFrom(flags, serverRoot), ...means }
    return runSuite(suite, target, runOptions(suite, target, choices, wall.now()), { ...runPorts, ...more })
  }
  const named = flags.serverRoot ?? flags.config?.serverRoot
  const report = named === undefined ? await onOwnBench(() => startOwnBench(suite.ownScenario), run) : await run(named)
  consoleReporter.finish(report)
  return report
}

async function onOwnBench(
  start: () => Promise<OwnBench>,
  run: (serverRoot: string, ports: Pick<RunPorts, 'benchClock'>, means: Pick<Target, 'bench'>) => Promise<RunReport>,
): Promise<RunReport> {
  const bench = await start()
  try {
    const { serverRoot, controlUrl, controlToken } = bench
    return await run(serverRoot, { benchClock: () => bench.benchNow() }, { bench: { controlUrl, controlToken } })
  } finally {
    await bench.stop()
  }
}

function runCommand(ports: ConformanceCommandPorts): Command {
  return new Command('run')
    .description('judge a server; without --server-root a bench of its own')
    .argument('[suite]', 'id of a suite', suiteArgument)
    .option('--features <folder>', 'run the .feature files in it and below it instead of a suite')
    .option('--server-root <url>', 'what stands before /usageManagement/v1', serverRootFlag)
    .option('--token <token>', 'bearer token to send', tokenFlag)
    .option('--header <header>', "'Name: value' to send, may be repeated", addHeaderFlag, {})
    .option('--redact-header <name>', 'a further header whose value is secret, may be repeated', addHeaderName, [])
    .addOption(
      new Option('--ca <file>', 'PEM certificate of the authority to trust').argParser(caFlag).conflicts('insecure'),
    )
    .option('--insecure', 'accept any certificate')
    .option('--config <file>', 'YAML of what the target has; flags come before it', configFlag)
    .option('--client-cert <file>', 'PEM certificate to show the target', pemFlag)
    .option('--client-key <file>', 'PEM key of that certificate', pemFlag)
    .option('--proxy <url>', 'HTTP proxy for all requests')
    .option('--token-url <url>', 'where to fetch tokens with client credentials')
    .option('--client-id <id>', 'of the client credentials')
    .option('--client-secret <secret>', 'of the client credentials')
    .option('--scope <scopes>', 'to ask for, separated by spaces')
    .option('--timeout <seconds>', `for each request (default: ${DEFAULT_TIMEOUT_SECONDS})`, seconds)
    .option('--case <id>', 'only this case, may be repeated', (id: string, before: string[]) => [...before, id], [])
    .option('--strict', 'fail what is only tolerated')
    .option('--allow-writes', 'also run cases that may change what is registered on the target')
    .option('--openapi <folder>', 'also judge every body by the OpenAPI and Swagger files found there')
    .option('--reporter <kind=file>', `${REPORT_KINDS}, may be repeated; - is stdout`, addReportFile, [])
    .option('--ran-by <name>', 'who answers for this run, for its reports', nameFlag, currentUser())
    .option('--data <folder>', 'data folder whose key signs a bundle (default: that of this user)')
    .action(async (named: Suite | undefined, flags: RunFlags) => {
      const suite = await suiteToRun(named, flags.features)
      assertCases(suite, flags.case, '--case', flags.allowWrites)
      const report = await judge(suite, flags, ports)
      await writeReports(flags.reporter, report, {
        print: (text) => ports.host.print(text),
        signingKey: () => ports.evidenceKey(flags.data ?? defaultDataFolder()),
      })
      const exitCode = exitCodeOf(report.verdict)
      if (exitCode !== 0) throw new ExitWith(exitCode)
    })
}

/** Exit codes of `run`: 0 pass, 1 any fail, 3 anything else (`ExitWith`); wrong usage is an error of commander. */
export function conformanceCommand(ports: ConformanceCommandPorts): Command {
  const list = new Command('list')
    .description('suites and their cases')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: true }) => ports.host.print(describeSuites(json === true)))
  return new Command('conformance')
    .description('judge a server by the rules of its API')
    .addCommand(list)
    .addCommand(prepareCommand({ wall: ports.wall, print: (line) => ports.host.print(line), suiteArgument }))
    .addCommand(runCommand(ports))
    .addCommand(compareCommand({ print: (line) => ports.host.print(line) }))
    .addCommand(selftestCommand(ports, suiteArgument))
}
