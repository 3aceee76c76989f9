// The control API: one table of operations under `/control/v1` (outside contract in design.md; decisions/control-api.md).
// Lists answer `{items, nextSeq}`: events from `nextSeq` on are not yet in the items.
import { z } from 'zod'
import { zExchange } from '../domain/exchange'
import { zInstant } from '../domain/instant'
import { zFaultRequest } from '../domain/fault'
import { zRegisteredReport } from '../domain/registeredReport'
import { zStoredProfile } from '../domain/applicationProfile'
import { zUsageConsumptionReport } from '../wire/tmf677/usageConsumptionReport'
import type { HandlersOf, Operation } from './operation'
import { zReportFormat, zRunDetail, zRunExport, zRunRequest, zRunView, zSentStep, zSuiteView } from './runViews'
import {
  zAssessmentView,
  zBenchState,
  zCellView,
  zConditionSeries,
  zDegradationRequest,
  zDegradationView,
  zDeviationView,
  zDeviceView,
  zExplanation,
  zFaultView,
  zInboxEntry,
  zInboxReply,
  zNotificationView,
  zScenarioView,
  zSettings,
  zSubscriptionView,
} from './views'

const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextSeq: z.int() })
const zNothing = z.null()

const zClockRequest = z.strictObject({
  mode: z.enum(['real', 'paused', 'scaled']).optional(),
  /** Bench seconds per wall second, for `scaled`. */
  rate: z.number().positive().max(100_000).optional(),
  /** Jump to this instant, which may not lie in the past of the bench clock. */
  at: z.iso.datetime({ offset: true }).optional(),
  advanceSeconds: z.number().min(0).optional(),
})
export type ClockRequest = z.infer<typeof zClockRequest>

/** Some thirty years; what lasted beyond the year 9999 could not be shown. */
export const LONGEST_TOKEN_LIFE_SECONDS = 1e9

const zTokenRequest = z.strictObject({
  clientId: z.string().min(1).optional(),
  scopes: z.array(z.string()).optional(),
  phoneNumber: z.string().optional(),
  expiresInSeconds: z.number().positive().max(LONGEST_TOKEN_LIFE_SECONDS).optional(),
  defect: z.enum(['expired', 'wrongAudience', 'wrongSignature', 'missingScope']).optional(),
})
export type TokenRequest = z.infer<typeof zTokenRequest>

