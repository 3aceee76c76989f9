// What the control API shows of the bench, beyond the domain's own shapes. Instants are RFC 3339 in its replies and
// milliseconds since the epoch in the program and in the event stream.
import { z } from 'zod'
import { zFinding } from '../domain/assessment'
import { zCondition } from '../domain/condition'
import { zAttempt, zNotification } from '../domain/notification'
import { zInstant } from '../domain/instant'
import { ACT_NAMES } from '../domain/scenario/acts'
import { zStoredSubscription } from '../domain/subscription'
import { zDevice } from '../wire/camara/common'

export const zClockView = z.object({
  now: zInstant,
  mode: z.enum(['real', 'paused', 'scaled']),
  /** Bench milliseconds per wall millisecond; 1 when real, 0 when paused. */
  rate: z.number(),
  /** The bench instant of what is due next, if anything is. */
  nextDueAt: zInstant.optional(),
  /** A jump that is under way; the clock stands at the instant of what is firing. */
  jump: z
    .object({
      until: zInstant,
      firedCount: z.int(),
      /** Pieces of work that were set off and must end before what is due next fires: deliveries, mostly. */
      waitsFor: z.int(),
    })
    .optional(),
})
export type ClockView = z.infer<typeof zClockView>

/** Something the bench had to set aside or could not do; shown until the bench is started anew. */
export const zProblem = z.object({ at: zInstant, message: z.string(), file: z.string().optional() })
export type Problem = z.infer<typeof zProblem>

/** What is said to the audience; without `until` up to the next line. */
const zSpokenLine = z.object({ text: z.string(), since: zInstant, until: zInstant.optional() })
export type SpokenLine = z.infer<typeof zSpokenLine>

const zNamedStep = z.object({ id: z.string(), title: z.string(), kind: z.enum(ACT_NAMES), at: zInstant })

export const zScenarioView = z.object({
  name: z.string(),
  title: z.string(),
  loadedAt: zInstant,
  /** `loaded`: its timeline has not been started. */
  state: z.enum(['loaded', 'playing', 'paused']),
  /** Bench instants of the timeline, once it was started. */
  startedAt: zInstant.optional(),
  endsAt: zInstant.optional(),
  say: zSpokenLine.optional(),
  /** The step that was played last, and the one that comes next, narration aside. */
  last: zNamedStep.optional(),
  next: zNamedStep.optional(),
})
export type ScenarioView = z.infer<typeof zScenarioView>

export const zBenchState = z.object({
  version: z.string(),
  serverRoot: z.string(),
  uiUrl: z.string(),
  controlUrl: z.string(),
  inboxUrl: z.string(),
  inboxHttpsUrl: z.string(),
  dataFolder: z.string(),
  auth: z.enum(['strict', 'open']),
  clock: zClockView,
  scenario: zScenarioView.nullable(),
  retryDelaysSeconds: z.array(z.number()),
  problems: z.array(zProblem),
  nextSeq: z.int(),
})
export type BenchState = z.infer<typeof zBenchState>

export const zCellView = z.object({ id: z.string(), name: z.string(), baseline: zCondition })
export type CellView = z.infer<typeof zCellView>

/** The condition of a device's traffic as a whole over time, at equal distances. */
export const zConditionSeries = z.object({
  deviceId: z.string(),
  samples: z.array(zCondition.extend({ at: zInstant })),
})
export type ConditionSeries = z.infer<typeof zConditionSeries>

/** Of many devices at once: each metric as numbers, at equal distances from `from` on. */
export const zFleetConditions = z.object({
  now: zInstant,
  from: zInstant,
  stepMs: z.number(),
  devices: z.array(
    z.object({
      deviceId: z.string(),
      delayMs: z.array(z.number()),
      jitterMs: z.array(z.number()),
      lossRatio: z.array(z.number()),
      downRateKbps: z.array(z.number()),
      upRateKbps: z.array(z.number()),
    }),
  ),
})
export type FleetConditions = z.infer<typeof zFleetConditions>

export const zDeviceView = z.object({
  id: z.string(),
  name: z.string(),
  /** The cell it is attached to now. */
  cell: z.string(),
  /** In CAMARA's shape, every identifier the device has. */
  device: zDevice,
  serviceApplicable: z.boolean(),
  condition: zCondition,
})
export type DeviceView = z.infer<typeof zDeviceView>

export const zFindingView = zFinding.extend({ since: zInstant.optional() })

export const zAssessmentView = z.object({
  deviceId: z.string(),
  profileId: z.string(),
  findings: z.array(zFindingView),
  /** Every threshold met. */
  met: z.boolean(),
  /** The next bench instant at which an answer changes, if one is known. */
  until: zInstant.optional(),
  /** No answer changes before this instant, and further was not looked: a shape that never ends acts here. */
  knownUntil: zInstant.optional(),
})
export type AssessmentView = z.infer<typeof zAssessmentView>

/** Credentials never leave the bench: a subscription is shown without its sink's token, and what it sends with `***`. */
export const zSubscriptionView = zStoredSubscription.omit({ sinkCredential: true }).extend({
  hasSinkCredential: z.boolean(),
  startsAt: zInstant,
  expiresAt: zInstant.optional(),
  answersSince: zInstant,
  endedAt: zInstant.optional(),
})
export type SubscriptionView = z.infer<typeof zSubscriptionView>

export const zNotificationView = zNotification.extend({
  raisedAt: zInstant,
  cause: z.object({ condition: zCondition, findings: z.array(zFindingView) }).optional(),
  attempts: z.array(zAttempt.extend({ at: zInstant })),
  nextAttemptAt: zInstant.optional(),
})
export type NotificationView = z.infer<typeof zNotificationView>

export const zInboxEntry = z.object({
  id: z.string(),
  /** Bench instant of arrival. */
  at: zInstant,
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  status: z.int(),
})
export type InboxEntry = z.infer<typeof zInboxEntry>

export const zInboxReply = z.strictObject({
  status: z.int().min(200).max(599),
  delayMs: z.number().min(0).max(60_000).optional(),
})
export type InboxReply = z.infer<typeof zInboxReply>
