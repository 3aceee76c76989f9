import type { Suite } from '../suite'
import { TMF677_V1_CERTIFICATION } from './tmf677V1Certification/tmf677V1Certification'

export const SUITES: readonly Suite[] = [TMF677_V1_CERTIFICATION]

export function findSuite(id: string): Suite | undefined {
  return SUITES.find((suite) => suite.id === id)
}
