import type { SuiteView } from '#shared/control/runViews'
import { BenchError } from '#shared/errors/benchError'
import type { Suite } from '../suite'
import { TMF677_V1_CERTIFICATION } from './tmf677V1Certification/tmf677V1Certification'

export const SUITES: readonly Suite[] = [TMF677_V1_CERTIFICATION]

export function findSuite(id: string): Suite | undefined {
  return SUITES.find((suite) => suite.id === id)
}

/** @throws BenchError `invalidArgument` with this field when the suite has no such case */
export function assertCases({ id, cases }: Suite, caseIds: readonly string[], field: string): void {
  const known = cases.map((one) => one.id)
  const unknown = caseIds.find((caseId) => !known.includes(caseId))
  if (unknown === undefined) return
  const message = `${field}: ${id} has no case "${unknown}"; it has ${known.join(', ')}.`
  throw new BenchError('invalidArgument', message, { field })
}

export function suiteViews(): SuiteView[] {
  return SUITES.map(({ id, version, title, cases }) => ({
    id,
    version,
    title,
    cases: cases.map((one) => ({
      id: one.id,
      title: one.title,
      steps: one.steps.map((step) => ({ id: step.id, title: step.title })),
    })),
  }))
}
