// Reads `.feature` files: the Gherkin library parses them and fills in outlines, backgrounds and tags.
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { AstBuilder, compile, Errors, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin'
import { IdGenerator, type GherkinDocument, type Pickle, type Step } from '@cucumber/messages'
import { BenchError } from '#shared/errors/benchError'

export interface FeatureStep {
  readonly text: string
  readonly line: number
}

export interface FeatureScenario {
  /** Path below the folder, with slashes. */
  readonly file: string
  readonly line: number
  readonly name: string
  /** Without the `@`; the feature's before the scenario's own. */
  readonly tags: readonly string[]
  readonly steps: readonly FeatureStep[]
}

function refused(message: string): BenchError {
  return new BenchError('invalidArgument', `--features: ${message}`, { field: '--features' })
}

/** `FILE:3:5: …` for each problem of a file. */
function problemsIn(file: string, error: unknown): string[] {
  const errors = error instanceof Errors.CompositeParserException ? error.errors : [error]
  return errors.map((one) => {
    const { location, message } = one as { location?: { line: number; column?: number }; message: string }
    const place = location ? `:${location.line}:${location.column ?? 1}` : ''
    return `${file}${place}: ${message.replace(/^\(\d+:\d+\): /, '')}`
  })
}

function linesOf({ feature }: GherkinDocument): ReadonlyMap<string, number> {
  const steps = (feature?.children ?? []).flatMap(({ background, scenario, rule }): readonly Step[] => [
    ...(background?.steps ?? []),
    ...(scenario?.steps ?? []),
    ...(rule?.children ?? []).flatMap((child) => child.background?.steps ?? child.scenario?.steps ?? []),
  ])
  return new Map(steps.map(({ id, location }) => [id, location.line]))
}

function scenarioOf({ name, tags, steps, location }: Pickle, file: string, lines: ReadonlyMap<string, number>) {
  return {
    file,
    line: location?.line ?? 1,
    name,
    tags: tags.map((tag) => tag.name.replace(/^@/, '')),
    steps: steps.map(({ text, astNodeIds }) => ({ text, line: lines.get(astNodeIds[0] ?? '') ?? 1 })),
  }
}

function parse(text: string, file: string): FeatureScenario[] {
  const newId = IdGenerator.incrementing()
  const document = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher()).parse(text)
  const lines = linesOf(document)
  return compile(document, file, newId).map((pickle) => scenarioOf(pickle, file, lines))
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.feature'))
    return files.map(({ parentPath, name }) => join(parentPath, name)).sort()
  } catch (error) {
    throw refused(`${folder} cannot be read: ${(error as Error).message}.`)
  }
}

/**
 * The scenarios of every `.feature` file in a folder and below it, in the order of their paths.
 * @throws BenchError that names `--features`: there is none, or one is no Gherkin, with every place that is wrong
 */
export async function readFeatures(folder: string): Promise<FeatureScenario[]> {
  const files = await filesIn(folder)
  if (files.length === 0) throw refused(`${folder} holds no .feature file, nor does any folder below it.`)
  const problems: string[] = []
  const scenarios: FeatureScenario[] = []
  for (const path of files) {
    const file = relative(folder, path).split(sep).join('/')
    try {
      scenarios.push(...parse(await readFile(path, 'utf8'), file))
    } catch (error) {
      problems.push(...problemsIn(file, error))
    }
  }
  if (problems.length > 0) throw refused(`not Gherkin:\n${problems.join('\n')}`)
  return scenarios
}
