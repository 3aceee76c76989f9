// Conformance: suites, and runs from their start to their report.
import { z } from 'zod'
import { zPreparationQuery, zSuitePreparation } from '../conformancePreparation'
import type { Operation } from '../operation'
import {
  zBreakpoints,
  zReportFormat,
  zRetryRequest,
  zRunChange,
  zRunDetail,
  zRunExport,
  zRunRequest,
  zRunView,
  zSendRequest,
  zSentStep,
  zSuiteView,
} from '../runViews'
import { zRunComparison } from '../runComparison'
import { zRunFilter, zRunPage } from '../runFilter'
import { zTrialRequest, zTrialView } from '../trialViews'
import { listOf, zNothing } from './listOf'

export const CONFORMANCE_OPERATIONS = {
  listSuites: { method: 'GET', path: '/conformance/suites', status: 200, response: listOf(zSuiteView) },
  /** What has to be registered at a target before the suite is run against it, with the dates of a month. */
  prepareSuite: {
    method: 'GET',
    path: '/conformance/suites/{id}/preparation',
    query: zPreparationQuery,
    status: 200,
    response: zSuitePreparation,
  },
  /** Tries a target out: whether it can be reached and asked, or whether its registration hook works. */
  startTrial: { method: 'POST', path: '/conformance/trials', body: zTrialRequest, status: 201, response: zTrialView },
  readTrial: { method: 'GET', path: '/conformance/trials/{id}', status: 200, response: zTrialView },
  /** Answered when it has ended, which is at once. */
  cancelTrial: { method: 'POST', path: '/conformance/trials/{id}/cancel', status: 202, response: zTrialView },
  startRun: {
    method: 'POST',
    path: '/conformance/runs',
    body: zRunRequest,
    status: 201,
    response: z.object({ id: z.string() }),
  },
  /** The newest first; `total` counts those of every page. */
  listRuns: {
    method: 'GET',
    path: '/conformance/runs',
    query: zRunFilter.extend(zRunPage.shape),
    status: 200,
    response: listOf(zRunView).extend({ total: z.int() }),
  },
  readRun: { method: 'GET', path: '/conformance/runs/{id}', status: 200, response: zRunDetail },
  /** Sends the next step of a run that waits; answered when its reply is judged. */
  sendStep: {
    method: 'POST',
    path: '/conformance/runs/{id}/send',
    body: zSendRequest,
    status: 200,
    response: zSentStep,
  },
  /** Sends the step before once more, changed again or as it was; its result replaces the former, the run is partial. */
  repeatStep: {
    method: 'POST',
    path: '/conformance/runs/{id}/repeat',
    body: zSendRequest,
    status: 200,
    response: zSentStep,
  },
  /** Sends a whole case again, or without one the step before; the run is partial from then on. */
  retryStep: {
    method: 'POST',
    path: '/conformance/runs/{id}/retry',
    body: zRetryRequest,
    status: 200,
    response: zSentStep,
  },
  /** Sets where a run that has not ended waits. */
  setBreakpoints: {
    method: 'PUT',
    path: '/conformance/runs/{id}/breakpoints',
    body: zBreakpoints,
    status: 200,
    response: zRunView,
  },
  /** Lets a run that waits go on, to its end or to the next breakpoint; answered at once. */
  continueRun: { method: 'POST', path: '/conformance/runs/{id}/continue', status: 202, response: zRunView },
  /** Answered when the run has ended; one that has ended before stays as it is. */
  cancelRun: { method: 'POST', path: '/conformance/runs/{id}/cancel', status: 202, response: zRunView },
  /** Names or pins a run that has ended. */
  changeRun: {
    method: 'PATCH',
    path: '/conformance/runs/{id}',
    body: zRunChange,
    status: 200,
    response: zRunView,
  },
  /** Of a run that has ended; of the last ones that were deleted each can be brought back until the bench stops. */
  deleteRun: { method: 'DELETE', path: '/conformance/runs/{id}', status: 204, response: zNothing },
  restoreRun: { method: 'POST', path: '/conformance/runs/{id}/restore', status: 200, response: zRunView },
  /** What is different in the run `with`. */
  compareRuns: {
    method: 'GET',
    path: '/conformance/runs/{id}/comparison',
    query: z.object({ with: z.string() }),
    status: 200,
    response: zRunComparison,
  },
  exportRun: {
    method: 'GET',
    path: '/conformance/runs/{id}/export',
    query: z.object({ format: zReportFormat.default('json') }),
    status: 200,
    response: zRunExport,
  },
} as const satisfies Record<string, Operation>
