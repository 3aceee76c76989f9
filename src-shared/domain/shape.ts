// How the level of an effect, 0..1, goes over time. As data: what it does is in curves/.
import { z } from 'zod'

/** Far beyond any network, and small enough that instants stay whole numbers. */
const LONGEST_SECONDS = 1e9
const zSeconds = z.number().positive().max(LONGEST_SECONDS)

/** From its start at full level. */
const zStep = z.strictObject({ kind: z.literal('step') })

/** From nothing to the full level in `rampSeconds`, then held. */
const zRamp = z.strictObject({ kind: z.literal('ramp'), rampSeconds: zSeconds })

/** On and off in turn, beginning with on: `count` times, or without end. Each on begins and ends with a ramp of `edgeSeconds`. */
const zPulses = z
  .strictObject({
    kind: z.literal('pulses'),
    onSeconds: zSeconds.min(0.001),
    offSeconds: zSeconds.min(0.001),
    count: z.int().min(1).max(1e6).optional(),
    edgeSeconds: z.number().min(0).max(LONGEST_SECONDS).default(0),
  })
  .refine(({ onSeconds, edgeSeconds }) => 2 * edgeSeconds <= onSeconds, {
    path: ['edgeSeconds'],
    message: 'both edges lie within onSeconds: give at most half of it',
  })

/** A wave from nothing to the full level and back each period, without end. */
const zSine = z.strictObject({ kind: z.literal('sine'), periodSeconds: zSeconds.min(0.1) })

/**
 * Another level between nothing and full every `intervalSeconds`, without end. The same seed gives the same levels; without
 * one it follows from the scenario's seed and from what the effect does.
 */
const zNoise = z.strictObject({
  kind: z.literal('noise'),
  intervalSeconds: zSeconds.min(0.01),
  seed: z.int().min(0).max(0xffff_ffff).optional(),
})

/** The values of a recorded trace in place of acts: it sets the metrics that it has columns for. */
const zTraceShape = z.strictObject({
  kind: z.literal('trace'),
  /** A trace of the scenario, by id. */
  trace: z.string().min(1),
  /** After its last row it begins again; otherwise the last values are held. */
  repeat: z.boolean().default(false),
})

export const zShape = z.discriminatedUnion('kind', [zStep, zRamp, zPulses, zSine, zNoise, zTraceShape])
export type Shape = z.infer<typeof zShape>

/** Whole milliseconds of a time of a shape; at least one. */
export function shapeMs(seconds: number): number {
  return Math.max(1, Math.round(seconds * 1000))
}

/**
 * How long a shape acts before its level is nothing for good, milliseconds.
 * @returns undefined for one that never ends by itself
 */
export function ownLengthMs(shape: Shape): number | undefined {
  if (shape.kind !== 'pulses' || shape.count === undefined) return undefined
  const [onMs, offMs] = [shapeMs(shape.onSeconds), shapeMs(shape.offSeconds)]
  return shape.count * (onMs + offMs) - offMs
}
