// How scenario files of earlier versions become today's.

/** Takes a document to the next version; `callbox` is set by who calls. */
export type ScenarioMigration = (document: Record<string, unknown>) => Record<string, unknown>

/** The step at index n leads from version n + 1 to n + 2. Steps are only ever added. */
const SCENARIO_MIGRATIONS: readonly ScenarioMigration[] = []

export const SCENARIO_VERSION = SCENARIO_MIGRATIONS.length + 1

/** The document in today's version. What has no version, or one that never was, stays as it is, to be refused. */
export function upgradeScenario(
  document: unknown,
  migrations: readonly ScenarioMigration[] = SCENARIO_MIGRATIONS,
): unknown {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return document
  const version = (document as Record<string, unknown>)['callbox']
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1 || version > migrations.length)
    return document
  const upgraded = migrations
    .slice(version - 1)
    .reduce((older, toNext) => toNext(older), document as Record<string, unknown>)
  return { ...upgraded, callbox: migrations.length + 1 }
}
