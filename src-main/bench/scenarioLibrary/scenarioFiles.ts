// The scenarios there are: the shipped ones, those of the data folder, and any other file by its path.
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ScenarioListing, ScenarioProblem } from '#shared/control/scenarioViews'
import { zScenario, type Scenario } from '#shared/domain/scenario/scenario'
import type { Trace } from '#shared/domain/trace'
import { BenchError } from '#shared/errors/benchError'
import { fieldPath, parseOrRefuse } from '#shared/errors/zodIssues'
import { DEVIATIONS } from '../../faults/deviations/catalogue'
import { readTrace } from '../../network/traces/readTrace'
import type { CheckedScenario } from '../../scenario/files/checkScenario'
import { deviationProblems } from '../../scenario/files/deviationProblems'
import type { Lookups } from '../../scenario/files/readScenarioFile'

/** Parsed when the program is built (electron.vite.config.ts), so that a first start need not load the parser. */
const SHIPPED = import.meta.glob<unknown>('../../../fixtures/scenarios/*.yaml', { import: 'default', eager: true })

/** As they were written, comments and all. */
const TEXTS = import.meta.glob<string>('../../../fixtures/scenarios/*.yaml', { import: 'default', query: '?raw' })

/** The tables of their traces, by the name of the file. */
const TABLES = import.meta.glob<string>('../../../fixtures/scenarios/*.csv', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const tableByFile = new Map(Object.entries(TABLES).map(([path, text]) => [basename(path), text]))

const shippedByName = new Map(Object.entries(SHIPPED).map(([path, document]) => [basename(path, '.yaml'), document]))

function shippedScenarioNames(): string[] {
  return [...shippedByName.keys()].sort()
}

/** YAML of a shipped scenario; undefined when there is none of that name. */
export async function shippedScenarioText(name: string): Promise<string | undefined> {
  return TEXTS[`../../../fixtures/scenarios/${name}.yaml`]?.()
}

/** @throws BenchError `invalidArgument` that names what is wrong with the document. */
export function parseScenario(document: unknown): Scenario {
  const scenario = parseOrRefuse(zScenario, document)
  const [problem] = deviationProblems(document, DEVIATIONS)
  if (!problem) return scenario
  const field = fieldPath(problem.path)
  throw new BenchError('invalidArgument', `${field}: ${problem.reason}; ${problem.fix ?? 'see GET deviations'}.`, {
    field,
  })
}

/** What the network and the catalogue of faults know of the things that a scenario refers to. */
export const LOOKUPS: Lookups = {
  checkTable: async (trace) => (await readTrace(trace)).problems,
  deviations: DEVIATIONS,
}

/** Only a bench that loads a file pays for the parser. */
async function checkFile(file: string): Promise<CheckedScenario> {
  const { readScenarioFile } = await import('../../scenario/files/readScenarioFile')
  return readScenarioFile(file, LOOKUPS)
}

/** `tunnel.yaml:3:5 cells[0].name: is missing; give text` */
export function problemText({ file, line, column, path, reason, fix }: ScenarioProblem): string {
  const where = [file, line, column].filter((part) => part !== undefined).join(':')
  return `${where}${path === '' ? '' : ` ${path}:`} ${reason}${fix === undefined ? '' : `; ${fix}`}`
}

/** A flag is named beside what was given to it. */
function given(nameOrFile: string, field: string): string {
  return field.startsWith('--') ? `${field} ${nameOrFile}` : nameOrFile
}

function orRefuse({ scenario, problems }: CheckedScenario, file: string, field: string): Scenario {
  if (scenario) return scenario
  const what = problems.some(({ reason }) => reason.startsWith('is not valid YAML')) ? 'valid YAML' : 'a scenario'
  const message = [`${given(file, field)} is not ${what}:`, ...problems.map(problemText)].join('\n  ')
  throw new BenchError('invalidArgument', message, { field })
}

function withShippedTable({ file, ...trace }: Trace): Trace {
  return file === undefined ? trace : { ...trace, csv: tableByFile.get(file) ?? '' }
}

/** A shipped scenario by its name. @throws BenchError `notFound` that lists the names there are. */
export function shippedScenario(name: string): Scenario {
  const document = shippedByName.get(name)
  if (document === undefined) {
    throw new BenchError(
      'notFound',
      `There is no scenario "${name}". There are: ${shippedScenarioNames().join(', ')}.`,
      { field: 'name' },
    )
  }
  const scenario = parseScenario(document)
  return { ...scenario, traces: scenario.traces.map(withShippedTable) }
}

function shippedListings(): ScenarioListing[] {
  return shippedScenarioNames().map((name) => {
    const { title, description, tags } = shippedScenario(name)
    return { name, title, tags, ...(description !== undefined && { description }), origin: 'shipped' }
  })
}

/** A file that is gone meanwhile, or is none of ours to read, is no reason not to list the others. */
async function listingOf(file: string): Promise<ScenarioListing> {
  const own = basename(file).replace(/\.ya?ml$/, '')
  const unloadable = (problem: string): ScenarioListing => {
    return { name: own, title: own, tags: [], origin: 'folder', file, problem }
  }
  try {
    const { scenario, problems } = await checkFile(file)
    if (scenario) return listingOfScenario(scenario, file)
    const [first] = problems
    const many = problems.length === 1 ? 'one problem' : `${problems.length} problems`
    return unloadable(`${many}, the first: ${first ? problemText(first) : ''}`)
  } catch (error) {
    return unloadable((error as Error).message)
  }
}

function listingOfScenario(scenario: Scenario, file: string): ScenarioListing {
  const { name, title, description, tags } = scenario
  const listing = {
    name,
    title,
    tags,
    ...(description !== undefined && { description }),
    origin: 'folder' as const,
    file,
  }
  return shippedByName.has(name)
    ? { ...listing, problem: `its name "${name}" is one of the shipped; give it another` }
    : listing
}

async function scenarioFilesIn(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder)
    return names
      .filter((name) => /^[^.].*\.ya?ml$/.test(name)) // editors keep their locks and copies behind a dot
      .sort()
      .map((name) => join(folder, name))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw new BenchError('storageFailed', `The scenarios of ${folder} cannot be listed: ${(error as Error).message}.`, {
      cause: error,
    })
  }
}

