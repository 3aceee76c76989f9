// The command `callbox`: its subcommands, and what the process exits with.
import { Command, CommanderError } from 'commander'
import { BenchError } from '#shared/errors/benchError'
import { evidenceKey } from '../bench/evidenceKey'
import { randomIds } from '../bench/ids'
import { systemWallClock } from '../bench/wallClock'
import { conformanceCommand } from './conformance'
import { evidenceCommand } from './evidence'
import { ExitWith } from './exitWith'
import type { Host } from './host'
import { startOwnBench } from './ownBench'
import { scenarioCommand } from './scenario'
import { serveCommand } from './serve'
import { tokenCommand } from './token'

const WRONG_USAGE = 2

function isWrongUsage({ code, field }: BenchError): boolean {
  return field?.startsWith('--') === true && (code === 'invalidArgument' || code === 'notFound')
}

export function callboxProgram(host: Host): Command {
  return new Command('callbox')
    .description('Simulator and test bench for CAMARA Connectivity Insights and TM Forum TMF677 Usage Consumption')
    .version(host.version)
    .addCommand(serveCommand(host))
    .addCommand(
      conformanceCommand({
        host,
        wall: systemWallClock,
        ids: randomIds,
        startOwnBench: (scenario) => startOwnBench(host, scenario),
        evidenceKey,
      }),
    )
    .addCommand(evidenceCommand(host, evidenceKey))
    .addCommand(scenarioCommand(host))
    .addCommand(tokenCommand(host))
}

function forEachCommand(command: Command, change: (command: Command) => void): void {
  change(command)
  for (const child of command.commands) forEachCommand(child, change)
}

/** Runs the command line and resolves to the exit code; only a bug in the program itself rejects. */
export async function runProgram(argv: readonly string[], host: Host): Promise<number> {
  const program = callboxProgram(host)
  forEachCommand(program, (command) => command.exitOverride().showHelpAfterError('Add --help for what there is.'))
  try {
    await program.parseAsync(argv, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof ExitWith) return error.exitCode
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE
    if (!(error instanceof BenchError)) throw error
    host.printError(`callbox: ${error.message}`)
    return isWrongUsage(error) ? WRONG_USAGE : 1
  }
}
