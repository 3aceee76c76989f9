// What documents and logs have in common: the folder, the files in it, and what to do with one that cannot be read.
import { join } from 'node:path'
import type { Problem } from '#shared/control/views'
import type { StoreFiles } from './files'
import type { Migration } from './migrations'
import { reasonOf } from './storageFailed'

export interface DataFolder {
  readonly folder: string
  readonly files: StoreFiles
  /** Wall instant. */
  readonly now: () => number
  readonly onProblem: (problem: Problem) => void
  readonly migrations: readonly Migration[]
}

const REASON_LIMIT = 300

/** `NAME.corrupt-2026-11-22T03-41-00.000Z`; colons are not allowed in file names everywhere. */
async function freeCorruptName(data: DataFolder, name: string, at: number): Promise<string> {
  const first = `${name}.corrupt-${new Date(at).toISOString().replaceAll(':', '-')}`
  let free = first
  for (let count = 2; await data.files.exists(join(data.folder, free)); count++) free = `${first}-${count}`
  return free
}

/** Gives an unreadable file another name, so that nothing overwrites it, and says so. */
async function setAside(data: DataFolder, name: string, error: unknown): Promise<void> {
  const at = data.now()
  const corruptName = await freeCorruptName(data, name, at)
  await data.files.rename(join(data.folder, name), join(data.folder, corruptName))
  await data.files.syncFolder(data.folder)
  const reason = reasonOf(error).slice(0, REASON_LIMIT)
  data.onProblem({
    at,
    file: join(data.folder, corruptName),
    message:
      `The file ${name} could not be read: ${reason}. It is kept as ${corruptName}, and the bench goes on without ` +
      `what was in it. To get it back, stop the bench, mend the file and rename it to ${name}.`,
  })
}

/**
 * Reads and parses a file of the data folder; one that cannot be parsed is set aside.
 * @param parse may throw anything; its message becomes the reason shown
 * @returns null when there is no such file, or no longer
 */
export async function readOrSetAside<T>(
  data: DataFolder,
  name: string,
  parse: (bytes: Uint8Array) => T,
): Promise<T | null> {
  const bytes = await data.files.read(join(data.folder, name))
  if (bytes === undefined) return null
  try {
    return parse(bytes)
  } catch (error) {
    await setAside(data, name, error)
    return null
  }
}

/** @throws TypeError when the bytes are not UTF-8: a replaced character would be a silent change. */
export function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
}

/**
 * Writes a whole new file beside the one it is to replace, content on disk.
 * @returns its path, to be renamed, and its length in bytes
 */
export async function writeTemporary(
  { folder, files }: Pick<DataFolder, 'folder' | 'files'>,
  name: string,
  texts: Iterable<string>,
): Promise<{ path: string; length: number }> {
  const path = join(folder, `${name}.tmp`)
  const file = await files.create(path)
  let length = 0
  try {
    for (const text of texts) {
      const bytes = Buffer.from(text)
      await file.append(bytes)
      length += bytes.length
    }
    await file.sync()
  } catch (error) {
    await file.close()
    await files.remove(path) // it may be what fills the disk
    throw error
  }
  await file.close()
  return { path, length }
}
