// What the notifier needs from the rest of the bench; `bench/` supplies it.
import type { BenchBus } from '#shared/control/events'
import type { BenchClock, Ids, WallClock } from '#shared/domain/clocks'
import type { Condition } from '#shared/domain/condition'
import type { ExchangeJournal } from '#shared/domain/exchange'
import type { Flow } from '#shared/domain/flow'
import type { Notification } from '#shared/domain/notification'
import type { NotificationFaults } from '#shared/domain/notificationFault'
import type { Change, RowLog } from '#shared/domain/rowLog'
import type { SinkTrust } from '#shared/domain/sinkTrust'
import type { StoredSubscription } from '#shared/domain/subscription'
import type { Thresholds } from '#shared/domain/thresholds'
import type { WireApplicationServer, WirePortsSpec } from '#shared/wire/camara/common'

/** One log for both tables, so that an event and the state of its subscription are written together or not at all. */
export type NotifierTables = { subscriptions: StoredSubscription; notifications: Notification }
export type NotifierChange = Change<NotifierTables>

/** The simulated network as a function of time. */
export interface NetworkPort {
  hasDevice(deviceId: string): boolean
  flowOf(deviceId: string, server?: WireApplicationServer, ports?: WirePortsSpec): Flow
  conditionAt(flow: Flow, at: number): Condition
  /** The first bench instant after `after` at which an answer changes, as far as is known now. */
  nextFlip(flow: Flow, thresholds: Thresholds, after: number): number | undefined
}

export interface NotifierPorts {
  readonly clock: BenchClock
  readonly wall: WallClock
  readonly ids: Ids
  readonly bus: BenchBus
  readonly journal: ExchangeJournal
  readonly log: RowLog<NotifierTables>
  readonly network: NetworkPort
  /** The thresholds of an application profile; undefined when there is no such profile. */
  thresholdsOf(profileId: string): Thresholds | undefined
  /** The CloudEvent attribute `source`, a URI-reference. */
  eventSource(): string
  /** Where the bench's own inbox listens. */
  inboxUrl(): string
  /** What to trust at an https origin besides what the well-known authorities vouch for. */
  trustOf(origin: string): Promise<SinkTrust | undefined>
  /** Of everything random in the scenario on stage. */
  seed(): number
  /** For how long a change must last until it is told, milliseconds of bench time; 0 tells at once. */
  holdMs(): number
  /** What goes wrong on purpose; nothing if absent. */
  readonly faults?: NotificationFaults
  /** Wall-clock bound of one attempt, from connecting to the end of the reply; 10 s if absent. */
  readonly attemptTimeoutMs?: number
  /** How many attempts may be under way at the same time; 256 if absent. */
  readonly maxParallel?: number
  /** How many of them to one sink origin, as long as it answers; 64 if absent. */
  readonly maxParallelPerOrigin?: number
}
