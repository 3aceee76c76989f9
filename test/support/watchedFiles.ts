// The files of this machine, watched: counts what was fsynced, and lets the next appends fail as on a full disk.
import { nodeFiles, type OpenFile, type StoreFiles } from '#main/store/files'

export class WatchedFiles {
  /** Fsyncs of file contents so far. */
  syncCount = 0
  /** Bytes written so far. */
  byteCount = 0
  renames: string[] = []
  /** While true, every append writes the first half and fails. */
  isFull = false

  readonly files: StoreFiles = {
    ...nodeFiles,
    create: async (path) => this.#watch(await nodeFiles.create(path)),
    open: async (path) => this.#watch(await nodeFiles.open(path)),
    rename: async (from, to) => {
      this.renames.push(to)
      await nodeFiles.rename(from, to)
    },
  }

  #watch(file: OpenFile): OpenFile {
    return {
      append: async (bytes) => {
        const written = this.isFull ? bytes.subarray(0, bytes.length / 2) : bytes
        await file.append(written)
        this.byteCount += written.length
        if (this.isFull) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
      },
      sync: async () => {
        this.syncCount++
        await file.sync()
      },
      close: () => file.close(),
    }
  }
}
