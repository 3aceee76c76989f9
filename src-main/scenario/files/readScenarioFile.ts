import { BenchError } from '#shared/errors/benchError'
import { assemble } from './assemble'
import { checkScenario, type CheckedScenario } from './checkScenario'
import { FileRefused } from './confinedFiles'
import type { KnownDeviation } from './deviationProblems'
import { gatherSources } from './gatherSources'
import type { CheckTable } from './traceTables'

/** What other rooms know of the things that a scenario refers to. */
export interface Lookups {
  readonly checkTable: CheckTable
  /** Those of the catalogue. */
  readonly deviations: readonly KnownDeviation[]
}

/**
 * Reads a scenario file with all that it includes, and finds everything that is wrong with it.
 * @param unsaved what the file is about to say, in place of what it says on disk, where it need not be
 * @throws BenchError `notFound` when the file itself cannot be read
 */
export async function readScenarioFile(
  file: string,
  { checkTable, deviations }: Lookups,
  unsaved?: string,
): Promise<CheckedScenario> {
  try {
    const gathered = await gatherSources(file, checkTable, unsaved)
    const isReadable = gathered.sources.every((source) => source.problems.length === 0)
    if (!isReadable) return { scenario: undefined, problems: gathered.problems }
    const { document, locate, problems } = assemble(gathered)
    return checkScenario(document, locate, deviations, problems)
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    if (!error.reason.startsWith('cannot be read')) {
      const { reason, fix } = error
      return { scenario: undefined, problems: [{ file, line: 1, column: 1, path: '', reason, fix }] }
    }
    throw new BenchError('notFound', `The scenario file ${file} ${error.message}.`, { field: 'file', cause: error })
  }
}
