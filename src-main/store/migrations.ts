// How files of earlier schema versions become today's. One version number holds for the whole data folder; every file
// carries it.

/** @param name of the document, or of the log and its table as `log/table`. @returns the value in the next version. */
type Upgrade = (name: string, value: unknown) => unknown

/** One step from a schema version to the next; what it has no function for stays as it is. */
export interface Migration {
  readonly document?: Upgrade
  readonly row?: Upgrade
}

/** The step at index n leads from schema version n + 1 to n + 2. Steps are only ever added. */
export const MIGRATIONS: readonly Migration[] = []

/** The version that is written. */
export function schemaVersionOf(migrations: readonly Migration[]): number {
  return migrations.length + 1
}

/** @throws Error when the file is of a version later than this program's. */
export function refuseLaterVersion(schemaVersion: number, migrations: readonly Migration[]): void {
  const known = schemaVersionOf(migrations)
  if (schemaVersion > known)
    throw new Error(`it was written by a newer Callbox: schema version ${schemaVersion}, this one knows up to ${known}`)
}

/** Takes a value of `fromVersion` through every later step. */
export function upgrade(
  kind: keyof Migration,
  name: string,
  value: unknown,
  fromVersion: number,
  migrations: readonly Migration[],
): unknown {
  return migrations.slice(fromVersion - 1).reduce((older, step) => {
    const toNext = step[kind]
    return toNext === undefined ? older : toNext(name, older)
  }, value)
}
