// What the bench keeps: lowdb documents and row logs in one data folder, which one bench at a time may use
// (folderLock.ts).
import type { z } from 'zod'
import type { Problem } from '#shared/control/views'
import type { Document, Row, RowLog } from '#shared/domain/rowLog'
import type { TextFiles } from '#shared/domain/textFiles'
import { BenchError } from '#shared/errors/benchError'
import type { RowSchemas } from './appendingJsonLinesAdapter'
import type { DataFolder } from './dataFolder'
import { openDocument } from './document'
import { nodeFiles, type StoreFiles } from './files'
import { MIGRATIONS, type Migration } from './migrations'
import { openRowLog } from './rowLog'
import { openTextFiles } from './textFiles'

const LEAST_CHANGES_TO_COMPACT = 2_000

export interface StoreOptions {
  /** Absolute path; created when it is not there. */
  readonly folder: string
  readonly files?: StoreFiles
  /** Wall instant, for the names of files set aside and for problems. */
  readonly now: () => number
  /** Told of every file that could not be read and was set aside. */
  readonly onProblem: (problem: Problem) => void
  readonly migrations?: readonly Migration[]
  readonly leastChangesToCompact?: number
}

export interface Store {
  /**
   * Opens `{name}.json`. Fields that an older file lacks are filled in by the schema's defaults.
   * @param initial the data while there is no file, or none that can be read
   */
  document<T>(name: string, schema: z.ZodType<T>, initial: T): Promise<Document<T>>
  /** Opens `{name}.jsonl`. @throws BenchError `storageFailed` when the file cannot be made. */
  log<Tables extends Record<string, Row>>(name: string, schemas: RowSchemas<Tables>): Promise<RowLog<Tables>>
  /** Texts in a folder of that name. */
  texts(name: string): TextFiles
  /**
   * Refuses further changes; resolves when all that were asked for are on disk or refused.
   * @param reason what they are refused with; of several the first
   */
  close(reason?: BenchError): Promise<void>
}

export async function openStore(options: StoreOptions): Promise<Store> {
  const { files = nodeFiles, migrations = MIGRATIONS, leastChangesToCompact = LEAST_CHANGES_TO_COMPACT } = options
  const { folder, now, onProblem } = options
  await files.makeFolder(folder)

  const dataFolder: DataFolder = { folder, files, now, onProblem, migrations }
  const names = new Set<string>()
  const closings: ((reason: BenchError) => Promise<void>)[] = []

  const claim = (fileName: string) => {
    if (names.has(fileName)) throw new RangeError(`${fileName} is already open: two writers would overwrite each other`)
    names.add(fileName)
  }

  return {
    async document(name, schema, initial) {
      claim(`${name}.json`)
      const { document, close } = await openDocument(dataFolder, name, schema, initial)
      closings.push(close)
      return document
    },
    async log(name, schemas) {
      claim(`${name}.jsonl`)
      const { log, close } = await openRowLog(dataFolder, name, schemas, leastChangesToCompact)
      closings.push(close)
      return log
    },
    texts(name) {
      claim(name)
      const { texts, close } = openTextFiles(dataFolder, name)
      closings.push(close)
      return texts
    },
    async close(reason = new BenchError('storageFailed', 'The bench is stopping and keeps no further changes.')) {
      await Promise.all(closings.map((close) => close(reason)))
    },
  }
}
