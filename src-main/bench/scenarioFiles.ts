// Reads scenario files: the shipped ones by name, any other by path.
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { zScenario, type Scenario } from '#shared/domain/scenario'
import { BenchError } from '#shared/errors/benchError'
import { parseOrRefuse } from '#shared/errors/zodIssues'

/** Parsed when the program is built (electron.vite.config.ts), so that a first start need not load the parser. */
const SHIPPED = import.meta.glob<unknown>('../../fixtures/scenarios/*.yaml', { import: 'default', eager: true })

const shippedByName = new Map(Object.entries(SHIPPED).map(([path, document]) => [basename(path, '.yaml'), document]))

function shippedScenarioNames(): string[] {
  return [...shippedByName.keys()].sort()
}

/** @throws BenchError `invalidArgument` that names what is wrong with the document. */
export function parseScenario(document: unknown): Scenario {
  return parseOrRefuse(zScenario, document)
}

async function parseYaml(text: string, source: string): Promise<Scenario> {
  const { parse, YAMLError } = await import('yaml') // only a bench that loads a file pays for the parser
  try {
    return parseScenario(parse(text, { maxAliasCount: 100 }))
  } catch (error) {
    const what = error instanceof YAMLError ? 'valid YAML' : error instanceof BenchError ? 'a scenario' : undefined
    if (what === undefined) throw error
    const message = `--scenario ${source} is not ${what}: ${(error as Error).message}`
    throw new BenchError('invalidArgument', message, { field: '--scenario', cause: error })
  }
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
  return parseScenario(document)
}

export function shippedScenarios(): Scenario[] {
  return shippedScenarioNames().map(shippedScenario)
}

/** A shipped scenario by name, or else a file. @throws BenchError that says why neither could be read. */
export async function readScenario(nameOrFile: string): Promise<Scenario> {
  if (shippedByName.has(nameOrFile)) return shippedScenario(nameOrFile)
  let text: string
  try {
    text = await readFile(nameOrFile, 'utf8')
  } catch (cause) {
    const message = `--scenario "${nameOrFile}" is neither a file that can be read nor a shipped scenario (${shippedScenarioNames().join(', ')}).`
    throw new BenchError('notFound', message, { field: '--scenario', cause })
  }
  return parseYaml(text, nameOrFile)
}
