// From what the bench says of a play to the report of a run: one case for the timeline, one for each expectation.
import { summarise } from '#shared/conformance/runReport'
import type { ScenarioCaseResult, ScenarioRunReport } from '#shared/conformance/scenarioRunReport'
import { worstOf } from '#shared/conformance/verdict'
import type { ExpectationView, StepView } from '#shared/control/scenarioViews'
import type { PlayReport } from '../../scenario/player/views'

export interface RunTimes {
  /** Wall instants. */
  readonly startedAt: number
  readonly finishedAt: number
  /** Bench instants. */
  readonly playedFrom: number
  readonly playedTo: number
}

const iso = (at: number) => new Date(at).toISOString()

function stepResult({ id, title, at, state, problem }: StepView): ScenarioCaseResult['steps'][number] {
  const shown = { id, title, ...(at !== undefined && { at: iso(at) }) }
  if (state === 'toCome') return { ...shown, verdict: 'notRun', checks: [] }
  const verdict = state === 'played' ? 'pass' : 'inconclusive'
  const message = problem ?? 'It was performed.'
  return {
    ...shown,
    verdict,
    checks: [{ id: 'performed', clause: `timeline, step ${id}`, verdict, message, notes: [] }],
  }
}

function timelineCase(steps: readonly StepView[]): ScenarioCaseResult {
  const results = steps.map(stepResult)
  return {
    id: 'timeline',
    title: 'Every step of the timeline is performed',
    verdict: worstOf(results.flatMap(({ verdict }) => (verdict === 'notRun' ? ['inconclusive'] : [verdict]))),
    steps: results,
  }
}

function expectationCase(view: ExpectationView): ScenarioCaseResult {
  const { id, title, kind, verdict, message, expected, actual, decidedAt } = view
  if (verdict === 'open') return { id, title, verdict: 'notRun', steps: [] }
  const check = { id: kind, clause: `expectations, ${id}`, verdict, message, notes: [] }
  const values = { ...(expected !== undefined && { expected }), ...(actual !== undefined && { actual }) }
  const at = decidedAt === undefined ? {} : { at: iso(decidedAt) }
  return { id, title, verdict, steps: [{ id: kind, title, verdict, ...at, checks: [{ ...check, ...values }] }] }
}

/** Whatever was not played to its end is never a pass. */
export function runReport(
  { scenario, seed, verdict, steps, expectations }: PlayReport,
  times: RunTimes,
  how: { readonly rate: number; readonly version: string },
): ScenarioRunReport {
  const cases = [...(steps.length > 0 ? [timelineCase(steps)] : []), ...expectations.map(expectationCase)]
  const worst = worstOf(cases.map((one) => one.verdict))
  return {
    ...{ scenario: scenario.name, title: scenario.title, seed },
    tool: { name: 'callbox', version: how.version },
    ...{ startedAt: iso(times.startedAt), finishedAt: iso(times.finishedAt) },
    ...{ playedFrom: iso(times.playedFrom), playedTo: iso(times.playedTo), rate: how.rate },
    verdict: verdict ?? (worst === 'fail' ? 'fail' : 'inconclusive'),
    summary: summarise(cases),
    cases,
  }
}
