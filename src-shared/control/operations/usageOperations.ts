// Usage reports as registered, and as the simulated API serves them.
import { z } from 'zod'
import { zRegisteredReport } from '../../domain/registeredReport'
import { zUsageConsumptionReport } from '../../wire/tmf677/usageConsumptionReport'
import { zAmountRequest, zBucketView, zChargeRequest, zEntryView, zFlowRequest, zFlowView } from '../usageViews'
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
  listBuckets: { method: 'GET', path: '/usage-reports/{id}/buckets', status: 200, response: listOf(zBucketView) },
  /** The newest 1,000 entries of its ledger, oldest first. */
  readBucketHistory: {
    method: 'GET',
    path: '/usage-reports/{id}/buckets/{bucketId}/history',
    status: 200,
    response: listOf(zEntryView),
  },
  chargeBucket: {
    method: 'POST',
    path: '/usage-reports/{id}/buckets/{bucketId}/charges',
    body: zChargeRequest,
    status: 201,
    response: zBucketView,
  },
  topUpBucket: {
    method: 'POST',
    path: '/usage-reports/{id}/buckets/{bucketId}/top-ups',
    body: zAmountRequest,
    status: 201,
    response: zBucketView,
  },
  startBucketFlow: {
    method: 'POST',
    path: '/usage-reports/{id}/buckets/{bucketId}/flows',
    body: zFlowRequest,
    status: 201,
    response: zFlowView,
  },
  stopBucketFlow: {
    method: 'DELETE',
    path: '/usage-reports/{id}/buckets/{bucketId}/flows/{flowId}',
    status: 204,
    response: zNothing,
  },
} as const satisfies Record<string, Operation>