/** The shipped scenarios, then those that people keep in `{data}/scenarios`, also those that cannot be loaded. */
export async function listScenarios(dataFolder: string): Promise<ScenarioListing[]> {
  const files = await scenarioFilesIn(join(dataFolder, 'scenarios'))
  return [...shippedListings(), ...(await Promise.all(files.map(listingOf)))]
}

/** A shipped scenario, or one of the data folder, by its name. @throws BenchError `notFound`, `invalidArgument` */
export async function scenarioByName(name: string, dataFolder: string): Promise<Scenario> {
  if (shippedByName.has(name)) return shippedScenario(name)
  const own = (await listScenarios(dataFolder)).find((one) => one.origin === 'folder' && one.name === name)
  if (own?.file === undefined) return shippedScenario(name)
  return orRefuse(await checkFile(own.file), own.file, 'name')
}

/**
 * A shipped scenario by name, or else a file.
 * @param field what the user gave it by, to be named in a refusal
 * @throws BenchError `notFound`, `invalidArgument` with everything that is wrong with the file
 */
export async function readScenario(nameOrFile: string, field = '--scenario'): Promise<Scenario> {
  if (shippedByName.has(nameOrFile)) return shippedScenario(nameOrFile)
  return orRefuse(await checkScenarioFile(nameOrFile, field), nameOrFile, field)
}

/** @throws BenchError `notFound` when there is no such file, nor a shipped scenario of that name */
export async function checkScenarioFile(nameOrFile: string, field: string): Promise<CheckedScenario> {
  if (shippedByName.has(nameOrFile)) return { scenario: shippedScenario(nameOrFile), problems: [] }
  try {
    return await checkFile(nameOrFile)
  } catch (cause) {
    if (!(cause instanceof BenchError)) throw cause
    const names = shippedScenarioNames().join(', ')
    const message = `${given(`"${nameOrFile}"`, field)} is neither a file that can be read nor a shipped scenario (${names}).`
    throw new BenchError('notFound', message, { field, cause })
  }
}
