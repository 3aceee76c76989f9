// The port through which rooms keep what changes often. `src-main/store` implements it; a change is visible at once
// and its promise resolves when it is on disk.

export interface Row {
  readonly id: string
}

export interface Table<T extends Row> {
  get(id: string): T | undefined
  values(): IterableIterator<T>
  readonly size: number
}

/** One change to one table; rows are immutable, so a put replaces the row with the same id. */
export type Change<Tables extends Record<string, Row>> = {
  [Name in keyof Tables]: { table: Name; put: Tables[Name] } | { table: Name; remove: string }
}[keyof Tables]

export interface RowLog<Tables extends Record<string, Row>> {
  table<Name extends keyof Tables>(name: Name): Table<Tables[Name]>
  /**
   * Applies all changes or none, in memory at once and on disk together.
   * @throws BenchError `storageFailed` when they could not be written; memory is then as it was before.
   */
  commit(changes: readonly Change<Tables>[]): Promise<void>
}

/** A small authored document, written whole. */
export interface Document<T> {
  readonly data: T
  /** Replaces the data and resolves when it is on disk. @throws BenchError `storageFailed`; the data is then as before. */
  replace(data: T): Promise<void>
}
