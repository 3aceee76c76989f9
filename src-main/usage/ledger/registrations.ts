// Which buckets have a ledger: those registered with rules for one, and those that were ever charged.
import type { RegisteredReport } from '#shared/domain/registeredReport'
import { changesTo, type Accounts } from './accounts'
import { openAt } from './advance'
import type { Keeper } from './keeper'
import type { LedgerPorts } from './ports'
import type { Account, LedgerChange } from './rows'
import { termsOf } from './terms'

export interface Registrations {
  /** Closes ledgers of buckets that are gone or other ones now, opens those that are missing. */
  follow(reportIds: Iterable<string>): Promise<void>
  resume(): Promise<void>
  clear(): Promise<void>
}

export function createRegistrations(
  { clock, network, reportOf, bus }: LedgerPorts,
  accounts: Accounts,
  keeper: Keeper,
): Registrations {
  function removalOf(account: Account): LedgerChange[] {
    const { flows } = accounts.bookOf(account)
    return [
      { table: 'accounts', remove: account.id },
      ...accounts.entriesOf(account).map(({ id }): LedgerChange => ({ table: 'entries', remove: id })),
      ...flows.map(({ id }): LedgerChange => ({ table: 'flows', remove: id })),
    ]
  }

  function isCurrent({ bucketId, terms }: Account, report: RegisteredReport | undefined): boolean {
    const bucket = report?.bucket.find(({ id }) => id === bucketId)
    return bucket !== undefined && termsOf(bucket).fingerprint === terms
  }

  function openingsOf(report: RegisteredReport | undefined): LedgerChange[] {
    const now = clock.now()
    return (report?.bucket ?? []).flatMap((bucket) => {
      if (!report || !bucket.ledger) return []
      const account = accounts.get(report.id, bucket.id)
      if (account && isCurrent(account, report)) return []
      return changesTo(openAt({ reportId: report.id, bucketId: bucket.id }, termsOf(bucket), now), [])
    })
  }

  async function releaseAll(closed: readonly Account[]): Promise<void> {
    for (const { id } of closed) keeper.forget(id)
    await Promise.all(closed.flatMap(({ throttles }) => throttles.map((id) => network.release(id))))
  }

  async function follow(reportIds: Iterable<string>): Promise<void> {
    const reports = Array.from(reportIds, (id) => ({ id, report: reportOf(id) }))
    const closed = reports.flatMap(({ id, report }) =>
      accounts.ofReport(id).filter((account) => !isCurrent(account, report)),
    )
    const changes = [...closed.flatMap(removalOf), ...reports.flatMap(({ report }) => openingsOf(report))]
    if (changes.length === 0) return
    await accounts.commit(changes)
    await releaseAll(closed)
    const opened = reports.flatMap(({ id }) => accounts.ofReport(id))
    await Promise.all(opened.map((account) => keeper.attend(account)))
    for (const { reportId, bucketId } of [...closed, ...opened])
      bus.publish({ kind: 'bucket.changed', reportId, bucketId })
  }

  return {
    follow,
    /** A bench that was killed between a registration and its ledger finds the one and not the other. */
    async resume() {
      await follow(new Set(Array.from(accounts.all(), ({ reportId }) => reportId)))
      await Promise.all(Array.from(accounts.all(), (account) => keeper.attend(account)))
      await keeper.sweep()
    },
    async clear() {
      const all = [...accounts.all()]
      for (const { id } of all) keeper.forget(id)
      await accounts.commit(all.flatMap(removalOf))
    },
  }
}
