// What a suite wants registered at its target, with the dates of one month.
import type { SuitePreparation } from '#shared/control/conformancePreparation'
import { BenchError } from '#shared/errors/benchError'
import type { Suite } from '../suite'

/**
 * @param month `2026-11`
 * @throws BenchError `notFound` when the suite wants nothing registered
 */
export function preparationOf({ id, title, registration }: Suite, month: string): SuitePreparation {
  if (!registration) {
    throw new BenchError('notFound', `${id} wants nothing registered: run it as it is.`, { field: 'id' })
  }
  const { clause, instruction, columns, fill } = registration
  const { rows, resources } = fill(month)
  return {
    suite: id,
    title,
    month,
    clause,
    instruction,
    columns: columns.map(({ numeric = false, ...column }) => ({ ...column, numeric })),
    rows: rows.map((row) => ({ ...row })),
    resources: resources.map((resource) => ({ ...resource })),
  }
}

/** The month of an instant, in UTC. */
export function monthOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 7)
}
