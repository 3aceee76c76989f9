import { BenchError } from '#shared/errors/benchError'
import type { Suite } from '../conformance/suite'

/**
 * The suite that was named, or that of the feature files in a folder.
 * @throws BenchError that names what is wrong: neither is given, or both, or the files cannot be read as Gherkin
 */
export async function suiteToRun(named: Suite | undefined, features: string | undefined): Promise<Suite> {
  if (named && features === undefined) return named
  if (features === undefined) {
    const message = 'Give the id of a suite, or --features with a folder of feature files.'
    throw new BenchError('invalidArgument', message, { field: '--features' })
  }
  if (named) {
    const message = `--features brings a suite of its own: leave ${named.id} out, or --features.`
    throw new BenchError('invalidArgument', message, { field: '--features' })
  }
  const { featureSuite } = await import('../conformance/camara/features/featureSuite') // with the Gherkin parser
  return featureSuite(features)
}
