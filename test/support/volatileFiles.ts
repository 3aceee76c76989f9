// Files in memory that forget at a kill every byte and every name that was not fsynced, as a disk may when the power
// fails; SIGKILL alone loses nothing, because the page cache outlives the process.
import { basename, dirname } from 'node:path'
import type { OpenFile, StoreFiles } from '#main/store/files'

/** What a name leads to. */
interface Content {
  current: Buffer
  synced: Buffer
}

interface Names {
  current: Map<string, Content>
  synced: Map<string, Content>
}

/** Thrown by everything that a killed process still asks of its files. */
class Killed extends Error {
  constructor() {
    super('the process was killed')
  }
}

export class VolatileDisk {
  readonly #names: Names = { current: new Map(), synced: new Map() }
  #process = 0
  #operationsLeft = Infinity

  /** @param random 0 ≤ n < 1; decides how much of what was not fsynced survives a kill */
  constructor(private readonly random: () => number) {}

  /** The files as one process sees them, from now until the kill. */
  files(): StoreFiles {
    const owner = this.#process
    const alive = <T>(effect: () => T) => this.#operate(owner, effect)
    const { current, synced } = this.#names

    const opened = (content: Content): OpenFile => ({
      append: (bytes) => this.#append(owner, content, bytes),
      sync: () => alive(() => void (content.synced = content.current)),
      close: () => alive(() => undefined),
    })
    return {
      read: (path) => alive(() => current.get(path)?.current),
      exists: (path) => alive(() => current.has(path)),
      create: (path) =>
        alive(() => {
          const content = { current: Buffer.alloc(0), synced: Buffer.alloc(0) }
          current.set(path, content)
          return opened(content)
        }),
      open: (path) => alive(() => opened(contentAt(current, path))),
      truncate: (path, length) =>
        alive(() => {
          const content = contentAt(current, path)
          content.current = content.current.subarray(0, length)
        }),
      rename: (from, to) =>
        alive(() => {
          current.set(to, contentAt(current, from))
          current.delete(from)
        }),
      remove: (path) => alive(() => void current.delete(path)),
      list: (folder) =>
        alive(() => [...current.keys()].filter((path) => dirname(path) === folder).map((path) => basename(path))),
      syncFolder: (folder) =>
        alive(() => {
          for (const path of synced.keys()) if (dirname(path) === folder) synced.delete(path)
          for (const [path, content] of current) if (dirname(path) === folder) synced.set(path, content)
        }),
      makeFolder: () => alive(() => undefined),
    }
  }

  /** Lets this many more operations happen; the next one is cut short by a kill. */
  killAfter(operations: number): void {
    this.#operationsLeft = operations
  }

  /** Ends the process: what was not fsynced is gone, but for a random part of what was appended. */
  kill(): void {
    this.#process++
    this.#operationsLeft = Infinity
    const { current, synced } = this.#names
    current.clear()
    for (const [path, content] of synced) {
      const survivor = this.#survivorOf(content)
      current.set(path, { current: survivor, synced: survivor })
    }
    synced.clear()
    for (const [path, content] of current) synced.set(path, content)
  }

  async #operate<T>(owner: number, effect: () => T): Promise<T> {
    await Promise.resolve()
    if (owner !== this.#process) throw new Killed()
    if (this.#operationsLeft-- > 0) return effect()
    if (this.random() < 0.5) effect() // done, but nobody was told
    this.kill()
    throw new Killed()
  }

  #append(owner: number, content: Content, bytes: Uint8Array): Promise<void> {
    return this.#operate(owner, () => void (content.current = Buffer.concat([content.current, bytes])))
  }

  #survivorOf({ current, synced }: Content): Buffer {
    const isAppended = current.length > synced.length && current.subarray(0, synced.length).equals(synced)
    if (!isAppended || this.random() < 0.5) return synced
    return current.subarray(0, synced.length + Math.floor(this.random() * (current.length - synced.length + 1)))
  }
}

function contentAt(names: ReadonlyMap<string, Content>, path: string): Content {
  const content = names.get(path)
  if (content === undefined) throw Object.assign(new Error(`ENOENT: no such file, '${path}'`), { code: 'ENOENT' })
  return content
}
