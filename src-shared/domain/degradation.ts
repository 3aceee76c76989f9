// A degradation: what people ask for, and as kept, in bench instants.
import { z } from 'zod'
import { METRICS } from './condition'
import { zDegradationTarget } from './degradationTarget'
import { doesAnything, zEffectActs } from './effect'
import { zPresetName } from './presets/preset'
import { zShape } from './shape'

/** What a degradation acts on and what it does, the same in the control API and in a scenario's timeline. */
export const DEGRADE_FIELDS = {
  target: zDegradationTarget,
  /** Effects and shapes under a name, in place of both. */
  preset: zPresetName.optional(),
  effect: zEffectActs.optional(),
  shape: zShape.optional(),
} as const

type DegradeFields = z.infer<z.ZodObject<typeof DEGRADE_FIELDS>>

interface Problem {
  readonly field: keyof DegradeFields
  readonly message: string
}

function problemOf({ preset, effect, shape }: DegradeFields): Problem | undefined {
  if (preset !== undefined) {
    if (effect) return { field: 'effect', message: 'a preset brings its own effect: leave it out, or leave out preset' }
    return shape && { field: 'shape', message: 'a preset brings its own shape: leave it out, or leave out preset' }
  }
  if (shape?.kind === 'trace') {
    const metric = METRICS.find((one) => effect?.[one] !== undefined)
    const message = `a trace sets the metrics of its columns: leave out ${metric}, or add another degradation for it`
    return metric && { field: 'effect', message }
  }
  if (effect && doesAnything(effect)) return undefined
  return { field: 'effect', message: 'give at least one metric, signalStrength or connectivityType' }
}

/** For `superRefine` of a schema with these fields. */
export function refuseEmptyDegrade(fields: DegradeFields, context: z.RefinementCtx): void {
  const problem = problemOf(fields)
  if (problem) context.addIssue({ code: 'custom', path: [problem.field], message: problem.message })
}

/** One effect of a degradation. */
export const zTimedEffect = z.object({
  effect: zEffectActs,
  shape: zShape,
  startsAt: z.number(),
  endsAt: z.number().optional(),
})
export type TimedEffect = z.infer<typeof zTimedEffect>

/** A degradation had one effect, written without a list, until it could have several. */
export function upgradeDegradation(row: unknown): unknown {
  if (typeof row !== 'object' || row === null || !('effect' in row)) return row
  const { effect, shape, ...rest } = row as Record<string, unknown>
  const { startsAt, endsAt } = rest
  return { ...rest, effects: [{ effect, shape, startsAt, ...(endsAt !== undefined && { endsAt }) }] }
}

export const zDegradation = z.object({
  id: z.string(),
  /** The how-manieth it is; those that start at one instant compose in this order. Absent in rows of an earlier version. */
  sequence: z.int().optional(),
  target: zDegradationTarget,
  preset: zPresetName.optional(),
  /** One, or those of the preset. */
  effects: z.array(zTimedEffect).min(1),
  /** From the start of the first effect to the end of the last; absent: until it is removed. */
  startsAt: z.number(),
  endsAt: z.number().optional(),
})
export type Degradation = z.infer<typeof zDegradation>

export function playsTrace({ effects }: Pick<Degradation, 'effects'>, traceId: string): boolean {
  return effects.some(({ shape }) => shape.kind === 'trace' && shape.trace === traceId)
}
