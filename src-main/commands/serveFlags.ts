// How a bench is asked for on the command line. Both hosts take the same flags: `callbox serve` and the desktop window.
import { Command, InvalidArgumentError, Option } from 'commander'
import type { BenchOptions } from '../bench/benchOptions'
import { readScenario } from '../bench/scenarioLibrary/scenarioFiles'
import { DEVIATIONS } from '../faults/deviations/catalogue'
import { defaultDataFolder } from './dataFolder'
import type { Host } from './host'

export interface ServeFlags {
  host: string
  port: number
  uiPort: number
  inboxPort: number
  data?: string
  scenario: string
  reset?: true
  auth: 'strict' | 'open'
  deviation?: string[]
  tls?: true
  json?: true
}

function port(text: string): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value > 65_535)
    throw new InvalidArgumentError('It must be a whole number from 0 (any free port) to 65535.')
  return value
}

/** A command that takes `ServeFlags`. */
export function commandWithServeFlags(name: string): Command {
  return new Command(name)
    .description('run the bench: simulated APIs, control API, window and inbox')
    .option('--host <address>', 'address of the simulated APIs; control and window stay on the loopback', '127.0.0.1')
    .option('--port <port>', 'port of the simulated APIs, 0 for any free one', port, 9091)
    .option('--ui-port <port>', 'port of the window and the control API', port, 9090)
    .option('--inbox-port <port>', 'port of the notification inbox', port, 9092)
    .option('--data <folder>', 'where everything is kept (default: the data folder of this user)')
    .option('--scenario <name-or-file>', 'loaded into an empty data folder; a used one resumes', 'welcome')
    .option('--reset', 'load the scenario into a used data folder too')
    .addOption(
      new Option('--auth <mode>', 'whether the CAMARA APIs ask for a token')
        .choices(['strict', 'open'])
        .default('strict'),
    )
    .addOption(
      new Option(
        '--deviation <name...>',
        'a bug to have on purpose; GET deviations of the control API explains each',
      ).choices(DEVIATIONS.map(({ name }) => name)),
    )
    .option('--tls', 'serve the simulated APIs over https with a certificate of this data folder')
    .option('--json', 'one JSON object a line on stdout, the first of kind "ready"')
}

type BenchHost = Pick<Host, 'version' | 'uiFolder' | 'printError'>

export function benchOptions(flags: ServeFlags, host: BenchHost): BenchOptions {
  return {
    host: flags.host,
    port: flags.port,
    uiPort: flags.uiPort,
    inboxPort: flags.inboxPort,
    dataFolder: flags.data ?? defaultDataFolder(),
    scenario: () => readScenario(flags.scenario),
    reset: flags.reset ?? false,
    auth: flags.auth,
    deviations: flags.deviation ?? [],
    tls: flags.tls ?? false,
    uiFolder: host.uiFolder,
    version: host.version,
    onProblem: (message) => host.printError(message),
  }
}

/** For a host without subcommands. @throws CommanderError on wrong usage, after saying on stderr what is wrong. */
export function parseServeFlags(name: string, argv: readonly string[]): ServeFlags {
  const command = commandWithServeFlags(name).exitOverride().showHelpAfterError('Add --help for what there is.')
  return command.parse(argv, { from: 'user' }).opts<ServeFlags>()
}
