// An entry of the outbox: one CloudEvent on its way to one sink, with every attempt made.
import { z } from 'zod'
import { zFinding } from './assessment'
import { zCondition } from './condition'

/** Structured-mode JSON of a CloudEvent 1.0. */
export const zCloudEventJson = z.object({
  id: z.string(),
  source: z.string(),
  specversion: z.literal('1.0'),
  type: z.string(),
  time: z.string(),
  datacontenttype: z.literal('application/json'),
  data: z.record(z.string(), z.unknown()),
})
export type CloudEventJson = z.infer<typeof zCloudEventJson>

/** The POST that carries an event. */
export interface SinkRequest {
  /** Names in lower case, except those that the client asked for. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export const zAttempt = z.object({
  /** 1 for the first. */
  number: z.int().min(1),
  /** Bench instant at which it started. */
  at: z.number(),
  /** Wall-clock duration. */
  durationMs: z.number(),
  /** `dropped`: a deviation kept it from being sent. */
  outcome: z.enum(['delivered', 'refused', 'failed', 'dropped']),
  /** The sink's status line; absent when none came. */
  status: z.int().optional(),
  /** The first part of the sink's reply. */
  replyBody: z.string().optional(),
  /** What the sink asked for by `Retry-After`, from its reply on. */
  retryAfterMs: z.number().min(0).optional(),
  /** Why it did not succeed, in words. */
  message: z.string().optional(),
  correlator: z.string(),
  /** As sent, secrets replaced by `***`. */
  requestHeaders: z.record(z.string(), z.string()).default({}),
})
export type Attempt = z.infer<typeof zAttempt>

export const zNotification = z.object({
  /** The event's id. */
  id: z.string(),
  subscriptionId: z.string(),
  /** Order of raising across all subscriptions; within one subscription the order of delivery. */
  sequence: z.int().min(0),
  sink: z.string(),
  event: zCloudEventJson,
  /** Bench instant at which it was raised. */
  raisedAt: z.number(),
  /** Why it was raised; absent for `subscription-ended`. */
  cause: z.object({ condition: zCondition, findings: z.array(zFinding) }).optional(),
  state: z.enum(['pending', 'delivered', 'dead']),
  attempts: z.array(zAttempt),
  /** Bench instant of the next attempt while pending. */
  nextAttemptAt: z.number().optional(),
  /** The next attempt is the last, whatever comes of it: after a 401 or 410 (reading C35), and when redelivered. */
  singleAttempt: z.boolean().optional(),
  /** The deviations that met it, by name. */
  deviations: z.array(z.string()).optional(),
})
export type Notification = z.infer<typeof zNotification>
