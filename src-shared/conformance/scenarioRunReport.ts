// The report of a scenario that was played headless: cases, steps and checks as in the report of a conformance run, with
// an instant of the bench in place of an exchange.
import { z } from 'zod'
import { zCheckResult, zSummary } from './runReport'
import { zVerdict } from './verdict'

const zScenarioStepResult = z.object({
  id: z.string(),
  title: z.string(),
  verdict: zVerdict,
  /** Bench instant, ISO 8601: of a step when it was due, of an expectation when it was decided. */
  at: z.string().optional(),
  checks: z.array(zCheckResult),
})

const zScenarioCaseResult = z.object({
  id: z.string(),
  title: z.string(),
  verdict: zVerdict,
  steps: z.array(zScenarioStepResult),
})
export type ScenarioCaseResult = z.infer<typeof zScenarioCaseResult>

export const zScenarioRunReport = z.object({
  scenario: z.string(),
  title: z.string(),
  seed: z.int(),
  tool: z.object({ name: z.string(), version: z.string() }),
  /** Wall instants, ISO 8601; of a play in the window both are when the report was made. */
  startedAt: z.string(),
  finishedAt: z.string(),
  /** Bench instants, ISO 8601, between which it was played. */
  playedFrom: z.string(),
  playedTo: z.string(),
  /** Bench seconds per wall second; 0: by jumps, as fast as it can. */
  rate: z.number(),
  verdict: zVerdict,
  summary: zSummary,
  cases: z.array(zScenarioCaseResult),
})
export type ScenarioRunReport = z.infer<typeof zScenarioRunReport>
