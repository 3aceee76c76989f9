import type { Change, Row, RowLog, Table } from '#shared/domain/rowLog'
import { BenchError } from '#shared/errors/benchError'

export interface MemoryRowLog<Tables extends Record<string, Row>> extends RowLog<Tables> {
  readonly commits: readonly (readonly Change<Tables>[])[]
  /** Until the function returned is called, nothing reaches the disk. */
  holdWrites(): () => void
  /** The next commit fails, or so many: each holds until its write has failed, and is taken back then. */
  failNextWrite(count?: number): void
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
  let failures = 0

  function apply(rows: Rows, changes: readonly Change<Tables>[]): void {
    for (const change of changes) {
      const table = rows.get(String(change.table))
      if ('remove' in change) table?.delete(change.remove)
      else table?.set(change.put.id, change.put)
    }
  }

  function undoOf(change: Change<Tables>): () => void {
    const table = memory.get(String(change.table))
    const id = 'put' in change ? change.put.id : change.remove
    const before = table?.get(id)
    return () => void (before ? table?.set(id, before) : table?.delete(id))
  }

  async function fail(changes: readonly Change<Tables>[]): Promise<never> {
    const undo = changes.map(undoOf)
    apply(memory, changes)
    await gate
    undo.forEach((takeBack) => takeBack())
    throw new BenchError('storageFailed', 'The disk is full.')
  }

  return {
    commits,
    table: <Name extends keyof Tables>(name: Name) => memory.get(String(name)) as unknown as Table<Tables[Name]>,
    async commit(changes) {
      if (failures > 0) {
        failures -= 1
        return fail(changes)
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
    failNextWrite(count = 1) {
      failures = count
    },
    afterKill: () => createMemoryRowLog<Tables>(tables, copyOf(disk)),
  }
}
