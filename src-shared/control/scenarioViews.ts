// Scenarios over the control API: what there is to load, and what is wrong with a file.
import { z } from 'zod'
import { zInstant } from '../domain/instant'
import { ACT_NAMES } from '../domain/scenario/acts'
import { CLAIM_NAMES } from '../domain/scenario/expectation'
import { zScenarioView } from './views'

export const zScenarioProblem = z.object({
  /** As it was named, or the included file it stands in; absent for a document that is no file. */
  file: z.string().optional(),
  /** From 1. */
  line: z.int().optional(),
  column: z.int().optional(),
  /** `timeline[2].degrade.target`; empty for the file as a whole. */
  path: z.string(),
  reason: z.string(),
  /** What to do about it, where that can be told. */
  fix: z.string().optional(),
})
export type ScenarioProblem = z.infer<typeof zScenarioProblem>

export const zScenarioListing = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string().optional(),
  tags: z.array(z.string()),
  /** `folder`: a file in `scenarios` of the data folder. */
  origin: z.enum(['shipped', 'folder']),
  file: z.string().optional(),
  /** Why it cannot be loaded. */
  problem: z.string().optional(),
})
export type ScenarioListing = z.infer<typeof zScenarioListing>

/** A step of the timeline; its instant is known once the scenario was started. */
const zStepView = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(ACT_NAMES),
  at: zInstant.optional(),
  state: z.enum(['toCome', 'played', 'failed']),
  /** Why it could not be performed. */
  problem: z.string().optional(),
})
export type StepView = z.infer<typeof zStepView>

/** What became of an expectation; `open` until it is decided. */
export const zExpectationView = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(CLAIM_NAMES),
  /** From when on it counts, and when it is decided at the latest. */
  opensAt: zInstant.optional(),
  decidesAt: zInstant.optional(),
  verdict: z.enum(['open', 'pass', 'fail', 'inconclusive']),
  message: z.string(),
  expected: z.unknown().optional(),
  actual: z.unknown().optional(),
  decidedAt: zInstant.optional(),
})
export type ExpectationView = z.infer<typeof zExpectationView>

export const zScenarioReportView = z.object({
  scenario: zScenarioView,
  seed: z.int(),
  /** When all of it is decided. */
  decidedAt: zInstant.optional(),
  /** Once all of it is decided: fail before inconclusive before pass. */
  verdict: z.enum(['pass', 'fail', 'inconclusive']).optional(),
  /** In the order of the file. */
  steps: z.array(zStepView),
  expectations: z.array(zExpectationView),
  /** What was done by hand since it was started, as steps that its timeline could have. */
  recorded: z.array(z.object({ title: z.string(), step: z.record(z.string(), z.unknown()) })),
  nextSeq: z.int(),
})
export type ScenarioReportView = z.infer<typeof zScenarioReportView>
