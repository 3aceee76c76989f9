// Usage reports as registered, and as the simulated API serves them.
import { z } from 'zod'
import { zRegisteredReport } from '../../domain/registeredReport'
import { zUsageConsumptionReport } from '../../wire/tmf677/usageConsumptionReport'
import type { Operation } from '../operation'
import { listOf, zNothing } from './listOf'

export const USAGE_OPERATIONS = {
  listUsageReports: { method: 'GET', path: '/usage-reports', status: 200, response: listOf(zRegisteredReport) },
  putUsageReport: {
    method: 'PUT',
    path: '/usage-reports/{id}',
    body: z.looseObject({}),
    status: 200,
    response: zRegisteredReport,
  },
  /** As the simulated API serves it at this instant. */
  readServedReport: {
    method: 'GET',
    path: '/usage-reports/{id}/served',
    status: 200,
    response: zUsageConsumptionReport,
  },
  removeUsageReport: { method: 'DELETE', path: '/usage-reports/{id}', status: 204, response: zNothing },
} as const satisfies Record<string, Operation>
