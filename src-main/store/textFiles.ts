// Texts on disk: `{name}/{id}.json` in the data folder.
import { join } from 'node:path'
import type { TextFiles } from '#shared/domain/textFiles'
import type { BenchError } from '#shared/errors/benchError'
import { decodeUtf8, type DataFolder } from './dataFolder'
import { replaceFile } from './replaceFile'
import { storageFailed } from './storageFailed'

const EXTENSION = '.json'
const ID = /^[\w-]+$/

/** @param name of the folder, which is made with the first text */
export function openTextFiles(
  data: DataFolder,
  name: string,
): { texts: TextFiles; close: (reason: BenchError) => Promise<void> } {
  const folder = join(data.folder, name)
  const underWay = new Set<Promise<void>>()
  let refusal: BenchError | undefined

  function fileOf(id: string): string {
    if (!ID.test(id)) throw new RangeError(`"${id}" cannot be the name of a file`)
    return `${id}${EXTENSION}`
  }

  async function put(file: string, text: string): Promise<void> {
    try {
      await data.files.makeFolder(folder)
    } catch (cause) {
      throw storageFailed(join(folder, file), cause)
    }
    await replaceFile({ ...data, folder }, file, [text])
  }

  async function change(work: () => Promise<void>): Promise<void> {
    if (refusal) throw refusal
    const working = work().finally(() => underWay.delete(working))
    underWay.add(working)
    await working
  }

  const texts: TextFiles = {
    write: (id, text) => change(() => put(fileOf(id), text)),
    async read(id) {
      const bytes = await data.files.read(join(folder, fileOf(id)))
      return bytes && decodeUtf8(bytes)
    },
    remove: (id) => change(() => data.files.remove(join(folder, fileOf(id)))),
    async ids() {
      const names = await data.files.list(folder)
      return names.filter((one) => one.endsWith(EXTENSION)).map((one) => one.slice(0, -EXTENSION.length))
    },
  }
  return {
    texts,
    async close(reason) {
      refusal ??= reason
      await Promise.allSettled(underWay)
    },
  }
}
