// What one can do to a bucket, as filled in, and the request it stands for.
import type { BucketView } from '#shared/control/usageViews'
import { zAmountRequest, zChargeRequest, zFlowRequest } from '#shared/control/usageViews'
import { unitsLike } from '../../../format/amount'

export type BucketActKind = 'charge' | 'topUp' | 'flow'

export interface BucketAct {
  kind: BucketActKind
  value: number | undefined
  unit: string
  /** A device of the scenario, or NOBODY. */
  device: string
  user: string
  /** Of a flow's rate. */
  perSeconds: number
  durationSeconds: number | undefined
}

/** What is chosen where no device is meant. */
export const NOBODY = 'nobody'

export function firstAct(unit: string): BucketAct {
  return { kind: 'charge', value: undefined, unit, device: NOBODY, user: '', perSeconds: 1, durationSeconds: undefined }
}

/** The units in which a bucket can be used: those of every kind that it measures. */
export function unitsOf({ balances, counters }: Pick<BucketView, 'balances' | 'counters'>): readonly string[] {
  return [...new Set([...balances, ...counters].flatMap(({ unit }) => unitsLike(unit)))]
}

export const ACT_SCHEMAS = { charge: zChargeRequest, topUp: zAmountRequest, flow: zFlowRequest }

/** The body of the request; whether it makes sense is for its schema to say. */
export function bodyOf({ kind, value, unit, device, user, perSeconds, durationSeconds }: BucketAct): object {
  if (kind === 'topUp') return { value, unit }
  const by = {
    ...(device !== NOBODY && { device }),
    ...(user.trim() !== '' && { user: user.trim() }),
  }
  if (kind === 'charge') return { value, unit, ...by }
  return {
    ...by,
    ...(value !== undefined && { rate: { value, unit, perSeconds } }),
    ...(durationSeconds !== undefined && { durationSeconds }),
  }
}
