import { SCENARIO_VERSION } from '#shared/domain/scenario/migrations'

/** What is wrong with a version that a file says it is of; undefined for one that this program can read. */
export function versionProblem(version: unknown): { readonly reason: string; readonly fix: string } | undefined {
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return { reason: 'is no version of this format', fix: `give ${SCENARIO_VERSION}, or leave it out` }
  if (version <= SCENARIO_VERSION) return undefined
  return {
    reason: `was written for a newer Callbox: version ${version}, this one knows up to ${SCENARIO_VERSION}`,
    fix: 'update Callbox, or write it for this version',
  }
}
