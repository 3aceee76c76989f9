// The scenario on stage, as the data folder keeps it.
import { z } from 'zod'
import { zScenario } from '#shared/domain/scenario/scenario'

export const zSavedScenario = z.object({
  document: zScenario,
  loadedAt: z.number(),
  /** False while another one is taking its place; a bench that finds it so puts this one in place again, whole. */
  applied: z.boolean(),
  /** Once its timeline was started; `paused` holds how the clock went before. */
  play: z
    .object({
      startedAt: z.number(),
      paused: z.object({ mode: z.enum(['real', 'paused', 'scaled']), rate: z.number() }).optional(),
    })
    .optional(),
  /** Its subscriptions that have an id of their own, by that id. */
  subscriptionIds: z.record(z.string(), z.string()).default({}),
})
export type SavedScenario = z.infer<typeof zSavedScenario>
