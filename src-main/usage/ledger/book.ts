// A bucket's ledger in memory: its account, the flows that use it, and the entries written since. Every function here is
// pure and returns another book.
import Big from 'big.js'
import { accountId, entryId, type Account, type BalanceState, type Entry, type FlowRow } from './rows'
import type { Quantity } from './quantity'
import { hasBalanceOf, type Terms } from './terms'

export interface Book {
  readonly account: Account
  /** In the order of their start. */
  readonly flows: readonly FlowRow[]
  /** New ones, not yet kept. */
  readonly entries: readonly Entry[]
}

export interface User {
  readonly device?: string | undefined
  readonly user?: string | undefined
}

/** A usage that was found to fit: what of it comes out of the balances, and what goes beyond. */
interface Split {
  readonly kind: string
  readonly inBucket: Big
  readonly outOfBucket: Big
}

type Noted = Pick<Entry, 'kind' | 'amount'> & Partial<Entry>

export function remainingOfBalance({ opened, toppedUp, used, expired }: BalanceState): Big {
  return Big(opened).plus(toppedUp).minus(used).minus(expired)
}

/** What a balance can give; one that was registered below zero has nothing. */
function availableIn(balance: BalanceState): Big {
  const remaining = remainingOfBalance(balance)
  return remaining.gt(0) ? remaining : Big(0)
}

/** What all balances of one kind can give together. */
export function remainingOf({ balances }: Account, terms: Terms, kind: string): Big {
  return balances.reduce(
    (sum, balance, index) => (terms.balances[index]?.kind === kind ? sum.plus(availableIn(balance)) : sum),
    Big(0),
  )
}

/** Has balances, and nothing remains in any of them. */
export function isEmpty({ balances }: Account): boolean {
  return balances.length > 0 && balances.every((balance) => remainingOfBalance(balance).lte(0))
}

/** Splits a usage by what remains; where nothing is balanced, all of it is in bucket. */
export function splitByRemaining({ account }: Book, terms: Terms, { kind, amount }: Quantity): Split {
  if (!hasBalanceOf(terms, kind)) return { kind, inBucket: amount, outOfBucket: Big(0) }
  const remaining = remainingOf(account, terms, kind)
  const inBucket = amount.gt(remaining) ? remaining : amount
  return { kind, inBucket, outOfBucket: amount.minus(inBucket) }
}

/** Adds an entry, numbered after those there are. */
export function note(book: Book, entry: Noted): Book {
  const { account } = book
  const noted: Entry = {
    id: entryId(account.id, account.entryCount),
    at: account.at,
    remaining: account.balances.map((balance) => remainingOfBalance(balance).toFixed()),
    ...entry,
  }
  return {
    ...book,
    account: { ...account, entryCount: account.entryCount + 1 },
    entries: [...book.entries, noted],
  }
}

/** The first balances of the kind give first. */
function drain(balances: readonly BalanceState[], terms: Terms, kind: string, amount: Big): BalanceState[] {
  let left = amount
  return balances.map((balance, index) => {
    if (terms.balances[index]?.kind !== kind || left.lte(0)) return balance
    const available = availableIn(balance)
    const taken = left.gt(available) ? available : left
    left = left.minus(taken)
    return { ...balance, used: Big(balance.used).plus(taken).toFixed() }
  })
}

function count(counters: readonly string[], terms: Terms, split: Split, by: User): string[] {
  return counters.map((value, index) => {
    const counter = terms.counters[index]
    if (counter?.kind !== split.kind) return value
    if (counter.device !== undefined && counter.device !== by.device) return value
    if (counter.user !== undefined && counter.user !== by.user) return value
    return Big(value)
      .plus(counter.countsOutOfBucket ? split.outOfBucket : split.inBucket)
      .toFixed()
  })
}

/** Takes a usage out of the balances and counts it. */
export function use(book: Book, terms: Terms, split: Split, by: User): Book {
  const { account } = book
  const { kind, inBucket, outOfBucket } = split
  const beyond = Big(account.outOfBucket[kind] ?? 0).plus(outOfBucket)
  return {
    ...book,
    account: {
      ...account,
      balances: hasBalanceOf(terms, kind) ? drain(account.balances, terms, kind, inBucket) : account.balances,
      counters: count(account.counters, terms, split, by),
      outOfBucket: beyond.eq(0) ? account.outOfBucket : { ...account.outOfBucket, [kind]: beyond.toFixed() },
    },
  }
}

export function addToBalance(book: Book, index: number, amount: Big): Book {
  const balances = book.account.balances.map((balance, other) =>
    other === index ? { ...balance, toppedUp: Big(balance.toppedUp).plus(amount).toFixed() } : balance,
  )
  return { ...book, account: { ...book.account, balances } }
}

function openedBalances({ balances }: Terms): BalanceState[] {
  return balances.map(({ initial }) => ({
    opened: (initial ?? Big(0)).toFixed(),
    toppedUp: '0',
    used: '0',
    expired: '0',
  }))
}

/** A book that holds what was registered. */
export function openBook(
  { reportId, bucketId }: Pick<Account, 'reportId' | 'bucketId'>,
  terms: Terms,
  at: number,
  periodStart: number,
): Book {
  const account: Account = {
    id: accountId(reportId, bucketId),
    reportId,
    bucketId,
    terms: terms.fingerprint,
    openedAt: at,
    at,
    periodStart,
    balances: openedBalances(terms),
    counters: terms.counters.map(({ initial }) => (initial ?? Big(0)).toFixed()),
    outOfBucket: {},
    entryCount: 0,
    throttles: [],
  }
  return note({ account, flows: [], entries: [] }, { kind: 'opened', amount: '0' })
}

/** What is left in the balances expires, an entry for each. */
export function expireBalances(book: Book, terms: Terms): Book {
  return book.account.balances.reduce((current, balance, index) => {
    const left = remainingOfBalance(balance)
    if (left.lte(0)) return current
    const balances = current.account.balances.map((other, at) =>
      at === index ? { ...balance, expired: Big(balance.expired).plus(left).toFixed() } : other,
    )
    const kind = terms.balances[index]?.kind
    return note(
      { ...current, account: { ...current.account, balances } },
      { kind: 'expired', amount: left.toFixed(), ...(kind !== undefined && { unitKind: kind }) },
    )
  }, book)
}

/** Opens another validity period: what was left expires, the initial amounts are there again, the counters at zero. */
export function openPeriod(book: Book, terms: Terms, periodStart: number): Book {
  const expired = expireBalances(book, terms)
  const counters = expired.account.counters.map(() => '0')
  const account = { ...expired.account, periodStart, balances: openedBalances(terms), counters, outOfBucket: {} }
  return note({ ...expired, account }, { kind: 'opened', amount: '0' })
}
