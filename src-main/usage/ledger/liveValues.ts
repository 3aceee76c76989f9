// A registered bucket with the values that its ledger has come to, in the shape in which it was registered.
import Big from 'big.js'
import { UTCDate } from '@date-fns/utc'
import { formatISO } from 'date-fns'
import type { RegisteredBucket } from '#shared/domain/registeredReport'
import { periodEndAfter } from './advance'
import { remainingOfBalance, type Book } from './book'
import { inUnit } from './quantity'
import { termsOf, type Terms } from './terms'

/** The validity period, where none was registered; its end is its last second. */
function periodOf({ account }: Book, terms: Terms): { startDateTime: string; endDateTime?: string } {
  const end = Math.min(periodEndAfter(terms, account.periodStart), terms.expiresAt)
  const start = { startDateTime: formatISO(new UTCDate(account.periodStart)) }
  return end === Infinity ? start : { ...start, endDateTime: formatISO(new UTCDate(end - 1)) }
}

export function liveValues(bucket: RegisteredBucket, book: Book): RegisteredBucket {
  const terms = termsOf(bucket)
  const period = periodOf(book, terms)
  const { bucketBalance, bucketCounter } = bucket
  return {
    ...bucket,
    ...(bucketBalance && {
      bucketBalance: bucketBalance.map((balance, index) => {
        const state = book.account.balances[index]
        if (!state || terms.balances[index]?.kind === undefined) return balance
        const text = inUnit(remainingOfBalance(state), balance.unit)
        const label = balance.remainingValueLabel !== undefined && { remainingValueLabel: `${text} ${balance.unit}` }
        return { ...balance, ...label, remainingValue: Number(text), validFor: balance.validFor ?? period }
      }),
    }),
    ...(bucketCounter && {
      bucketCounter: bucketCounter.map((counter, index) => {
        if (terms.counters[index]?.kind === undefined) return counter
        const text = inUnit(Big(book.account.counters[index] ?? 0), counter.unit)
        const label = counter.valueLabel !== undefined && { valueLabel: `${text} ${counter.unit}` }
        return { ...counter, ...label, value: Number(text), validFor: counter.validFor ?? period }
      }),
    }),
  }
}
