// The format of `{name}.jsonl`: a header line, then one line for each commit, an array of its changes as they were
// given. A line is a commit, so a commit is there whole or not at all.
import { z } from 'zod'
import { parseOrRefuse } from '#shared/errors/zodIssues'
import { decodeUtf8 } from './dataFolder'
import { refuseLaterVersion, type Migration } from './migrations'
import { reasonOf } from './storageFailed'

const NEWLINE = 0x0a
/** Rows are written in portions, so that rewriting a large log does not hold up everything else. */
const ROWS_PER_PORTION = 500

const zHeader = z.object({ schemaVersion: z.int().min(1) })
const zLine = z.array(
  z.union([
    z.strictObject({ table: z.string(), put: z.looseObject({ id: z.string() }) }),
    z.strictObject({ table: z.string(), remove: z.string() }),
  ]),
)

export interface RawLog {
  readonly schemaVersion: number
  /** Rows as read, by table and id. */
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, unknown>>
  readonly changeCount: number
  /** Up to here, in bytes, the lines are whole; what follows was being written when the bench was killed. */
  readonly goodLength: number
}

/** @throws Error naming the line, when one that is whole cannot be read or the log is of a later version. */
export function parseLog(bytes: Uint8Array, migrations: readonly Migration[]): RawLog {
  const goodLength = bytes.lastIndexOf(NEWLINE) + 1
  const [header, ...lines] = decodeUtf8(bytes.subarray(0, goodLength)).split('\n').slice(0, -1)
  if (header === undefined) throw new Error('it has no header line')

  const { schemaVersion } = inLine(1, () => parseOrRefuse(zHeader, JSON.parse(header)))
  refuseLaterVersion(schemaVersion, migrations)
  const tables = new Map<string, Map<string, unknown>>()
  let changeCount = 0
  lines.forEach((line, index) => {
    for (const change of inLine(index + 2, () => parseOrRefuse(zLine, JSON.parse(line)))) {
      const rows = tables.get(change.table) ?? new Map<string, unknown>()
      tables.set(change.table, rows)
      if ('put' in change) rows.set(change.put.id, change.put)
      else rows.delete(change.remove)
      changeCount++
    }
  })
  return { schemaVersion, tables, changeCount, goodLength }
}

function inLine<T>(number: number, parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw new Error(`line ${number}: ${reasonOf(error)}`, { cause: error })
  }
}

/** A whole log with one line a row, in portions. */
export function* writeLog(
  schemaVersion: number,
  tables: Iterable<readonly [PropertyKey, ReadonlyMap<string, unknown>]>,
): Generator<string> {
  yield `${JSON.stringify({ schemaVersion })}\n`
  for (const [table, rows] of tables) {
    const all = [...rows.values()]
    for (let from = 0; from < all.length; from += ROWS_PER_PORTION) {
      const portion = all.slice(from, from + ROWS_PER_PORTION)
      yield portion.map((put) => `${JSON.stringify([{ table, put }])}\n`).join('')
    }
  }
}
