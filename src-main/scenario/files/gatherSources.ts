// Reads a scenario file and all that it includes.
import { realpath } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import type { ScenarioProblem } from '#shared/control/scenarioViews'
import { LARGEST_TRACE_BYTES, MOST_TRACES } from '#shared/domain/trace'
import { type ConfinedFile, FileRefused, readConfined } from './confinedFiles'
import { parseSource, type Source } from './source'
import { tracesOf, withTables, type CheckTable } from './traceTables'

const MOST_FILES = 50
/** Far more than people write; what is larger is data, and belongs into a trace. */
const LARGEST_FILE_BYTES = 1024 * 1024

export interface Gathered {
  /** The file itself is the last; those that it includes stand before it, each once. */
  readonly sources: readonly Source[]
  readonly problems: readonly ScenarioProblem[]
}

interface Includer {
  readonly source: Source
  readonly folder: string
  /** The files by way of which it came to be read, itself the last. */
  readonly chain: readonly string[]
}

function includesOf({ value }: Source): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)['include'] : undefined
}

/**
 * @param unsaved what the file is about to say; its folder may then not be there yet
 * @throws FileRefused when the file itself cannot be read
 */
export async function gatherSources(file: string, checkTable: CheckTable, unsaved?: string): Promise<Gathered> {
  const sources: Source[] = []
  const problems: ScenarioProblem[] = []
  const seen = new Set<string>()
  let traces = 0
  const root = await realpath(dirname(file)).catch((error: Error) => {
    if (unsaved !== undefined) return dirname(file)
    throw new FileRefused(`cannot be read (${error.message})`, 'see whether the name is right')
  })

  function refuse({ source }: Includer, path: readonly PropertyKey[], reason: string, fix: string): void {
    problems.push({ file: source.file, ...source.placeOf(path), path: path.join('.'), reason, fix })
  }

  async function include(includer: Includer, name: string): Promise<void> {
    const found = await readConfined(root, includer.folder, name, LARGEST_FILE_BYTES)
    if (includer.chain.includes(found.path)) throw new FileRefused('includes itself', 'leave it out here')
    if (seen.has(found.path)) return
    if (seen.size >= MOST_FILES)
      throw new FileRefused(`is one file more than ${MOST_FILES}`, 'put some of them together')
    await add(found, includer.chain)
  }

  async function includeAll(includer: Includer): Promise<void> {
    const names = includesOf(includer.source)
    if (names === undefined) return
    if (!Array.isArray(names)) return refuse(includer, ['include'], 'is not a list', 'give a list of files')
    for (const [index, name] of names.entries()) {
      try {
        if (typeof name !== 'string')
          throw new FileRefused('is not the name of a file', 'give a path relative to this file')
        await include(includer, name)
      } catch (error) {
        if (!(error instanceof FileRefused)) throw error
        refuse(includer, ['include', index], error.reason, error.fix)
      }
    }
  }

  const shown = (path: string) => join(dirname(file), relative(root, path))

  async function add({ path, text }: ConfinedFile, chain: readonly string[]): Promise<void> {
    seen.add(path)
    const readTable = async (name: string) => {
      const found = await readConfined(root, dirname(path), name, LARGEST_TRACE_BYTES)
      return { file: shown(found.path), text: found.text }
    }
    const parsed = parseSource(text, shown(path))
    const { source, problems: ofTables } = await withTables(parsed, MOST_TRACES - traces, readTable, checkTable)
    traces += tracesOf(parsed).length
    problems.push(...source.problems, ...ofTables)
    await includeAll({ source, folder: dirname(path), chain: [...chain, path] })
    sources.push(source)
  }

  const itself =
    unsaved === undefined
      ? await readConfined(dirname(file), dirname(file), basename(file), LARGEST_FILE_BYTES)
      : { path: join(root, basename(file)), text: unsaved }
  await add(itself, [])
  return { sources, problems }
}
