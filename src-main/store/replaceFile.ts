import { join } from 'node:path'
import { writeTemporary, type DataFolder } from './dataFolder'
import { storageFailed } from './storageFailed'

/**
 * Puts a whole new file in the place of the one there: a reader finds it as it was or as it is now, whatever happens.
 * On disk, its name too, before it resolves.
 * @throws BenchError `storageFailed`; the file is then as it was, unless the folder alone could not be synced: it is new
 *   then, and may be as it was after a loss of power
 */
export async function replaceFile(
  folder: Pick<DataFolder, 'folder' | 'files'>,
  name: string,
  texts: Iterable<string>,
): Promise<void> {
  const path = join(folder.folder, name)
  try {
    const temporary = await writeTemporary(folder, name, texts)
    await folder.files.rename(temporary.path, path)
    await folder.files.syncFolder(folder.folder)
  } catch (cause) {
    throw storageFailed(path, cause)
  }
}
