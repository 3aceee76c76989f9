// `callbox scenario`: the scenarios there are, whether a file is one, and whether the bench does what it expects.
import { Command } from 'commander'
import { checkScenarioFile, listScenarios, problemText } from '../bench/scenarioLibrary/scenarioFiles'
import { defaultDataFolder } from './dataFolder'
import { ExitWith } from './exitWith'
import type { Host } from './host'
import { runCommand, type ScenarioRunHost } from './scenarioRun/runCommand'

async function list({ json, data }: { json?: true; data?: string }, { print }: Pick<Host, 'print'>): Promise<void> {
  const scenarios = await listScenarios(data ?? defaultDataFolder())
  if (json) return print(JSON.stringify(scenarios, null, 2))
  const width = Math.max(...scenarios.map(({ name }) => name.length))
  for (const { name, title, problem } of scenarios) {
    print(`${name.padEnd(width)}  ${title}${problem === undefined ? '' : `  (cannot be loaded: ${problem})`}`)
  }
}

async function validate(file: string, { json }: { json?: true }, { print }: Pick<Host, 'print'>): Promise<void> {
  const { scenario, problems } = await checkScenarioFile(file, '--file')
  if (json) print(JSON.stringify(problems, null, 2))
  else if (scenario) print(`${file} is a scenario: ${scenario.title}`)
  else for (const problem of problems) print(problemText(problem))
  if (!scenario) throw new ExitWith(1)
}

/** Exit codes of `validate`: 0 a scenario, 1 none (`ExitWith`); a file that cannot be read is wrong usage. */
export function scenarioCommand(host: ScenarioRunHost): Command {
  const listing = new Command('list')
    .description('the shipped scenarios, then those of the data folder')
    .option('--data <folder>', 'whose scenarios/ to list too (default: the data folder of this user)')
    .option('--json', 'as JSON')
    .action((flags: { json?: true; data?: string }) => list(flags, host))
  const validating = new Command('validate')
    .description('everything that is wrong with a scenario file, with line and column')
    .argument('<file>', 'YAML file; what it includes is read too')
    .option('--json', 'as JSON')
    .action((file: string, flags: { json?: true }) => validate(file, flags, host))
  const schema = new Command('schema')
    .description('print the file format as JSON Schema, for editors')
    .action(async () => {
      const { scenarioJsonSchema } = await import('../scenario/files/knownKeys')
      host.print(JSON.stringify(scenarioJsonSchema(), null, 2))
    })
  return new Command('scenario')
    .description('the scenarios there are, what is wrong with one, and what it expects')
    .addCommand(listing)
    .addCommand(validating)
    .addCommand(runCommand(host))
    .addCommand(schema)
}
