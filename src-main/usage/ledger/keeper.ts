// Keeps the books: writes them, wakes up when something happens to a bucket, and takes the network's part in it.
import type { Cancel } from '#shared/domain/clocks'
import type { BenchEventOf } from '#shared/control/events'
import type { RegisteredBucket } from '#shared/domain/registeredReport'
import { changesTo, type Accounts } from './accounts'
import { advance, nextInstant } from './advance'
import type { Book } from './book'
import { curveFrom, isLimitedByDevice } from './flows'
import type { LedgerPorts } from './ports'
import type { Account, FlowRow } from './rows'
import { termsOf, type Terms } from './terms'
import { createThrottles } from './throttles'

export interface Keeper {
  /** Writes a book; resolves when it is on disk and its devices are as fast as it lets them be. @throws BenchError `storageFailed` */
  keep(book: Book, terms: Terms): Promise<void>
  /** Sees to it that what is due is done, throttles included. */
  attend(account: Account): Promise<void>
  /** Wakes up for this account no more. */
  forget(accountId: string): void
  /** After a start, once all accounts are attended to: nothing of a bench that was killed stays behind. */
  sweep(): Promise<void>
}

type BucketIn = (name: Account) => RegisteredBucket | undefined

export function createKeeper({ clock, bus, network }: LedgerPorts, accounts: Accounts, bucketIn: BucketIn): Keeper {
  const timers = new Map<string, Cancel>()
  const throttles = createThrottles({ clock, network }, accounts, currentOf)

  /** Terms and book as last written, unless the bucket is another one by now. */
  function currentOf(accountId: string): { book: Book; terms: Terms } | undefined {
    const account = accounts.byId(accountId)
    const bucket = account && bucketIn(account)
    if (!bucket) return undefined
    const terms = termsOf(bucket)
    return terms.fingerprint === account.terms ? { book: accounts.bookOf(account), terms } : undefined
  }

  function wakeAt({ book, terms }: { book: Book; terms: Terms }): number {
    if (book.flows.length === 0 && terms.rules.throttleToKbps === undefined) return Infinity
    const horizons = book.flows.map(({ curve }) => curve.validUntil ?? Infinity)
    return Math.min(nextInstant(book, terms), ...horizons)
  }

  function forget(accountId: string): void {
    timers.get(accountId)?.()
    timers.delete(accountId)
  }

  function arm(accountId: string): void {
    forget(accountId)
    const current = currentOf(accountId)
    const dueAt = current ? wakeAt(current) : Infinity
    if (dueAt < Infinity)
      timers.set(
        accountId,
        clock.schedule(dueAt, () => wake(accountId, dueAt), { standing: true }), // a throttle starts at that very instant
      )
  }

  async function wake(accountId: string, at: number): Promise<void> {
    const current = currentOf(accountId)
    if (!current) return
    const { terms } = current
    const book = advance(current.book, terms, at)
    await keep(
      renewed(book, ({ curve }) => (curve.validUntil ?? Infinity) <= at),
      terms,
    )
  }

  /** The same book, with the future of some flows asked anew from where it stands. */
  function renewed(book: Book, isOld: (flow: FlowRow) => boolean): Book {
    const flows = book.flows.map((flow) =>
      isLimitedByDevice(flow) && isOld(flow) ? { ...flow, curve: curveFrom(network, flow, book.account.at) } : flow,
    )
    return { ...book, flows }
  }

  async function keep(book: Book, terms: Terms): Promise<void> {
    const { id, reportId, bucketId } = book.account
    const before = accounts.byId(id)
    const written = accounts.commit(changesTo(book, before ? accounts.bookOf(before).flows : []))
    arm(id)
    try {
      await written
    } catch (error) {
      arm(id) // the rows are as they were before
      throw error
    }
    await throttles.enforce(id, terms)
    bus.publish({ kind: 'bucket.changed', reportId, bucketId })
  }

  function renewCurves({ deviceIds, since }: BenchEventOf<'condition.changed'>): void {
    const isOld = (flow: FlowRow) => deviceIds === 'all' || deviceIds.includes(flow.device ?? '')
    for (const id of accounts.withFlows()) {
      const current = currentOf(id)
      if (!current?.book.flows.some((flow) => isLimitedByDevice(flow) && isOld(flow))) continue
      const { terms } = current
      inBackground(keep(renewed(advance(current.book, terms, since), isOld), terms))
    }
  }

  function inBackground(work: Promise<void>): void {
    clock.hold(
      work.catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error)
        bus.publish({ kind: 'problem.occurred', problem: { at: clock.now(), message: `Usage: ${message}` } })
      }),
    )
  }

  bus.on('condition.changed', renewCurves)
  return {
    keep,
    forget,
    sweep: () => throttles.sweep(),
    async attend({ id }) {
      arm(id)
      const terms = currentOf(id)?.terms
      if (terms) await throttles.enforce(id, terms)
    },
  }
}
