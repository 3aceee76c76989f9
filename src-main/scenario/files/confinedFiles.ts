// Reads files below one folder and nothing else: a scenario that somebody sends may not fetch what is none of its business.
import { open, realpath, stat } from 'node:fs/promises'
import { isAbsolute, relative, resolve, sep } from 'node:path'

/** Why a file is not read, and what to do about it. */
export class FileRefused extends Error {
  constructor(
    readonly reason: string,
    readonly fix: string,
  ) {
    super(`${reason}; ${fix}`)
  }
}

export interface ConfinedFile {
  /** Without links and detours: equal for the same file however it is named. */
  readonly path: string
  readonly text: string
}

function isOutside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)
}

async function readUpTo(path: string, largestBytes: number): Promise<string> {
  const about = await stat(path)
  if (!about.isFile()) throw new FileRefused('is no file', 'name a file')
  if (about.size > largestBytes) {
    throw new FileRefused(`is larger than ${Math.round(largestBytes / 1024)} KiB`, 'split it or thin it out')
  }
  const handle = await open(path, 'r')
  try {
    return await handle.readFile('utf8')
  } finally {
    await handle.close()
  }
}

/**
 * @param folder that may not be left, neither by `..` nor by a link
 * @param from folder that `name` is relative to
 * @throws FileRefused
 */
export async function readConfined(
  folder: string,
  from: string,
  name: string,
  largestBytes: number,
): Promise<ConfinedFile> {
  if (isAbsolute(name) || /^[A-Za-z]:/.test(name))
    throw new FileRefused('is an absolute path', 'write it relative to this file')
  const outside = new FileRefused(
    'leads out of the folder of the scenario',
    'put the file beside the scenario or below it',
  )
  const named = resolve(from, name)
  if (isOutside(folder, named)) throw outside
  try {
    const path = await realpath(named)
    if (isOutside(await realpath(folder), path)) throw outside
    return { path, text: await readUpTo(path, largestBytes) }
  } catch (error) {
    if (error instanceof FileRefused) throw error
    throw new FileRefused(
      `cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`,
      'see whether the name is right',
    )
  }
}
