// What one case of a CAMARA suite is made of while it runs: the request that is being put together, and what was
// brought about for it.
import type { Target } from '#shared/conformance/targetConfig'
import type { Ids, WallClock } from '#shared/domain/clocks'
import type { WireNetworkQualityThresholds } from '#shared/wire/camara/applicationProfilesV05'
import type { WireApplicationServer, WireDevice } from '#shared/wire/camara/common'
import type { Redactor } from '../../probe/redaction'
import type { Earlier } from '../../suite'
import type { Authorization } from '../../target/authorization'
import type { Arrival, RunnerSink } from '../sink/runnerSink'
import type { Hands } from './hands'

export type Json = Record<string, unknown>

/** The request of the next step. */
export interface Draft {
  headers: Record<string, string>
  /** Null: none is sent. */
  authorization: string | null
  /** By name, to stand in the path. */
  parameters: Record<string, string>
  body: unknown
}

export interface StagedProfile {
  readonly id: string
  /** Unknown of one that the configuration names. */
  readonly thresholds: WireNetworkQualityThresholds | undefined
}

/** What is the same for every case of a run. */
export interface RunMeans {
  readonly target: Target
  readonly hands: Hands
  /** The same, but not recorded: for looking and tidying up. They work after a cancel, too. */
  readonly unseen: Hands
  readonly wall: WallClock
  readonly ids: Ids
  readonly redactor: Redactor
  readonly timeoutMs: number
  readonly signal: AbortSignal | undefined
  /** The `Authorization` that the configuration gives. */
  readonly authorize: () => Promise<Authorization>
  /** Listens from the first time it is asked for. @throws Unmet when it cannot */
  readonly sink: () => Promise<RunnerSink>
}

export interface World extends RunMeans {
  readonly caseId: string
  /** Nobody else's on our own bench. */
  readonly clientId: string
  /** `/connectivity-insights/v0.6` */
  readonly basePath: string
  /** What came in this case so far. */
  readonly earlier: Earlier
  readonly draft: Draft
  /** Headers `Authorization` that were made for it, by the kind of token. */
  readonly authorizations: Map<string, string>
  /** What was brought about; each once it is needed. */
  profile?: StagedProfile
  device?: WireDevice
  /** Of the device, on our own bench. */
  deviceId?: string
  server?: WireApplicationServer
  /** What the flow is set to at present, on our own bench. */
  degradationId?: string
  /** Subscriptions that others than the judged requests made. */
  subscriptionId?: string
  sinkUrl?: string
  sinkToken?: string
  /** What came to the sink of the case so far, in order. */
  arrivals?: () => readonly Arrival[]
  /** When it is to end, in milliseconds from its creation. */
  expiresInMs?: number
  /** Which way subscriptions are created could not be chosen. */
  isCreationAssumed?: boolean
  /** To be done when the case is over; the latest first. */
  later(task: (hands: Hands) => Promise<unknown>): void
}

export type Release = 'r3.2' | 'r4.1'

/** Of connectivity-insights and its subscriptions; application-profiles has one only. */
export function releaseOf({ basePath }: Pick<World, 'basePath'>): Release {
  return basePath.endsWith('/v0.7rc1') ? 'r4.1' : 'r3.2'
}
