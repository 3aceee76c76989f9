// The timeline: what happens once a scenario is started.
import { z } from 'zod'
import { ACT_NAMES, ACTS, type Act } from './acts'
import { durationMs } from './duration'
import { zStepId, zWhen } from './when'

type OptionalActs = { [Name in keyof typeof ACTS]: z.ZodOptional<(typeof ACTS)[Name]> }
const optionalActs = Object.fromEntries(Object.entries(ACTS).map(([name, act]) => [name, act.optional()]))

const GIVE_ONE = `a step does exactly one thing; give one of ${ACT_NAMES.join(', ')}`

export const zTimelineStep = z
  .strictObject({
    id: zStepId.optional().describe('For other steps and expectations to refer to.'),
    ...zWhen,
    ...(optionalActs as OptionalActs),
  })
  .superRefine((step, context) => {
    const given = ACT_NAMES.filter((name) => step[name] !== undefined)
    if (given.length !== 1) context.addIssue({ code: 'custom', message: GIVE_ONE, path: given.slice(1, 2) })
  })
  .describe('Something that happens, at an instant.')
export type TimelineStep = z.infer<typeof zTimelineStep>

/** @throws Error for a step without an act, which the schema refuses */
export function actOf(step: TimelineStep): Act {
  const kind = ACT_NAMES.find((name) => step[name] !== undefined)
  if (kind === undefined) throw new Error(GIVE_ONE)
  return { kind, is: step[kind] } as Act
}

/** The id of a step; one that has none is named by its place in the timeline. */
export function stepIdOf({ id }: TimelineStep, index: number): string {
  return id ?? `@${index + 1}`
}

/** How long what the act begins lasts by itself; undefined where it does not say. */
export function lengthMsOf(act: Act): number | undefined {
  if (act.kind === 'request') return (act.is.times - 1) * durationMs(act.is.every)
  if (act.kind === 'say') return typeof act.is === 'string' ? undefined : lengthOf(act.is)
  return act.kind === 'degrade' || act.kind === 'flow' || act.kind === 'fault' ? lengthOf(act.is) : undefined
}

function lengthOf({ duration }: { readonly duration?: string | undefined }): number | undefined {
  return duration === undefined ? undefined : durationMs(duration)
}
