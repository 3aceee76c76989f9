// A bucket and its ledger as the control API shows them, each amount in the bucket's own unit.
import Big from 'big.js'
import type { BucketView, EntryView, FlowView } from '#shared/control/usageViews'
import type { RegisteredBucket } from '#shared/domain/registeredReport'
import { nextEmptyAt, periodEndAfter } from './advance'
import { isEmpty, remainingOfBalance, type Book } from './book'
import { unitOf } from './movements'
import { inUnit } from './quantity'
import type { Entry, FlowRow } from './rows'
import { termsOf, type Terms } from './terms'

export function flowView(
  { id, startedAt, endsAt, device, user, rate, used, unitKind }: FlowRow,
  terms: Terms,
): FlowView {
  const unit = unitOf(terms, unitKind)
  return { id, startedAt, endsAt, device, user, rate, used: inUnit(Big(used), unit), unit }
}

export function entryView(entry: Entry, terms: Terms): EntryView {
  const { id, kind, at, from, unitKind, amount, outOfBucket, flow, device, user } = entry
  const unit = unitKind === undefined ? undefined : unitOf(terms, unitKind)
  return {
    ...{ id, kind, at, from, flow, device, user },
    ...(unit !== undefined && { unit, value: inUnit(Big(amount), unit) }),
    ...(unit !== undefined && outOfBucket !== undefined && { outOfBucket: inUnit(Big(outOfBucket), unit) }),
    remaining: entry.remaining.map((value, index) => {
      const balanceUnit = terms.balances[index]?.unit ?? ''
      return { unit: balanceUnit, value: inUnit(Big(value), balanceUnit) }
    }),
  }
}

function countersOf(bucket: RegisteredBucket, valueAt: (index: number, registered: number) => string) {
  return (bucket.bucketCounter ?? []).map(({ unit, value, countertype, level, countedFor }, index) => ({
    ...{ unit, countertype, level, device: countedFor?.device, user: countedFor?.user },
    value: valueAt(index, value),
  }))
}

/** A bucket whose ledger was never opened. */
export function registeredBucketView(reportId: string, bucket: RegisteredBucket, at: number): BucketView {
  const balances = (bucket.bucketBalance ?? []).map(({ unit, remainingValue }) => {
    const value = Big(remainingValue).toFixed()
    return { unit, opened: value, toppedUp: '0', used: '0', expired: '0', remaining: value }
  })
  return {
    ...{ reportId, bucketId: bucket.id, live: false, at, balances },
    counters: countersOf(bucket, (_, registered) => Big(registered).toFixed()),
    outOfBucket: [],
    empty: balances.length > 0 && balances.every(({ remaining }) => Big(remaining).lte(0)),
    throttled: [],
    flows: [],
  }
}

/** @param book brought up to the instant that is shown */
export function bucketView(bucket: RegisteredBucket, book: Book): BucketView {
  const { account, flows } = book
  const terms = termsOf(bucket)
  const { reportId, bucketId, at, periodStart } = account
  const periodEnd = Math.min(periodEndAfter(terms, periodStart), terms.expiresAt)
  const { rules } = terms
  return {
    ...{ reportId, bucketId, live: true, at, periodStartsAt: periodStart },
    ...(periodEnd < Infinity && { periodEndsAt: periodEnd }),
    ...(terms.expiresAt < Infinity && { expiresAt: terms.expiresAt }),
    balances: account.balances.map((balance, index) => {
      const unit = terms.balances[index]?.unit ?? ''
      const show = (amount: string) => inUnit(Big(amount), unit)
      return {
        unit,
        opened: show(balance.opened),
        toppedUp: show(balance.toppedUp),
        used: show(balance.used),
        expired: show(balance.expired),
        remaining: inUnit(remainingOfBalance(balance), unit),
      }
    }),
    counters: countersOf(bucket, (index, registered) => {
      const unit = terms.counters[index]?.unit ?? ''
      return terms.counters[index]?.kind === undefined
        ? Big(registered).toFixed()
        : inUnit(Big(account.counters[index] ?? 0), unit)
    }),
    outOfBucket: Object.entries(account.outOfBucket).map(([kind, amount]) => {
      const unit = unitOf(terms, kind)
      return { unit, value: inUnit(Big(amount), unit) }
    }),
    empty: isEmpty(account),
    throttled: account.throttles.length > 0 ? (rules.devices ?? []) : [],
    flows: flows.map((flow) => flowView(flow, terms)),
    emptyAt: nextEmptyAt(book, terms),
  }
}
