// The accounts on disk: which buckets are live, how a book is read from its rows, and how it is written.
import type { RowLog } from '#shared/domain/rowLog'
import type { Book } from './book'
import { accountId, entryId, KEPT_ENTRIES, type Account, type Entry, type FlowRow, type LedgerChange } from './rows'
import type { LedgerTables } from './rows'

export interface Accounts {
  get(reportId: string, bucketId: string): Account | undefined
  byId(id: string): Account | undefined
  all(): Iterable<Account>
  /** The ids of those that a flow uses. */
  withFlows(): string[]
  /** Cheap: asked for every report that is served. */
  hasAny(reportId: string): boolean
  ofReport(reportId: string): Account[]
  bookOf(account: Account): Book
  /** The kept entries, oldest first. */
  entriesOf(account: Account): Entry[]
  /** Grows with every change. */
  revision(): number
  /** In memory at once; resolves when it is on disk. @throws BenchError `storageFailed` */
  commit(changes: readonly LedgerChange[]): Promise<void>
}

/** What makes the rows those of a book; entries that are one too many go. */
export function changesTo(book: Book, flowsBefore: readonly FlowRow[]): LedgerChange[] {
  const kept = new Set(book.flows.map(({ id }) => id))
  const dropped = book.entries.map(({ id }) => Number(id.split('#').at(-1)) - KEPT_ENTRIES).filter((n) => n >= 0)
  return [
    { table: 'accounts', put: book.account },
    ...book.entries.map((put): LedgerChange => ({ table: 'entries', put })),
    ...dropped.map((n): LedgerChange => ({ table: 'entries', remove: entryId(book.account.id, n) })),
    ...book.flows.map((put): LedgerChange => ({ table: 'flows', put })),
    ...flowsBefore.filter(({ id }) => !kept.has(id)).map(({ id }): LedgerChange => ({ table: 'flows', remove: id })),
  ]
}

function add(map: Map<string, Set<string>>, key: string, id: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(id))
}

function drop(map: Map<string, Set<string>>, key: string, id: string): void {
  const ids = map.get(key)
  ids?.delete(id)
  if (ids?.size === 0) map.delete(key)
}

/** Which accounts a report has, and which flows an account. */
function indexOf(log: RowLog<LedgerTables>) {
  const accounts = log.table('accounts')
  const flows = log.table('flows')
  const byReport = new Map<string, Set<string>>()
  const flowsByAccount = new Map<string, Set<string>>()

  function rebuild(): void {
    byReport.clear()
    flowsByAccount.clear()
    for (const { id, reportId } of accounts.values()) add(byReport, reportId, id)
    for (const { id, account } of flows.values()) add(flowsByAccount, account, id)
  }
  rebuild()

  /** Before the change is made: what is removed is still there. */
  function follow(change: LedgerChange): void {
    if (change.table === 'accounts') {
      if ('put' in change) add(byReport, change.put.reportId, change.put.id)
      else drop(byReport, accounts.get(change.remove)?.reportId ?? '', change.remove)
    } else if (change.table === 'flows') {
      if ('put' in change) add(flowsByAccount, change.put.account, change.put.id)
      else drop(flowsByAccount, flows.get(change.remove)?.account ?? '', change.remove)
    }
  }
  return { byReport, flowsByAccount, follow, rebuild }
}

export function createAccounts(log: RowLog<LedgerTables>): Accounts {
  const accounts = log.table('accounts')
  const entries = log.table('entries')
  const flows = log.table('flows')
  const index = indexOf(log)
  let revision = 1

  const flowsOf = (id: string) => [...(index.flowsByAccount.get(id) ?? [])].flatMap((flow) => flows.get(flow) ?? [])

  return {
    get: (reportId, bucketId) => accounts.get(accountId(reportId, bucketId)),
    byId: (id) => accounts.get(id),
    all: () => accounts.values(),
    withFlows: () => [...index.flowsByAccount.keys()],
    hasAny: (reportId) => index.byReport.has(reportId),
    ofReport: (reportId) => [...(index.byReport.get(reportId) ?? [])].flatMap((id) => accounts.get(id) ?? []),
    bookOf: (account) => ({ account, flows: flowsOf(account.id), entries: [] }),
    entriesOf({ id, entryCount }) {
      const first = Math.max(0, entryCount - KEPT_ENTRIES)
      return Array.from({ length: entryCount - first }, (_, n) => entries.get(entryId(id, first + n))).filter(
        (entry) => entry !== undefined,
      )
    },
    revision: () => revision,
    async commit(changes) {
      changes.forEach(index.follow)
      const written = log.commit(changes)
      revision += 1
      try {
        await written
      } catch (error) {
        index.rebuild()
        revision += 1
        throw error
      }
    },
  }
}
