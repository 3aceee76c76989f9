// Scenarios over the control API: what there is to load, and what is wrong with a file.
import { z } from 'zod'

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
  /** `folder`: a file in `scenarios` of the data folder. */
  origin: z.enum(['shipped', 'folder']),
  file: z.string().optional(),
  /** Why it cannot be loaded. */
  problem: z.string().optional(),
})
export type ScenarioListing = z.infer<typeof zScenarioListing>
