// Texts on disk: `{name}/{id}.json` in the data folder.
import { join } from 'node:path'
import type { TextFiles } from '#shared/domain/textFiles'
import { decodeUtf8, writeTemporary, type DataFolder } from './dataFolder'
import { storageFailed } from './storageFailed'

const EXTENSION = '.json'
const ID = /^[\w-]+$/

/** @param name of the folder, which is made with the first text */
export function openTextFiles(data: DataFolder, name: string): TextFiles {
  const folder = join(data.folder, name)
  const inFolder: DataFolder = { ...data, folder }

  function fileOf(id: string): string {
    if (!ID.test(id)) throw new RangeError(`"${id}" cannot be the name of a file`)
    return `${id}${EXTENSION}`
  }

  return {
    async write(id, text) {
      const file = fileOf(id)
      try {
        await data.files.makeFolder(folder)
        const temporary = await writeTemporary(inFolder, file, [text])
        await data.files.rename(temporary.path, join(folder, file))
        await data.files.syncFolder(folder)
      } catch (cause) {
        throw storageFailed(join(folder, file), cause)
      }
    },
    async read(id) {
      const bytes = await data.files.read(join(folder, fileOf(id)))
      return bytes && decodeUtf8(bytes)
    },
    remove: (id) => data.files.remove(join(folder, fileOf(id))),
    async ids() {
      const names = await data.files.list(folder)
      return names.filter((one) => one.endsWith(EXTENSION)).map((one) => one.slice(0, -EXTENSION.length))
    },
  }
}
