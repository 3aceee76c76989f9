// What people ask of a bucket, as pure functions of its book brought up to that instant.
import { BenchError } from '#shared/errors/benchError'
import { addToBalance, note, splitByRemaining, use, type Book, type User } from './book'
import { inUnit, wholeQuantityOf, type Quantity } from './quantity'
import { kindsOf, type Terms } from './terms'

export interface Amount {
  readonly value: number | string
  readonly unit: string
}

/** The unit in which a bucket itself speaks of a kind. */
export function unitOf({ balances, counters }: Terms, kind: string): string {
  return [...balances, ...counters].find((measure) => measure.kind === kind)?.unit ?? kind
}

/** @throws BenchError `invalidArgument` when the bucket measures nothing of this kind */
export function refuseOtherKind(terms: Terms, kind: string, unit: string, field: string): void {
  const kinds = kindsOf(terms)
  if (kinds.includes(kind)) return
  const measured = kinds.map((one) => `${one} (${unitOf(terms, one)})`).join(' and ')
  throw new BenchError(
    'invalidArgument',
    measured === ''
      ? `${field}: the bucket is registered in no unit that can be calculated with, so nothing is charged to it.`
      : `${field}: ${unit} is ${kind}, the bucket measures ${measured}; one does not convert into the other. Give a unit of ${measured}.`,
    { field },
  )
}

function measuredQuantity(terms: Terms, { value, unit }: Amount): Quantity {
  const quantity = wholeQuantityOf(value, unit)
  refuseOtherKind(terms, quantity.kind, unit, 'unit')
  return quantity
}

/** @throws BenchError `invalidArgument` when the bucket is not for this device or user */
export function refuseStranger({ rules }: Terms, by: User): void {
  for (const [field, allowed] of [['device', rules.devices] as const, ['user', rules.users] as const]) {
    const asked = by[field]
    if (asked === undefined || allowed === undefined || allowed.includes(asked)) continue
    throw new BenchError(
      'invalidArgument',
      `${field}: "${asked}" does not use this bucket. Give one of ${allowed.join(', ')}, or register it in ledger.${field}s.`,
      { field },
    )
  }
}

const named = ({ device, user }: User) => ({
  ...(device !== undefined && { device }),
  ...(user !== undefined && { user }),
})

/** @throws BenchError `invalidArgument`; `conflict` when it is more than what remains and the bucket refuses that */
export function charge(book: Book, terms: Terms, amount: Amount, by: User): Book {
  refuseStranger(terms, by)
  const quantity = measuredQuantity(terms, amount)
  const split = splitByRemaining(book, terms, quantity)
  if (split.outOfBucket.gt(0) && terms.rules.beyond === 'refuse') {
    const unit = unitOf(terms, quantity.kind)
    throw new BenchError(
      'conflict',
      `value: ${amount.value} ${amount.unit} is more than what remains, ${inUnit(split.inBucket, unit)} ${unit}. ` +
        'Charge less, top the bucket up, or register it with ledger.beyond "outOfBucket".',
      { field: 'value' },
    )
  }
  return note(use(book, terms, split, by), {
    kind: 'charged',
    unitKind: quantity.kind,
    amount: quantity.amount.toFixed(),
    ...(split.outOfBucket.gt(0) && { outOfBucket: split.outOfBucket.toFixed() }),
    ...named(by),
  })
}

/** @throws BenchError `invalidArgument`; `conflict` when the bucket has no balance of this kind, or has expired */
export function topUp(book: Book, terms: Terms, amount: Amount): Book {
  const quantity = measuredQuantity(terms, amount)
  const index = terms.balances.findIndex(({ kind }) => kind === quantity.kind)
  if (index < 0) {
    throw new BenchError('conflict', 'unit: the bucket only counts, it has no balance in such a unit to top up.', {
      field: 'unit',
    })
  }
  if (book.account.at >= terms.expiresAt) {
    throw new BenchError(
      'conflict',
      `The bucket expired at ${new Date(terms.expiresAt).toISOString()}. Register it with a later ledger.expiresAt to top it up.`,
      { field: 'bucketId' },
    )
  }
  return note(addToBalance(book, index, quantity.amount), {
    kind: 'toppedUp',
    unitKind: quantity.kind,
    amount: quantity.amount.toFixed(),
  })
}
