// What can go wrong on purpose with a notification on its way to its sink.
import type { CloudEventJson, SinkRequest } from './notification'

/** Any of these. Those that time or count deliveries act on the first delivery, those that edit on what they are given. */
export interface NotificationFault {
  /** Changes the event before it is kept; without one nothing is raised. */
  readonly event?: (event: CloudEventJson) => CloudEventJson | undefined
  /** Changes a request that carries it. @param attempt 1 for the first */
  readonly request?: (request: SinkRequest, attempt: number) => SinkRequest
  /** Bench milliseconds by which the first attempt comes late. */
  readonly delayMs?: number
  /** The next event of the subscription goes first. */
  readonly isOvertaken?: true
  /** Once delivered it is sent again. */
  readonly isRepeated?: true
  /** It is never sent. */
  readonly isDropped?: true
}

/** Whom an event is for. */
interface NotificationCall {
  readonly clientId: string
  readonly deviceId: string
}

export interface NotificationFaults {
  /** Asked once for each event. @returns the names of the deviations that meet it */
  meetNotification(call: NotificationCall): readonly string[]
  /** What deviations of these names do; nothing for a name that this version lacks. */
  notificationFaults(deviations: readonly string[]): readonly NotificationFault[]
}
