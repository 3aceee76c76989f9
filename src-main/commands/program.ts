// The command `callbox`: its subcommands, and what the process exits with.
import { Command, CommanderError } from 'commander'
import { BenchError } from '#shared/errors/benchError'
import { ExitWith } from './exitWith'
import type { Host } from './host'
import { serveCommand } from './serve'

const WRONG_USAGE = 2
/** They exit with 1 for what they judged, so with another for a failure of ours. */
const JUDGING = ['conformance', 'scenario', 'evidence']
const NO_VERDICT = 3

function isWrongUsage({ code, field }: BenchError): boolean {
  return field?.startsWith('--') === true && (code === 'invalidArgument' || code === 'notFound')
}

/** With `serve` alone where that is asked for: loading the other subcommands took more than a third of the time until ready. */
async function callboxProgram(argv: readonly string[], host: Host): Promise<Command> {
  const program = new Command('callbox')
    .description('Simulator and test bench for CAMARA Connectivity Insights and TM Forum TMF677 Usage Consumption')
    .version(host.version)
    .addCommand(serveCommand(host))
  if (argv[0] === 'serve') return program
  const { otherCommands } = await import('./otherCommands')
  for (const command of otherCommands(host)) program.addCommand(command)
  return program
}

function forEachCommand(command: Command, change: (command: Command) => void): void {
  change(command)
  for (const child of command.commands) forEachCommand(child, change)
}

function told(error: unknown): string {
  if (error instanceof BenchError) return `callbox: ${error.message}`
  return error instanceof Error ? (error.stack ?? error.message) : String(error) // a bug in the program itself
}

/** Runs the command line and resolves to the exit code. */
export async function runProgram(argv: readonly string[], host: Host): Promise<number> {
  const program = await callboxProgram(argv, host)
  forEachCommand(program, (command) => command.exitOverride().showHelpAfterError('Add --help for what there is.'))
  try {
    await program.parseAsync(argv, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof ExitWith) return error.exitCode
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE
    host.printError(told(error))
    if (error instanceof BenchError && isWrongUsage(error)) return WRONG_USAGE
    return JUDGING.includes(argv[0] ?? '') ? NO_VERDICT : 1
  }
}
