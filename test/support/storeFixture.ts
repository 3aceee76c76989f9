import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Problem } from '#shared/control/views'
import { openStore, type Store, type StoreOptions } from '#main/store/store'
import { WatchedFiles } from './watchedFiles'

/** A data folder in a temporary place, and the stores opened on it. */
export class StoreFixture {
  readonly watched = new WatchedFiles()
  readonly problems: Problem[] = []
  #stores: Store[] = []

  private constructor(readonly folder: string) {}

  static async create(): Promise<StoreFixture> {
    return new StoreFixture(await mkdtemp(join(tmpdir(), 'callbox-store-')))
  }

  async open(options: Partial<StoreOptions> = {}): Promise<Store> {
    const store = await openStore({
      folder: this.folder,
      files: this.watched.files,
      now: () => Date.UTC(2026, 10, 22, 3, 41),
      onProblem: (problem) => this.problems.push(problem),
      ...options,
    })
    this.#stores.push(store)
    return store
  }

  read(name: string): Promise<string> {
    return readFile(join(this.folder, name), 'utf8')
  }

  write(name: string, text: string): Promise<void> {
    return writeFile(join(this.folder, name), text)
  }

  async dispose(): Promise<void> {
    await Promise.all(this.#stores.map((store) => store.close()))
    await rm(this.folder, { recursive: true })
  }
}
