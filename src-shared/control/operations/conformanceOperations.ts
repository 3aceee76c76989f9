// Conformance: suites, and runs from their start to their report.
import { z } from 'zod'
import type { Operation } from '../operation'
import { zReportFormat, zRunDetail, zRunExport, zRunRequest, zRunView, zSentStep, zSuiteView } from '../runViews'
import { listOf } from './listOf'

export const CONFORMANCE_OPERATIONS = {
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
