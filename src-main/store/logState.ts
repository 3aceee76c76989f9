// The tables of a row log in memory, and which commits are not on disk yet.
import type { Change, Row, Table } from '#shared/domain/rowLog'

interface Undo {
  readonly table: PropertyKey
  readonly id: string
  /** Absent when there was no such row. */
  readonly before: Row | undefined
}

interface PendingCommit {
  readonly line: string
  readonly undo: readonly Undo[]
}

type Rows = Map<string, Row>

function undoAll(commits: readonly PendingCommit[], rowsOf: (table: PropertyKey) => Rows): void {
  for (const { table, id, before } of commits.flatMap((commit) => commit.undo).reverse()) {
    if (before === undefined) rowsOf(table).delete(id)
    else rowsOf(table).set(id, before)
  }
}

export class LogState<Tables extends Record<string, Row>> {
  readonly #tables: Map<PropertyKey, Rows>
  #pending: PendingCommit[] = []
  #settledCount = 0

  constructor(tables: Iterable<readonly [keyof Tables, Rows]>) {
    this.#tables = new Map(tables)
  }

  static empty<Tables extends Record<string, Row>>(names: readonly (keyof Tables)[]): LogState<Tables> {
    return new LogState<Tables>(names.map((name) => [name, new Map<string, Row>()]))
  }

  table<Name extends keyof Tables>(name: Name): Table<Tables[Name]> {
    return this.#rowsOf(name) as Map<string, Tables[Name]>
  }

  /** Rows of all tables. */
  get rowCount(): number {
    return [...this.#tables.values()].reduce((sum, rows) => sum + rows.size, 0)
  }

  /** The oldest commits that are not on disk: all, or as many as it takes to reach so many characters. */
  pendingWithin(characters: number): readonly PendingCommit[] {
    let length = 0
    const end = this.#pending.findIndex(({ line }) => (length += line.length) >= characters)
    return end < 0 ? [...this.#pending] : this.#pending.slice(0, end + 1)
  }

  /** How many commits were brought to disk so far. */
  get settledCount(): number {
    return this.#settledCount
  }

  apply(changes: readonly Change<Tables>[]): void {
    const line = JSON.stringify(changes) // first: a row that is no JSON must fail before anything has changed
    this.#pending.push({ line, undo: changes.map((change) => this.#applyOne(change)) })
  }

  /** The oldest `count` pending commits are on disk now. */
  settle(count: number): void {
    this.#pending.splice(0, count)
    this.#settledCount += count
  }

  /** Takes back every pending commit. A row whose removal is taken back comes last in its table. */
  revert(): void {
    undoAll(this.#pending, (table) => this.#rowsOf(table))
    this.#pending = []
  }

  /** A copy of the rows as they are on disk, that is without what pending commits did. */
  settledRows(): Map<PropertyKey, Rows> {
    const copy = new Map([...this.#tables].map(([name, rows]) => [name, new Map(rows)]))
    undoAll(this.#pending, (table) => copy.get(table) ?? new Map<string, Row>())
    return copy
  }

  #applyOne(change: Change<Tables>): Undo {
    const rows = this.#rowsOf(change.table)
    const id = 'put' in change ? change.put.id : change.remove
    const before = rows.get(id)
    if ('put' in change) rows.set(id, change.put)
    else rows.delete(id)
    return { table: change.table, id, before }
  }

  #rowsOf(table: PropertyKey): Rows {
    const rows = this.#tables.get(table)
    if (rows === undefined) throw new RangeError(`there is no table "${String(table)}" in this log`)
    return rows
  }
}
