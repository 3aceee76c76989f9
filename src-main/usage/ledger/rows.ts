// The ledger as it is kept: an account for each live bucket, its entries, and the flows that use it.
// Amounts are decimal texts in the smallest unit of their kind.
import { z } from 'zod'
import type { Change } from '#shared/domain/rowLog'
import { zFlowCurve } from './flowCurve'

const zAmount = z.string()

/** The sum of a balance's movements within one validity period. */
const zBalanceState = z.object({ opened: zAmount, toppedUp: zAmount, used: zAmount, expired: zAmount })
export type BalanceState = z.infer<typeof zBalanceState>

/** A bucket at the instant `at`: what it holds then is all that the past is needed for. */
export const zAccount = z.object({
  id: z.string(),
  reportId: z.string(),
  bucketId: z.string(),
  /** Fingerprint of the terms it was opened under. */
  terms: z.string(),
  openedAt: z.number(),
  at: z.number(),
  /** Start of the validity period that holds at `at`. */
  periodStart: z.number(),
  balances: z.array(zBalanceState),
  counters: z.array(zAmount),
  /** By kind: what went beyond the balances in this period. */
  outOfBucket: z.record(z.string(), zAmount),
  /** Number of its entries so far. */
  entryCount: z.int(),
  /** Degradations that slow its devices down, by id. */
  throttles: z.array(z.string()),
})
export type Account = z.infer<typeof zAccount>

export const zEntryKind = z.enum(['opened', 'charged', 'toppedUp', 'used', 'expired'])

export const zEntry = z.object({
  id: z.string(),
  kind: zEntryKind,
  /** Bench instant; of a flow's usage the end of the time in which it was used. */
  at: z.number(),
  from: z.number().optional(),
  unitKind: z.string().optional(),
  amount: zAmount,
  /** The part of the amount that went beyond the balances. */
  outOfBucket: zAmount.optional(),
  flow: z.string().optional(),
  /** Of a movement that may be asked for twice. */
  reference: z.string().optional(),
  device: z.string().optional(),
  user: z.string().optional(),
  /** What each balance held after it. */
  remaining: z.array(zAmount),
})
export type Entry = z.infer<typeof zEntry>

export const zFlowRow = z.object({
  id: z.string(),
  account: z.string(),
  startedAt: z.number(),
  endsAt: z.number().optional(),
  device: z.string().optional(),
  user: z.string().optional(),
  /** As asked for; absent: as fast as the device's down rate allows. */
  rate: z.object({ value: z.string(), unit: z.string(), perSeconds: z.number() }).optional(),
  unitKind: z.string(),
  curve: zFlowCurve,
  /** Up to the account's `at` its usage is in the account, but for this rest that made no whole smallest unit yet. */
  carry: zAmount,
  /** All that it has used, up to the same instant. */
  used: zAmount,
})
export type FlowRow = z.infer<typeof zFlowRow>

export type LedgerTables = { accounts: Account; entries: Entry; flows: FlowRow }
export type LedgerChange = Change<LedgerTables>

/** How many entries of a bucket are kept; the sums in its account hold all of them. */
export const KEPT_ENTRIES = 1000

export function accountId(reportId: string, bucketId: string): string {
  return `${encodeURIComponent(reportId)}/${encodeURIComponent(bucketId)}`
}

export function entryId(account: string, number: number): string {
  return `${account}#${number}`
}
