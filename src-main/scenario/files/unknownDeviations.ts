import { fieldsOf, itemsOf } from '#shared/domain/scenario/rawDocument'
import type { ReferenceProblem } from '#shared/domain/scenario/partReferences'

/**
 * Deviations that a scenario wants and the catalogue does not have, whatever else is wrong with the document.
 * @param known names of the catalogue
 */
export function unknownDeviations(document: unknown, known: readonly string[]): ReferenceProblem[] {
  const fields = fieldsOf(document)
  const wanted = [
    ...itemsOf(fields, 'faults').map(({ deviation }, index) => ({ path: ['faults', index, 'deviation'], deviation })),
    ...itemsOf(fields, 'timeline').map(({ fault }, index) => ({
      path: ['timeline', index, 'fault', 'deviation'],
      deviation: fieldsOf(fault)['deviation'],
    })),
  ]
  return wanted.flatMap(({ path, deviation: value }) => {
    if (typeof value !== 'string' || known.includes(value)) return []
    return [{ path, reason: `there is no deviation "${value}"`, known, value }]
  })
}
