// What the control API shows of the network: what degrades it, which device moves where, and why an assessment is what it is.
import { z } from 'zod'
import { zCondition } from '../domain/condition'
import { DEGRADE_FIELDS, refuseEmptyDegrade, zDegradation, zTimedEffect } from '../domain/degradation'
import { zDegradationTarget } from '../domain/degradationTarget'
import { zHandover } from '../domain/handover'
import { zInstant } from '../domain/instant'
import { zPresetName } from '../domain/presets/preset'
import { zProfilePresetName } from '../domain/profilePresets'
import { zNetworkQualityThresholds } from '../wire/camara/applicationProfilesV05'
import { zFindingView } from './views'

/** A preset, or an effect with a shape (a step unless told otherwise); a trace needs no effect. */
export const zDegradationRequest = z
  .strictObject({
    ...DEGRADE_FIELDS,
    startsInSeconds: z.number().min(0).max(1e9).default(0),
    durationSeconds: z.number().positive().max(1e9).optional(),
  })
  .superRefine(refuseEmptyDegrade)
export type DegradationRequest = z.output<typeof zDegradationRequest>

const zTimedEffectView = zTimedEffect.extend({ startsAt: zInstant, endsAt: zInstant.optional() })

export const zDegradationView = zDegradation.extend({
  effects: z.array(zTimedEffectView),
  startsAt: zInstant,
  endsAt: zInstant.optional(),
})
export type DegradationView = z.infer<typeof zDegradationView>

export const zHandoverRequest = z.strictObject({
  /** The cell to move to, by id. */
  cell: z.string(),
  startsInSeconds: z.number().min(0).max(1e9).default(0),
})
export type HandoverRequest = z.output<typeof zHandoverRequest>

export const zHandoverView = zHandover.extend({ at: zInstant })
export type HandoverView = z.infer<typeof zHandoverView>

/** A degradation that can be had by its name. */
export const zPresetView = z.object({
  name: zPresetName,
  title: z.string(),
  summary: z.string(),
  /** Where its numbers come from. */
  source: z.string(),
  /** How long it lasts unless told otherwise; absent: until it is cleared. */
  lengthSeconds: z.number().optional(),
})
export type PresetView = z.infer<typeof zPresetView>

/** An application profile that can be had by its name. */
export const zProfilePresetView = z.object({
  name: zProfilePresetName,
  title: z.string(),
  fiveQi: z.int(),
  resourceType: z.enum(['GBR', 'Non-GBR', 'Delay-critical GBR']),
  /** Where its numbers come from, and which of them are chosen. */
  source: z.string(),
  networkQualityThresholds: zNetworkQualityThresholds,
})

/** A profile that every client may use; the thresholds take the place of those of the preset. */
export const zProfileRequest = z
  .strictObject({
    name: z.string().min(1).max(100).optional(),
    preset: zProfilePresetName.optional(),
    networkQualityThresholds: zNetworkQualityThresholds.optional(),
  })
  .refine(({ preset, networkQualityThresholds }) => preset !== undefined || networkQualityThresholds !== undefined, {
    path: ['preset'],
    message: 'give preset, networkQualityThresholds or both',
  })
export type ProfileRequest = z.output<typeof zProfileRequest>

/** One effect of a degradation, at the level it has at this instant; of a trace the values are in the condition. */
const zExplainedEffect = zTimedEffectView.extend({
  /** Of the degradation. */
  id: z.string(),
  target: zDegradationTarget,
  preset: zPresetName.optional(),
  level: z.number(),
})

/** Why an assessment is what it is: baseline → effects → condition → thresholds → findings. */
export const zExplanation = z.object({
  at: zInstant,
  deviceId: z.string(),
  profileId: z.string(),
  /** The cell the device is attached to, and since when if it was handed over. */
  cell: z.string(),
  attachedSince: zInstant.optional(),
  baseline: zCondition,
  /** Those active, in the order in which they are composed. */
  effects: z.array(zExplainedEffect),
  condition: zCondition,
  findings: z.array(zFindingView),
  /** The next bench instant at which an answer changes, if one is known. */
  until: zInstant.optional(),
  /** No answer changes before this instant, and further was not looked: a shape that never ends acts here. */
  knownUntil: zInstant.optional(),
})
export type Explanation = z.infer<typeof zExplanation>
