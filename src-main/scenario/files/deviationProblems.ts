import { zFaultMatch, type FaultyApi } from '#shared/domain/fault'
import { fieldsOf, itemsOf } from '#shared/domain/scenario/rawDocument'
import type { ReferenceProblem } from '#shared/domain/scenario/partReferences'

/** One of the catalogue, which says by itself of which API it is. */
export interface KnownDeviation {
  readonly name: string
  readonly api: FaultyApi
}

type Path = ReferenceProblem['path']

function problemOf(fault: unknown, path: Path, known: readonly KnownDeviation[]): ReferenceProblem | undefined {
  const { deviation: value, match } = fieldsOf(fault)
  if (typeof value !== 'string') return undefined
  const deviation = known.find(({ name }) => name === value)
  if (!deviation) {
    const names = known.map(({ name }) => name)
    return { path: [...path, 'deviation'], reason: `there is no deviation "${value}"`, known: names, value }
  }
  const { device } = fieldsOf(match)
  if (typeof device !== 'string' || zFaultMatch.safeParse({ api: deviation.api, device }).success) return undefined
  const reason = `"${value}" is of ${deviation.api}, which is about no device`
  return { path: [...path, 'match', 'device'], reason, fix: 'leave device out', known: [], value: device }
}

/**
 * Deviations that a scenario wants and the catalogue does not have, or not for a device, whatever else is wrong with the
 * document: what the fault engine would refuse only once the scenario is on stage.
 */
export function deviationProblems(document: unknown, known: readonly KnownDeviation[]): ReferenceProblem[] {
  const fields = fieldsOf(document)
  return [
    ...itemsOf(fields, 'faults').map((fault, index) => problemOf(fault, ['faults', index], known)),
    ...itemsOf(fields, 'timeline').map(({ fault }, index) => problemOf(fault, ['timeline', index, 'fault'], known)),
  ].filter((problem) => problem !== undefined)
}
