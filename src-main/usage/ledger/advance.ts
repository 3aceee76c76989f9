// The ledger as a function of time: what a book reads at an instant follows from the book alone. Reading it now and then,
// or once after a jump, comes to the same, since every step on the way is taken at its own instant.
import Big from 'big.js'
import { expireBalances, note, openBook, openPeriod, remainingOf, splitByRemaining, use, type Book } from './book'
import { sumBetween, wholeQuotient } from './flowCurve'
import { KEPT_ENTRIES, type Account, type FlowRow } from './rows'
import { hasBalanceOf, type Terms } from './terms'

/** Nobody waits for what happens later than this, milliseconds: about thirty years. */
const FAR = 1e12

/** The first instant of a month, so many months after the one that an instant lies in. */
function monthStart(at: number, monthsLater = 0): number {
  const date = new Date(at)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + monthsLater)
}

/** Start of the validity period that holds at an instant, or that was the last to do so; months are those of UTC. */
function periodStartAt({ rules, expiresAt }: Terms, openedAt: number, at: number): number {
  const lastAt = Math.min(at, expiresAt - 1)
  return rules.period === 'month' ? monthStart(lastAt) : Math.min(openedAt, lastAt)
}

/** @returns Infinity where no period follows. */
export function periodEndAfter({ rules }: Terms, periodStart: number): number {
  return rules.period === 'month' ? monthStart(periodStart, 1) : Infinity
}

/** What a flow has used by an instant since the account was brought up to date, in smallest units, and the rest. */
function demandOf({ account }: Book, { curve, carry, endsAt = Infinity }: FlowRow, at: number) {
  const sum = sumBetween(curve, account.at, Math.min(at, endsAt)).plus(carry)
  const amount = wholeQuotient(sum, Big(curve.scale))
  return { amount, carry: sum.minus(amount.times(curve.scale)) }
}

function demandOfKind(book: Book, kind: string, at: number): Big {
  return book.flows
    .filter(({ unitKind }) => unitKind === kind)
    .reduce((sum, flow) => sum.plus(demandOf(book, flow, at).amount), Big(0))
}

/** The first whole millisecond up to `limit` by which flows have used all that remains of a kind. */
function emptyAt(book: Book, terms: Terms, kind: string, limit: number): number | undefined {
  if (!hasBalanceOf(terms, kind)) return undefined
  const remaining = remainingOf(book.account, terms, kind)
  if (remaining.lte(0) || demandOfKind(book, kind, limit).lt(remaining)) return undefined
  let before = book.account.at
  let by = limit
  while (by - before > 1) {
    const middle = before + Math.floor((by - before) / 2)
    if (demandOfKind(book, kind, middle).lt(remaining)) before = middle
    else by = middle
  }
  return by
}

/** The instants after the book's own at which a flow or a period ends, or the balances expire. */
function plannedInstants({ account, flows }: Book, terms: Terms): number[] {
  const planned = [...flows.map(({ endsAt }) => endsAt), terms.expiresAt, periodEndAfter(terms, account.periodStart)]
  return planned.filter((at): at is number => at !== undefined && at > account.at)
}

/** When the flows, if nothing else comes before, have used all that remains of a kind. */
export function nextEmptyAt(book: Book, terms: Terms): number | undefined {
  const limit = Math.min(book.account.at + FAR, ...plannedInstants(book, terms))
  const kinds = new Set(book.flows.map(({ unitKind }) => unitKind))
  const first = Math.min(...[...kinds].map((kind) => emptyAt(book, terms, kind, limit) ?? Infinity))
  return first === Infinity ? undefined : first
}

/**
 * The next instant after the book's own at which more happens than that flows go on: a period or a flow ends, a balance
 * expires, a bucket runs empty.
 * @returns Infinity when nothing of the kind is known
 */
export function nextInstant(book: Book, terms: Terms): number {
  return Math.min(nextEmptyAt(book, terms) ?? Infinity, ...plannedInstants(book, terms))
}

/** What one flow takes in a step. */
interface Taking {
  readonly flow: FlowRow
  demanded: Big
  used: Big
  outOfBucket: Big
}

