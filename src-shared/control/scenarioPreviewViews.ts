// What a scenario would bring about, before it is played: conditions, violations and notifications from the same functions
// that a bench answers with. Times are seconds from the start of its timeline.
import { z } from 'zod'
import { zStoredProfile } from '../domain/applicationProfile'
import { zInstant } from '../domain/instant'
import { ACT_NAMES } from '../domain/scenario/acts'
import { CLAIM_NAMES } from '../domain/scenario/expectation'
import { zConditionSeries } from './views'

const zPreviewedStep = z.object({
  /** Place in the timeline. */
  index: z.int(),
  id: z.string(),
  title: z.string(),
  kind: z.enum(ACT_NAMES),
  seconds: z.number(),
  /** When what it begins is over; absent: at once, or not before the end. */
  endSeconds: z.number().optional(),
})
export type PreviewedStep = z.infer<typeof zPreviewedStep>

const zPreviewedExpectation = z.object({
  index: z.int(),
  id: z.string(),
  title: z.string(),
  kind: z.enum(CLAIM_NAMES),
  opensSeconds: z.number(),
  closesSeconds: z.number(),
})

/** A subscribed flow begins to meet its profile or ceases to: a notification is to be expected. */
const zCrossing = z.object({
  deviceId: z.string(),
  profileId: z.string(),
  seconds: z.number(),
  met: z.boolean(),
})
export type Crossing = z.infer<typeof zCrossing>

export const zScenarioPreview = z.object({
  /** Of the timeline and of what it is watched for. */
  lengthSeconds: z.number(),
  steps: z.array(zPreviewedStep),
  expectations: z.array(zPreviewedExpectation),
  /** Bench instant from which `series` begin: what the timeline would start at now. */
  startsAt: zInstant,
  /** Of the first 50 devices, at equal distances over the whole length. */
  series: z.array(zConditionSeries),
  profiles: z.array(zStoredProfile),
  /** In the order of time. */
  crossings: z.array(zCrossing),
})
export type ScenarioPreview = z.infer<typeof zScenarioPreview>
