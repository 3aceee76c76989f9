// Scenarios: what there is to load, and the timeline of the one on stage.
import { z } from 'zod'
import type { Operation } from '../operation'
import { zRunExport } from '../runViews'
import { zScenarioListing, zScenarioReportView } from '../scenarioViews'
import { zScenarioView } from '../views'
import { listOf } from './listOf'

export const SCENARIO_OPERATIONS = {
  listScenarios: {
    method: 'GET',
    path: '/scenarios',
    status: 200,
    response: listOf(zScenarioListing),
  },
  /** The file format, for editors. */
  readScenarioSchema: {
    method: 'GET',
    path: '/scenarios/schema',
    status: 200,
    response: z.record(z.string(), z.unknown()),
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
  /** The bench clock jumps to the instant of a step; what lies between happens on the way. */
  jumpToStep: {
    method: 'POST',
    path: '/scenario/jump',
    body: z.strictObject({ step: z.string().min(1) }),
    status: 200,
    response: zScenarioView,
  },
  /** Every step, and what became of each expectation so far. */
  readScenarioReport: { method: 'GET', path: '/scenario/report', status: 200, response: zScenarioReportView },
  /** The same as a report like that of a conformance run, as a file. */
  exportScenarioReport: {
    method: 'GET',
    path: '/scenario/report/export',
    query: z.object({ format: z.enum(['json', 'junit', 'console']).default('json') }),
    status: 200,
    response: zRunExport,
  },
  resetScenario: { method: 'POST', path: '/scenario/reset', status: 200, response: zScenarioView },
} as const satisfies Record<string, Operation>
