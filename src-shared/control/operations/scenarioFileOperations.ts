// The scenarios people write: their text read, checked, kept and removed. Nothing here touches the one on stage.
import { z } from 'zod'
import type { Operation } from '../operation'
import { zScenarioPreview } from '../scenarioPreviewViews'
import { zScenarioCheck, zScenarioFile, zScenarioFileWrite } from '../scenarioFileViews'

export const SCENARIO_FILE_OPERATIONS = {
  /** By the name of a file of `{data}/scenarios` without its ending, or of a shipped scenario. */
  readScenarioFile: { method: 'GET', path: '/scenario-files/{name}', status: 200, response: zScenarioFile },
  /** Into `{data}/scenarios`; also a text with problems is kept. 409 when the file has changed since it was read. */
  writeScenarioFile: {
    method: 'PUT',
    path: '/scenario-files/{name}',
    body: zScenarioFileWrite,
    status: 200,
    response: zScenarioFile,
  },
  /** Answers what was removed, so that it can be written again. */
  removeScenarioFile: {
    method: 'DELETE',
    path: '/scenario-files/{name}',
    query: z.strictObject({ revision: z.string().optional() }),
    status: 200,
    response: zScenarioFile,
  },
  /** Everything that is wrong with a text; `name` tells beside which files it would stand. */
  checkScenarioText: {
    method: 'POST',
    path: '/scenario-checks',
    body: z.strictObject({ text: z.string().max(1024 * 1024), name: z.string().optional() }),
    status: 200,
    response: zScenarioCheck,
  },
  /** What a text would bring about if it were loaded and started now. 400 with all that is wrong with it. */
  previewScenario: {
    method: 'POST',
    path: '/scenario-previews',
    body: z.strictObject({ text: z.string().max(1024 * 1024), name: z.string().optional() }),
    status: 200,
    response: zScenarioPreview,
  },
} as const satisfies Record<string, Operation>
