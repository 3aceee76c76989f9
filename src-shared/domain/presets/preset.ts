// Degradations under a name: effects and shapes that stand for something that happens to real networks. Bounds rather than
// values wherever that is what it means, so that a device that was worse before does not become better.
import { z } from 'zod'
import type { EffectActs } from '../effect'
import type { Shape } from '../shape'

export const PRESET_NAMES = [
  'tunnel',
  'elevator',
  'cell-congestion',
  'handover-5g-4g-3g',
  'indoor-fading',
  'backhaul-cut',
  'bufferbloat',
  'satellite-backup',
] as const
export const zPresetName = z.enum(PRESET_NAMES)
export type PresetName = z.infer<typeof zPresetName>

/** One of the effects a preset consists of. */
export interface PresetEffect {
  readonly acts: EffectActs
  readonly shape: Shape
  /** After the start of the preset. */
  readonly afterSeconds: number
  /** Absent: until the preset ends. */
  readonly lastsSeconds?: number
}

export interface Preset {
  readonly title: string
  /** What happens, for people. */
  readonly summary: string
  /** Where its numbers come from. */
  readonly source: string
  /** How long it lasts unless told otherwise; absent: until it is cleared. */
  readonly lengthSeconds?: number
  /** @param lengthSeconds how long it is to last, if it ends */
  effects(lengthSeconds: number | undefined): readonly PresetEffect[]
}
