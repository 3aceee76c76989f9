// One file that grows at its end. It knows how far it is good and makes itself good again before it goes on.
import { join } from 'node:path'
import { writeTemporary, type DataFolder } from './dataFolder'
import type { OpenFile } from './files'

export class LogFile {
  readonly path: string
  #file: OpenFile | undefined
  /** Bytes that are on disk and whole. */
  #goodLength = 0
  #hasTornTail = false
  #hasUnsyncedName = false

  constructor(
    private readonly folder: DataFolder,
    readonly name: string,
  ) {
    this.path = join(folder.folder, name)
  }

  /** Goes on with the file that is there. @param tornTail whether something follows its first `goodLength` bytes */
  async resume(goodLength: number, tornTail: boolean): Promise<void> {
    this.#goodLength = goodLength
    this.#hasTornTail = tornTail
    await this.#mend()
  }

  /** Resolves when the text is on disk. When it throws, nothing of the text stays behind. */
  async append(text: string): Promise<void> {
    await this.#mend()
    const bytes = Buffer.from(text)
    try {
      const file = await this.#opened()
      await file.append(bytes)
      await file.sync()
    } catch (error) {
      this.#hasTornTail = true
      await this.#mend().catch(() => undefined) // the next append tries again, and first
      throw error
    }
    this.#goodLength += bytes.length
  }

  /**
   * Puts a new file in place of the old one, which stays as it is when this throws; unless the new name alone could not be
   * synced, which the next append does first.
   */
  async replace(texts: Iterable<string>): Promise<void> {
    const temporary = await writeTemporary(this.folder, this.name, texts)
    await this.close() // Windows replaces no file that is open
    await this.folder.files.rename(temporary.path, this.path)
    this.#goodLength = temporary.length
    this.#hasTornTail = false
    this.#hasUnsyncedName = true
    await this.#mend()
  }

  async close(): Promise<void> {
    const file = this.#file
    this.#file = undefined
    await file?.close()
  }

  async #mend(): Promise<void> {
    if (this.#hasUnsyncedName) {
      await this.folder.files.syncFolder(this.folder.folder)
      this.#hasUnsyncedName = false
    }
    if (this.#hasTornTail) {
      await this.folder.files.truncate(this.path, this.#goodLength)
      const file = await this.#opened()
      await file.sync()
      this.#hasTornTail = false
    }
  }

  async #opened(): Promise<OpenFile> {
    this.#file ??= await this.folder.files.open(this.path)
    return this.#file
  }
}
