// The timeline: what happens once a scenario is started.
import { z } from 'zod'
import { DEGRADE_FIELDS, refuseEmptyDegrade } from '../degradation'
import { zDurationText } from './duration'
import { zStepId, zWhen } from './when'

export const zTimelineStep = z.strictObject({
  id: zStepId.optional(),
  ...zWhen,
  degrade: z.strictObject({ ...DEGRADE_FIELDS, duration: zDurationText.optional() }).superRefine(refuseEmptyDegrade),
})
export type TimelineStep = z.infer<typeof zTimelineStep>
