import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { BenchError } from '#shared/errors/benchError'
import { parse } from 'yaml'
import { isStructure } from '../place'

const LARGEST_BYTES = 8 * 1024 * 1024
const MOST_FILES = 1000

/** An OpenAPI 3 or Swagger 2 file, beside the files that such a one may refer to. */
export function isDescription(root: unknown): boolean {
  if (!isStructure(root) || !isStructure(root.paths)) return false
  return root.swagger === '2.0' || (typeof root.openapi === 'string' && root.openapi.startsWith('3.'))
}

function refuse(folder: string, why: string, cause?: unknown): BenchError {
  return new BenchError('invalidArgument', `--openapi ${folder}: ${why}`, { field: '--openapi', cause })
}

async function candidatesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile() && /\.(?:ya?ml|json)$/i.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !file.includes(`${sep}node_modules${sep}`))
      .sort()
  } catch (error) {
    throw refuse(folder, `the folder cannot be read: ${(error as Error).message}.`, error)
  }
}

async function contentOf(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8')
  if (text.length > LARGEST_BYTES) throw new RangeError(`it is larger than ${LARGEST_BYTES} bytes`)
  return /\.json$/i.test(file) ? (JSON.parse(text) as unknown) : (parse(text) as unknown)
}

/**
 * Every file of the folder and the folders in it that can be parsed, by its path there.
 * @throws BenchError `invalidArgument` that names `--openapi` where none of them describes an API, and why
 */
export async function readDescriptions(folder: string): Promise<Map<string, unknown>> {
  const candidates = await candidatesIn(folder)
  if (candidates.length > MOST_FILES) throw refuse(folder, `it holds more than ${MOST_FILES} YAML and JSON files.`)
  const roots = new Map<string, unknown>()
  const problems: string[] = []
  for (const path of candidates) {
    const file = relative(folder, path).split(sep).join('/')
    try {
      roots.set(file, await contentOf(path))
    } catch (error) {
      const [line = ''] = (error as Error).message.split('\n')
      problems.push(`${file} cannot be read: ${line}`)
    }
  }
  if ([...roots.values()].some(isDescription)) return roots
  const others = [...roots.keys()].map((file) => `${file} is no OpenAPI 3 or Swagger 2 file`)
  const seen = [...problems, ...others].slice(0, 10)
  const why = candidates.length === 0 ? 'it holds no .yaml, .yml or .json file' : seen.join('; ')
  throw refuse(folder, `nothing there describes an API: ${why}.`)
}
