import type { SuiteView } from '#shared/control/runViews'
import { BenchError } from '#shared/errors/benchError'
import { runnableCases } from '../session/runnableCases'
import type { Suite } from '../suite'
import { CAMARA_APPLICATION_PROFILES_05 } from './camara/applicationProfiles05'
import { CAMARA_CONNECTIVITY_INSIGHTS_06 } from './camara/connectivityInsights06'
import { CAMARA_CONNECTIVITY_INSIGHTS_SUBSCRIPTIONS_06 } from './camara/connectivityInsightsSubscriptions06'
import { TMF677_V1_CERTIFICATION } from './tmf677V1Certification/tmf677V1Certification'
import { TMF677_V1_PROFILE } from './tmf677V1Profile/tmf677V1Profile'

export const SUITES: readonly Suite[] = [
  TMF677_V1_CERTIFICATION,
  TMF677_V1_PROFILE,
  CAMARA_APPLICATION_PROFILES_05,
  CAMARA_CONNECTIVITY_INSIGHTS_06,
  CAMARA_CONNECTIVITY_INSIGHTS_SUBSCRIPTIONS_06,
]

export function findSuite(id: string): Suite | undefined {
  return SUITES.find((suite) => suite.id === id)
}

/** @throws BenchError `invalidArgument` with this field when the suite has no such case, or may not run it */
export function assertCases(suite: Suite, caseIds: readonly string[], field: string, allowWrites = false): void {
  const refuse = (why: string) => new BenchError('invalidArgument', `${field}: ${why}`, { field })
  const known = suite.cases.map((one) => one.id)
  const runnable = runnableCases(suite, allowWrites).map((one) => one.id)
  for (const caseId of caseIds) {
    if (!known.includes(caseId)) throw refuse(`${suite.id} has no case "${caseId}"; it has ${known.join(', ')}.`)
    if (runnable.includes(caseId)) continue
    throw refuse(`"${caseId}" writes to what is registered on the target: allow writes, or leave it out.`)
  }
}

export function suiteViews(): SuiteView[] {
  return SUITES.map(({ id, version, title, registration, cases }) => ({
    id,
    version,
    title,
    wantsRegistration: registration !== undefined,
    cases: cases.map((one) => ({
      id: one.id,
      title: one.title,
      steps: one.steps.map((step) => ({ id: step.id, title: step.title })),
    })),
  }))
}
