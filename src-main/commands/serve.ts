// `callbox serve`: runs the bench until it is told to stop.
import { Command, InvalidArgumentError, Option } from 'commander'
import type { Bench, BenchOptions } from '../bench/benchOptions'
import { readScenario } from '../bench/scenarioFiles'
import { startBench } from '../bench/startBench'
import { defaultDataFolder } from './dataFolder'
import { ExitWith } from './exitWith'
import type { Host } from './host'

interface ServeFlags {
  host: string
  port: number
  uiPort: number
  inboxPort: number
  data?: string
  scenario: string
  reset?: true
  auth: 'strict' | 'open'
  tls?: true
  json?: true
}

function port(text: string): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value > 65_535)
    throw new InvalidArgumentError('It must be a whole number from 0 (any free port) to 65535.')
  return value
}

function readyLine({ serverRoot, uiUrl, controlUrl, controlToken, inboxUrl, caFile }: Bench): string {
  return JSON.stringify({
    kind: 'ready',
    serverRoot,
    uiUrl,
    controlUrl,
    controlToken,
    inboxUrl,
    ...(caFile && { caFile }),
  })
}

function readyText({ serverRoot, uiUrl, controlUrl, controlToken, inboxUrl, caFile }: Bench): string {
  return [
    'Callbox is ready.',
    `  Window          ${uiUrl}`,
    `  Simulated APIs  ${serverRoot}`,
    `  Control API     ${controlUrl}/control/v1`,
    `  Control token   ${controlToken}`,
    `  Inbox           ${inboxUrl}`,
    ...(caFile ? [`  CA file         ${caFile}`] : []),
    'Stop it with Ctrl-C.',
  ].join('\n')
}

export function serveCommand(host: Host): Command {
  return new Command('serve')
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
    .option('--tls', 'serve the simulated APIs over https with a certificate of this data folder')
    .option('--json', 'one JSON object a line on stdout, the first of kind "ready"')
    .action(async (flags: ServeFlags) => {
      const stopRequested = host.stopRequested()
      const bench = await startBench(benchOptions(flags, host))
      host.print(flags.json ? readyLine(bench) : readyText(bench))
      const isAsked = await Promise.race([stopRequested.then(() => true), bench.ended.then(() => false)])
      await bench.stop()
      if (!isAsked) throw new ExitWith(1)
    })
}

function benchOptions(flags: ServeFlags, host: Host): BenchOptions {
  return {
    host: flags.host,
    port: flags.port,
    uiPort: flags.uiPort,
    inboxPort: flags.inboxPort,
    dataFolder: flags.data ?? defaultDataFolder(),
    scenario: () => readScenario(flags.scenario),
    reset: flags.reset ?? false,
    auth: flags.auth,
    tls: flags.tls ?? false,
    uiFolder: host.uiFolder,
    version: host.version,
    onProblem: (message) => host.printError(message),
  }
}
