// A request of a scenario to the bench's own APIs, so that what an app would see can be told without one.
import { z } from 'zod'
import { zDurationText } from './duration'

export const zScenarioRequest = z.strictObject({
  method: z.enum(['GET', 'POST', 'PATCH', 'DELETE']).default('GET'),
  path: z
    .string()
    .regex(/^\/[^\s#]*$/, 'is not a path; give one such as /usageManagement/v1/usageConsumptionReport')
    .describe('From the root of the simulated APIs, with its query.'),
  client: z.string().min(1).default('scenario-app').describe('The client_id of the access token that is sent.'),
  device: z.string().optional().describe('Makes the token three-legged, for the phone number of this device.'),
  scopes: z.array(z.string().min(1)).optional().describe('Of the token; left out: all there are.'),
  token: z
    .enum(['kept', 'fresh', 'none', 'expired', 'wrongAudience', 'wrongSignature', 'missingScope'])
    .default('kept')
    .describe('kept: as an app does, the same token until a request with it is answered 401.'),
  headers: z
    .record(
      z.string().regex(/^[\w-]+$/, 'is not the name of a header; give letters, digits, hyphens and underscores only'),
      z.string(),
    )
    .optional(),
  body: z.unknown().optional().describe('Sent as JSON.'),
  times: z.int().min(1).max(1000).default(1),
  every: zDurationText.default('1s').describe('From one of several to the next.'),
})
export type ScenarioRequest = z.output<typeof zScenarioRequest>
