import type { Change, Row, RowLog, Table } from '#shared/domain/rowLog'
import { BenchError } from '#shared/errors/benchError'

export interface MemoryRowLog<Tables extends Record<string, Row>> extends RowLog<Tables> {
  readonly commits: readonly (readonly Change<Tables>[])[]
  /** Until the function returned is called, nothing reaches the disk. */
  holdWrites(): () => void
  /** The next commit fails. */
  failNextWrite(): void
  /** What a process that starts after a kill finds: what had reached the disk. */
  afterKill(): MemoryRowLog<Tables>
}

type Rows = Map<string, Map<string, Row>>

function copyOf(rows: Rows): Rows {
  return new Map([...rows].map(([name, table]) => [name, new Map(table)]))
}

/** A row log whose disk is a second set of tables, written in the order of the commits. */
export function createMemoryRowLog<Tables extends Record<string, Row>>(
  tables: readonly (keyof Tables & string)[],
  disk: Rows = new Map(tables.map((name) => [name, new Map<string, Row>()])),
): MemoryRowLog<Tables> {
  const memory = copyOf(disk)
  const commits: (readonly Change<Tables>[])[] = []
  let gate: Promise<void> = Promise.resolve()
  let failNext = false

  function apply(rows: Rows, changes: readonly Change<Tables>[]): void {
    for (const change of changes) {
      const table = rows.get(String(change.table))
      if ('remove' in change) table?.delete(change.remove)
      else table?.set(change.put.id, change.put)
    }
  }

  return {
    commits,
    table: <Name extends keyof Tables>(name: Name) => memory.get(String(name)) as unknown as Table<Tables[Name]>,
    async commit(changes) {
      if (failNext) {
        failNext = false
        await gate
        throw new BenchError('storageFailed', 'The disk is full.')
      }
      commits.push(changes)
      apply(memory, changes)
      await gate
      apply(disk, changes)
    },
    holdWrites() {
      let release: () => void = () => undefined
      gate = new Promise((resolve) => (release = resolve))
      return release
    },
    failNextWrite() {
      failNext = true
    },
    afterKill: () => createMemoryRowLog<Tables>(tables, copyOf(disk)),
  }
}
