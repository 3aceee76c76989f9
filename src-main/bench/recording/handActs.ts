// What a control operation does to the network, the buckets and the APIs, as the act of a timeline that would do it again.
import type { AmountRequest, ChargeRequest, FlowRequest } from '#shared/control/usageViews'
import type { DegradationRequest } from '#shared/control/networkViews'
import type { FaultRequest } from '#shared/domain/fault'
import type { TimelineStep } from '#shared/domain/scenario/timeline'

/** A step without its instant and its id. */
export type HandAct = Omit<TimelineStep, 'id' | 'at' | 'after'>

interface BucketName {
  readonly id: string
  readonly bucketId: string
}

/** `12.5s`, as a scenario writes it. */
export function secondsText(seconds: number): string {
  return `${Number(seconds.toFixed(3))}s`
}

function lasting(durationSeconds: number | undefined): { duration?: string } {
  return durationSeconds === undefined ? {} : { duration: secondsText(durationSeconds) }
}

export function degradeAct({ startsInSeconds: _, durationSeconds, ...degrade }: DegradationRequest): HandAct {
  return { degrade: { ...degrade, ...lasting(durationSeconds) } }
}

export function faultAct({ durationSeconds, ...fault }: FaultRequest): HandAct {
  return { fault: { ...fault, ...lasting(durationSeconds) } }
}

export function chargeAct({ id, bucketId }: BucketName, body: ChargeRequest): HandAct {
  return { charge: { report: id, bucket: bucketId, ...body } }
}

export function topUpAct({ id, bucketId }: BucketName, body: AmountRequest): HandAct {
  return { topUp: { report: id, bucket: bucketId, ...body } }
}

export function flowAct({ id, bucketId }: BucketName, { durationSeconds, ...flow }: FlowRequest): HandAct {
  return { flow: { report: id, bucket: bucketId, ...flow, ...lasting(durationSeconds) } }
}