export const OPERATIONS = {
  readState: { method: 'GET', path: '/state', status: 200, response: zBenchState },

  readSettings: { method: 'GET', path: '/settings', status: 200, response: zSettings },
  changeSettings: {
    method: 'PATCH',
    path: '/settings',
    body: z.strictObject({ plainHttpLoopback: z.boolean(), refuseDuplicates: z.boolean() }).partial(),
    status: 200,
    response: zSettings,
  },

  listScenarios: {
    method: 'GET',
    path: '/scenarios',
    status: 200,
    response: listOf(z.object({ name: z.string(), title: z.string(), description: z.string().optional() })),
  },
  loadScenario: {
    method: 'POST',
    path: '/scenario',
    body: z.union(
      [z.strictObject({ name: z.string() }), z.strictObject({ document: z.unknown() })],
      'give name or document',
    ),
    status: 200,
    response: zScenarioView,
  },
  startScenario: { method: 'POST', path: '/scenario/start', status: 200, response: zScenarioView },
  pauseScenario: { method: 'POST', path: '/scenario/pause', status: 200, response: zScenarioView },
  resetScenario: { method: 'POST', path: '/scenario/reset', status: 200, response: zScenarioView },

  setClock: {
    method: 'POST',
    path: '/clock',
    body: zClockRequest,
    status: 200,
    response: z.object({ now: zInstant, firedCount: z.int() }),
  },

  listCells: { method: 'GET', path: '/cells', status: 200, response: listOf(zCellView) },
  readConditions: {
    method: 'GET',
    path: '/devices/{id}/conditions',
    query: z.object({
      secondsBack: z.coerce.number().min(0).max(600).default(120),
      secondsAhead: z.coerce.number().min(0).max(600).default(0),
      points: z.coerce.number().int().min(2).max(2000).default(241),
    }),
    status: 200,
    response: zConditionSeries,
  },
  listDevices: { method: 'GET', path: '/devices', status: 200, response: listOf(zDeviceView) },
  listProfiles: { method: 'GET', path: '/profiles', status: 200, response: listOf(zStoredProfile) },
  listAssessments: { method: 'GET', path: '/assessments', status: 200, response: listOf(zAssessmentView) },
  explain: {
    method: 'GET',
    path: '/explain',
    query: z.object({
      subscription: z.string().optional(),
      device: z.string().optional(),
      profile: z.string().optional(),
    }),
    status: 200,
    response: zExplanation,
  },

  listDegradations: { method: 'GET', path: '/degradations', status: 200, response: listOf(zDegradationView) },
  addDegradation: {
    method: 'POST',
    path: '/degradations',
    body: zDegradationRequest,
    status: 201,
    response: zDegradationView,
  },
  removeDegradation: { method: 'DELETE', path: '/degradations/{id}', status: 204, response: zNothing },

  listFaults: { method: 'GET', path: '/faults', status: 200, response: listOf(zFaultView) },
  addFault: { method: 'POST', path: '/faults', body: zFaultRequest, status: 201, response: zFaultView },
  removeFault: { method: 'DELETE', path: '/faults/{id}', status: 204, response: zNothing },
  listDeviations: { method: 'GET', path: '/deviations', status: 200, response: listOf(zDeviationView) },

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

  mintToken: {
    method: 'POST',
    path: '/tokens',
    body: zTokenRequest,
    status: 201,
    response: z.object({ accessToken: z.string(), expiresAt: z.string() }),
  },

  listSubscriptions: { method: 'GET', path: '/subscriptions', status: 200, response: listOf(zSubscriptionView) },
  listNotifications: { method: 'GET', path: '/notifications', status: 200, response: listOf(zNotificationView) },
  redeliverNotification: {
    method: 'POST',
    path: '/notifications/{id}/redeliver',
    status: 202,
    response: zNotificationView,
  },

  listInbox: { method: 'GET', path: '/inbox', status: 200, response: listOf(zInboxEntry) },
  readInboxReply: { method: 'GET', path: '/inbox/reply', status: 200, response: zInboxReply },
  setInboxReply: { method: 'PUT', path: '/inbox/reply', body: zInboxReply, status: 200, response: zInboxReply },

  listExchanges: {
    method: 'GET',
    path: '/exchanges',
    query: z.object({
      /** Only exchanges with a greater number. */
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(100_000).default(1000),
      api: z.string().optional(),
      /** `summary` leaves headers and bodies out; GET exchanges/{id} has them. */
      detail: z.enum(['full', 'summary']).default('full'),
    }),
    status: 200,
    response: listOf(zExchange.partial({ requestHeaders: true, responseHeaders: true, bodiesDropped: true })),
  },
  readExchange: { method: 'GET', path: '/exchanges/{id}', status: 200, response: zExchange },

  listSuites: { method: 'GET', path: '/conformance/suites', status: 200, response: listOf(zSuiteView) },
  startRun: {
    method: 'POST',
    path: '/conformance/runs',
    body: zRunRequest,
    status: 201,
    response: z.object({ id: z.string() }),
  },
  /** The newest first. */
  listRuns: { method: 'GET', path: '/conformance/runs', status: 200, response: listOf(zRunView) },
  readRun: { method: 'GET', path: '/conformance/runs/{id}', status: 200, response: zRunDetail },
  /** Sends the next step of a run that waits; answered when its reply is judged. */
  sendStep: { method: 'POST', path: '/conformance/runs/{id}/send', status: 200, response: zSentStep },
  /** Sends the step before once more; its result replaces the former, and the run is partial from then on. */
  retryStep: { method: 'POST', path: '/conformance/runs/{id}/retry', status: 200, response: zSentStep },
  /** Lets a run that waits go on, to its end or to the next breakpoint; answered at once. */
  continueRun: { method: 'POST', path: '/conformance/runs/{id}/continue', status: 202, response: zRunView },
  /** Answered when the run has ended; one that has ended before stays as it is. */
  cancelRun: { method: 'POST', path: '/conformance/runs/{id}/cancel', status: 202, response: zRunView },
  exportRun: {
    method: 'GET',
    path: '/conformance/runs/{id}/export',
    query: z.object({ format: zReportFormat.default('json') }),
    status: 200,
    response: zRunExport,
  },
} as const satisfies Record<string, Operation>

export type OperationName = keyof typeof OPERATIONS
export type ControlHandlers = HandlersOf<typeof OPERATIONS>

/** Body of a refused control request. */
export const zControlError = z.object({ code: z.string(), message: z.string(), field: z.string().optional() })
export type ControlError = z.infer<typeof zControlError>
