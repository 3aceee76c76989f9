// How far a scenario has been played, as kept: what was done is not done again after a restart.
import { z } from 'zod'

export const zJudgement = z.object({
  id: z.string(),
  verdict: z.enum(['pass', 'fail', 'inconclusive']),
  message: z.string(),
  expected: z.unknown().optional(),
  actual: z.unknown().optional(),
  /** Bench instant at which it was decided. */
  decidedAt: z.number(),
})
export type Judgement = z.infer<typeof zJudgement>

export const zProgress = z.object({
  /** What can be planned as a function of time was given to the network. */
  handedOver: z.boolean(),
  /** How many items of the agenda are done. */
  done: z.int(),
  /** Bench instant of the last of them. */
  at: z.number().optional(),
  /** The item that was begun last, where beginning it twice would do it twice. */
  begun: z.int().optional(),
  /** Steps that could not be performed, or written down; of storage there is one at most, which may be of no step. */
  problems: z.array(z.object({ step: z.string(), message: z.string(), isOfStorage: z.literal(true).optional() })),
  judgements: z.array(zJudgement),
})
export type Progress = z.infer<typeof zProgress>

export const NO_PROGRESS: Progress = { handedOver: false, done: 0, problems: [], judgements: [] }
