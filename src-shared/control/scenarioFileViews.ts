// The text of scenario files over the control API, for whoever edits them.
import { z } from 'zod'
import { zScenarioProblem } from './scenarioViews'

/** As a file of the data folder may be called, without its ending. */
export const zScenarioFileName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9 _.-]{0,99}$/,
    'letters, digits, blanks, hyphens, underscores and dots only, at most 100',
  )

export const zScenarioFile = z.object({
  /** Of the file, without `.yaml`. */
  name: z.string(),
  /** A shipped one cannot be changed: write its text under another name. */
  origin: z.enum(['shipped', 'folder']),
  file: z.string().optional(),
  /** YAML, as it stands in the file. */
  text: z.string(),
  /** Of the text: SHA-256, hex. */
  revision: z.string(),
})
export type ScenarioFile = z.infer<typeof zScenarioFile>

export const zScenarioFileWrite = z.strictObject({
  text: z.string().max(1024 * 1024),
  /** Of the file as the writer knows it; left out: there must be none. Another one on disk is never overwritten. */
  revision: z.string().optional(),
})
export type ScenarioFileWrite = z.infer<typeof zScenarioFileWrite>

export const zScenarioCheck = z.object({
  problems: z.array(zScenarioProblem),
  /** As the file says it with all that it includes and every default; absent while there are problems. */
  scenario: z.record(z.string(), z.unknown()).optional(),
})
export type ScenarioCheck = z.infer<typeof zScenarioCheck>
