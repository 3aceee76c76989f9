import type { Document, Row, RowLog, Table } from '#shared/domain/rowLog'

/** A row log that lasts as long as the program needs it: for what is tried out and never kept. */
export function memoryLog<Tables extends Record<string, Row>>(): RowLog<Tables> {
  const tables = new Map<keyof Tables, Map<string, Row>>()

  function rowsOf(name: keyof Tables): Map<string, Row> {
    const rows = tables.get(name) ?? new Map<string, Row>()
    tables.set(name, rows)
    return rows
  }

  return {
    table: <Name extends keyof Tables>(name: Name) => rowsOf(name) as unknown as Table<Tables[Name]>,
    commit(changes) {
      for (const change of changes) {
        if ('remove' in change) rowsOf(change.table).delete(change.remove)
        else rowsOf(change.table).set(change.put.id, change.put)
      }
      return Promise.resolve()
    },
  }
}

/** A document of the same kind. */
export function memoryDocument<T>(initial: T): Document<T> {
  let data = initial
  return {
    get data() {
      return data
    },
    replace(next) {
      data = next
      return Promise.resolve()
    },
  }
}
