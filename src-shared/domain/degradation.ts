// A degradation as kept: what it acts on, what it does, and when, in bench instants.
import { z } from 'zod'
import { zDegradationTarget } from './degradationTarget'
import { zEffectActs, zShape } from './effect'

export const zDegradation = z.object({
  id: z.string(),
  target: zDegradationTarget,
  effect: zEffectActs,
  shape: zShape,
  startsAt: z.number(),
  endsAt: z.number().optional(),
})
