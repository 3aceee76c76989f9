// A row log on disk: `{name}.jsonl`, to which each group of commits is appended with one write and one fsync.
import type { Adapter } from 'lowdb'
import type { z } from 'zod'
import type { Row } from '#shared/domain/rowLog'
import { parseOrRefuse } from '#shared/errors/zodIssues'
import { readOrSetAside, type DataFolder } from './dataFolder'
import { LogFile } from './logFile'
import { parseLog, writeLog, type RawLog } from './logFormat'
import { LogState } from './logState'
import { schemaVersionOf, upgrade } from './migrations'
import { reasonOf, storageFailed } from './storageFailed'

/** A log is rewritten when it holds this many times the changes that its rows need. */
const COMPACTION_FACTOR = 3

export type RowSchemas<Tables extends Record<string, Row>> = { [Name in keyof Tables]: z.ZodType<Tables[Name]> }

/** So much is brought to disk at a time: whoever waits for the first of many changes is not kept by the last. */
const PORTION_CHARACTERS = 1_000_000

/** lowdb adapter: writing costs what changed, however many rows there are. */
export class AppendingJsonLinesAdapter<Tables extends Record<string, Row>> implements Adapter<LogState<Tables>> {
  readonly #file: LogFile
  readonly #schemaVersion: number
  #changeCount = 0
  /** After a failure the next try waits until the log has grown again. */
  #compactNotBefore = 0

  constructor(
    private readonly folder: DataFolder,
    private readonly name: string,
    private readonly schemas: RowSchemas<Tables>,
    private readonly leastChangesToCompact: number,
  ) {
    this.#file = new LogFile(folder, `${name}.jsonl`)
    this.#schemaVersion = schemaVersionOf(folder.migrations)
  }

  async read(): Promise<LogState<Tables>> {
    const found = await readOrSetAside(this.folder, this.#file.name, (bytes) => {
      const raw = parseLog(bytes, this.folder.migrations)
      return { raw, state: this.#stateOf(raw), hasTornTail: raw.goodLength < bytes.length }
    })
    const state = found?.state ?? LogState.empty<Tables>(this.#tableNames())
    try {
      if (found?.raw.schemaVersion === this.#schemaVersion) {
        await this.#file.resume(found.raw.goodLength, found.hasTornTail)
        this.#changeCount = found.raw.changeCount
      } else {
        await this.#rewrite(state)
      }
    } catch (cause) {
      throw storageFailed(this.#file.path, cause)
    }
    return state
  }

  async write(state: LogState<Tables>): Promise<void> {
    if (this.#isWorthCompacting(state)) await this.#compact(state)
    const commits = state.pendingWithin(PORTION_CHARACTERS)
    if (commits.length === 0) return
    try {
      await this.#file.append(commits.map(({ line }) => `${line}\n`).join(''))
    } catch (cause) {
      throw storageFailed(this.#file.path, cause)
    }
    this.#changeCount += commits.reduce((sum, { undo }) => sum + undo.length, 0)
    state.settle(commits.length)
  }

  close(): Promise<void> {
    return this.#file.close()
  }

  /** A log that cannot be compacted only goes on growing: commits are not refused for that. */
  async #compact(state: LogState<Tables>): Promise<void> {
    try {
      await this.#rewrite(state)
    } catch (error) {
      this.folder.onProblem({
        at: this.folder.now(),
        file: this.#file.path,
        message:
          `The file ${this.#file.name} could not be made smaller (${reasonOf(error)}). ` +
          'Nothing is lost; see that there is space on the disk.',
      })
      this.#compactNotBefore = 2 * this.#changeCount
    }
  }

  async #rewrite(state: LogState<Tables>): Promise<void> {
    const tables = state.settledRows()
    await this.#file.replace(writeLog(this.#schemaVersion, tables))
    this.#changeCount = [...tables.values()].reduce((sum, rows) => sum + rows.size, 0)
  }

  #isWorthCompacting({ rowCount }: LogState<Tables>): boolean {
    return (
      this.#changeCount >= Math.max(this.leastChangesToCompact, COMPACTION_FACTOR * rowCount, this.#compactNotBefore)
    )
  }

  #stateOf({ tables, schemaVersion }: RawLog): LogState<Tables> {
    const unknown = [...tables.keys()].find((table) => !Object.hasOwn(this.schemas, table))
    if (unknown !== undefined) throw new Error(`it has rows of a table "${unknown}", which is not known`)
    return new LogState<Tables>(
      this.#tableNames().map((table) => {
        const rows = [...(tables.get(table) ?? [])].map(([id, row]) => this.#parseRow(table, id, row, schemaVersion))
        return [table, new Map(rows.map((row) => [row.id, row]))]
      }),
    )
  }

  #parseRow(table: keyof Tables & string, id: string, row: unknown, schemaVersion: number): Row {
    try {
      const upgraded = upgrade('row', `${this.name}/${table}`, row, schemaVersion, this.folder.migrations)
      return parseOrRefuse(this.schemas[table], upgraded)
    } catch (error) {
      throw new Error(`row "${id}" of table "${table}": ${reasonOf(error)}`, { cause: error })
    }
  }

  #tableNames(): (keyof Tables & string)[] {
    return Object.keys(this.schemas)
  }
}
