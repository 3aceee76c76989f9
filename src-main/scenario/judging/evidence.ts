// What the bench really did, as far as an expectation asks for it; `bench/` supplies it.
import type { Claim, CounterClaim } from '#shared/domain/scenario/expectation'

/** A notification as it was raised. */
export interface RaisedNotification {
  readonly id: string
  /** The last part of the type of its event. */
  readonly type: string
  readonly deviceId: string
  readonly profileId: string
  readonly subscriptionId: string
  /** Bench instant of what it tells of. */
  readonly raisedAt: number
  /** Whether every threshold was met; absent where the event says nothing about it. */
  readonly met?: boolean
}

/** A request that was answered, or was not. */
export interface SeenExchange {
  readonly api: string
  readonly operation?: string
  readonly client?: string
  readonly status?: number
  readonly at: number
}

type BalanceClaim = Extract<Claim, { kind: 'balance' }>['is']

export interface Evidence {
  /** Every one that is kept. */
  notifications(): Iterable<RaisedNotification>
  /** The id in this run of a subscription of the scenario. */
  subscriptionId(id: string): string | undefined
  /** Whether a device meets a profile now; undefined when one of them is gone. */
  isMet(deviceId: string, profileId: string): boolean | undefined
  /** What remains in a bucket now, in the unit of the claim, as an exact decimal; undefined when it has no such balance. */
  remaining(claim: BalanceClaim): string | undefined
  /** What a counter shows now; undefined when there is none or more than one. */
  counted(claim: CounterClaim): string | undefined
}
