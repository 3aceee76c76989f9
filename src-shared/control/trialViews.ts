// Trying a target out before it is judged: whether it can be reached and asked, or whether its registration hook works.
import { z } from 'zod'
import { zAuxiliaryExchange } from '../conformance/runReport'
import { zTarget } from '../conformance/targetConfig'

export const zTrialRequest = z.strictObject({
  suite: z.string(),
  /** The bench itself when there is none. */
  target: zTarget.optional(),
  /** `connection`: send the first request of the suite. `registration`: send every request of the hook. */
  what: z.enum(['connection', 'registration']),
  /** For each request. */
  timeoutSeconds: z.number().positive().max(600).default(10),
})
export type TrialRequest = z.infer<typeof zTrialRequest>

export const zTrialView = z.object({
  id: z.string(),
  suite: z.string(),
  serverRoot: z.string(),
  what: zTrialRequest.shape.what,
  state: z.enum(['running', 'finished', 'cancelled']),
  /** How many requests it is going to send; fewer where a token cannot be had. */
  plannedCount: z.int(),
  /** Those that were answered, or were not, so far. */
  exchanges: z.array(zAuxiliaryExchange),
  /** What came of it, once it has ended: whether a run can begin, and in words what happened. */
  outcome: z.object({ isReady: z.boolean(), message: z.string() }).optional(),
})
export type TrialView = z.infer<typeof zTrialView>
