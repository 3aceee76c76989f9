import type { TextFiles } from '#shared/domain/textFiles'

/** Texts that outlive the room which was given them. */
export function createMemoryTextFiles(texts = new Map<string, string>()): TextFiles {
  return {
    async write(id, text) {
      await Promise.resolve()
      texts.set(id, text)
    },
    read: (id) => Promise.resolve(texts.get(id)),
    async remove(id) {
      await Promise.resolve()
      texts.delete(id)
    },
    ids: () => Promise.resolve([...texts.keys()]),
  }
}