/** Lets the flows take what they demand by an instant beyond what they did before; the earlier flow comes first. */
function takeBy(at: number, before: Book, current: Book, terms: Terms, takings: readonly Taking[]): Book {
  return takings.reduce((book, taking) => {
    const { unitKind: kind, device, user } = taking.flow
    const { amount } = demandOf(before, taking.flow, at)
    const split = splitByRemaining(book, terms, { kind, amount: amount.minus(taking.demanded) })
    const outOfBucket = terms.rules.beyond === 'refuse' ? Big(0) : split.outOfBucket
    taking.demanded = amount
    taking.used = taking.used.plus(split.inBucket).plus(outOfBucket)
    taking.outOfBucket = taking.outOfBucket.plus(outOfBucket)
    return use(book, terms, { ...split, outOfBucket }, { device, user })
  }, current)
}

function noteTaking(book: Book, from: number, { flow, used, outOfBucket }: Taking): Book {
  if (used.eq(0)) return book
  const { id, unitKind, device, user } = flow
  return note(book, {
    kind: 'used',
    from,
    unitKind,
    amount: used.toFixed(),
    ...(outOfBucket.gt(0) && { outOfBucket: outOfBucket.toFixed() }),
    flow: id,
    ...(device !== undefined && { device }),
    ...(user !== undefined && { user }),
  })
}

/** Brings the account up to an instant before which nothing happens but that flows go on. */
function settle(book: Book, terms: Terms, at: number): Book {
  const takings = book.flows.map((flow): Taking => ({ flow, demanded: Big(0), used: Big(0), outOfBucket: Big(0) }))
  const moved = { ...book, account: { ...book.account, at } }
  // What remains falls short only in the last millisecond: until then each flow has what it used, looked at or not.
  const taken = [at - 1, at].reduce((current, by) => takeBy(by, book, current, terms, takings), moved)
  const noted = takings.reduce((current, taking) => noteTaking(current, book.account.at, taking), taken)
  const flows = takings.map(({ flow, used }) => ({
    ...flow,
    carry: demandOf(book, flow, at).carry.toFixed(),
    used: used.plus(flow.used).toFixed(),
  }))
  return { ...noted, flows }
}

/** Ends the flows that are over, and those that a bucket has nothing for and refuses to go on. */
export function endFlows(book: Book, terms: Terms): Book {
  const { account } = book
  const isStarved = ({ unitKind }: FlowRow) =>
    terms.rules.beyond === 'refuse' && hasBalanceOf(terms, unitKind) && remainingOf(account, terms, unitKind).lte(0)
  const flows = book.flows.filter((flow) => (flow.endsAt ?? Infinity) > account.at && !isStarved(flow))
  return flows.length === book.flows.length ? book : { ...book, flows }
}

/** What happens at the book's own instant. */
function turn(book: Book, terms: Terms): Book {
  const { at, openedAt, periodStart } = book.account
  const start = periodStartAt(terms, openedAt, at)
  const inPeriod = start > periodStart ? openPeriod(book, terms, start) : book
  return endFlows(at >= terms.expiresAt ? expireBalances(inPeriod, terms) : inPeriod, terms)
}

/** Opens the ledger of a bucket: it holds what was registered, or nothing if that has expired by then. */
export function openAt(name: Pick<Account, 'reportId' | 'bucketId'>, terms: Terms, at: number): Book {
  return turn(openBook(name, terms, at, periodStartAt(terms, at, at)), terms)
}

/**
 * The book as it reads at an instant.
 * @param to a bench instant; one before the book's own changes nothing
 */
export function advance(book: Book, terms: Terms, to: number): Book {
  const forgottenBefore = monthStart(to, -KEPT_ENTRIES)
  let current = book
  while (current.account.at < to) {
    const next = Math.min(to, nextInstant(current, terms))
    // Months in which nothing uses the bucket are passed in one step where they lie too far back for their entries to be kept.
    const isQuiet = current.flows.length === 0 && terms.expiresAt > to
    current = turn(settle(current, terms, isQuiet ? Math.max(next, forgottenBefore) : next), terms)
  }
  return current
}
