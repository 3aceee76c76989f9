// The ledgers of all buckets: what is asked of them, and what happens to them as time goes by.
import type { BucketView, ChargeRequest, EntryView, FlowRequest, FlowView } from '#shared/control/usageViews'
import type { RegisteredBucket, RegisteredReport } from '#shared/domain/registeredReport'
import { BenchError } from '#shared/errors/benchError'
import { createAccounts } from './accounts'
import { advance, endFlows, openAt } from './advance'
import type { Book } from './book'
import { bucketView, entryView, flowView, registeredBucketView } from './bucketView'
import { startFlow } from './flows'
import { createKeeper } from './keeper'
import { charge, topUp, type Amount } from './movements'
import type { LedgerPorts } from './ports'
import { createRegistrations } from './registrations'
import { KEPT_ENTRIES } from './rows'
import { termsOf, type Terms } from './terms'

export interface BucketName {
  readonly reportId: string
  readonly bucketId: string
}

/** Names a movement, so that whoever asks for it can tell later whether it was made. */
interface Named {
  readonly reference?: string | undefined
}

/**
 * All that happens here happens now, and is on disk when it resolves. Any method may refuse with BenchError `notFound`
 * (no such report, bucket, flow or device), `invalidArgument`, `conflict` (the bucket's state forbids it) or `storageFailed`.
 */
export interface Ledger {
  charge(request: BucketName & ChargeRequest & Named): Promise<BucketView>
  topUp(request: BucketName & Amount & Named): Promise<BucketView>
  /** @param request its reference, if it has one, is the id of the flow */
  startFlow(request: BucketName & FlowRequest & Named): Promise<FlowView>
  /** Whether a movement of this reference is among those that are kept. */
  isMade(name: BucketName, reference: string): boolean
  /** What it has used stays used. */
  stopFlow(request: BucketName & { readonly flowId: string }): Promise<void>
  buckets(reportId: string): BucketView[]
  /** The newest 1,000 entries, oldest first, up to now. */
  history(name: BucketName): EntryView[]
}

export interface LedgerRoom extends Ledger {
  /** The book of a live bucket as of now; nothing for one that reads as registered. */
  read(reportId: string, bucket: RegisteredBucket): Book | undefined
  /** Whether any bucket of the report may be live. */
  concerns(reportId: string): boolean
  revision(): number
  /** Reports were registered, changed or removed: opens ledgers anew where a bucket is another one now. */
  follow(reportIds: Iterable<string>): Promise<void>
  /** After a start: takes up again what is on disk. */
  resume(): Promise<void>
  /** Forgets everything and tells nobody. */
  clear(): Promise<void>
}

/** The newest entry of a book is the movement of this reference. */
function named(book: Book, reference: string | undefined): Book {
  const last = book.entries.at(-1)
  if (reference === undefined || !last) return book
  return { ...book, entries: [...book.entries.slice(0, -1), { ...last, reference }] }
}

export function createLedger(ports: LedgerPorts): LedgerRoom {
  const { clock, ids, network, reportOf } = ports
  const accounts = createAccounts(ports.log)
  const bucketIn = ({ reportId, bucketId }: BucketName) =>
    reportOf(reportId)?.bucket.find((bucket) => bucket.id === bucketId)
  const keeper = createKeeper(ports, accounts, bucketIn)
  const registrations = createRegistrations(ports, accounts, keeper)

  function registeredReport(reportId: string): RegisteredReport {
    const report = reportOf(reportId)
    if (report) return report
    throw new BenchError('notFound', `There is no usage report "${reportId}"; see GET usage-reports.`, { field: 'id' })
  }

  function bucketOf(name: BucketName): RegisteredBucket {
    const report = registeredReport(name.reportId)
    const bucket = bucketIn(name)
    if (bucket) return bucket
    const known = report.bucket.map(({ id }) => id).join(', ')
    throw new BenchError('notFound', `Report "${report.id}" has no bucket "${name.bucketId}". It has: ${known}.`, {
      field: 'bucketId',
    })
  }

  function read(reportId: string, bucket: RegisteredBucket): Book | undefined {
    const account = accounts.get(reportId, bucket.id)
    const terms = termsOf(bucket)
    if (account?.terms !== terms.fingerprint) return undefined
    return advance(accounts.bookOf(account), terms, clock.now())
  }

  function viewOf(name: BucketName): BucketView {
    const bucket = bucketOf(name)
    const book = read(name.reportId, bucket)
    return book ? bucketView(bucket, book) : registeredBucketView(name.reportId, bucket, clock.now())
  }

  /** Reads, changes and writes in one go, so that no other change comes in between. */
  async function change(name: BucketName, work: (book: Book, terms: Terms) => Book): Promise<void> {
    const bucket = bucketOf(name)
    const terms = termsOf(bucket)
    const book = read(name.reportId, bucket) ?? openAt(name, terms, clock.now())
    await keeper.keep(endFlows(work(book, terms), terms), terms)
  }

  function isMade({ reportId, bucketId }: BucketName, reference: string): boolean {
    const account = accounts.get(reportId, bucketId)
    if (!account) return false
    const isFlowing = accounts.bookOf(account).flows.some(({ id }) => id === reference)
    return isFlowing || accounts.entriesOf(account).some((one) => one.reference === reference || one.flow === reference)
  }

  function refuseUnknownDevice(device: string | undefined): void {
    if (device === undefined || network.hasDevice(device)) return
    throw new BenchError('notFound', `There is no device "${device}" in the loaded scenario; see GET devices.`, {
      field: 'device',
    })
  }

  return {
    async charge({ reportId, bucketId, device, user, reference, ...amount }) {
      const name = { reportId, bucketId }
      refuseUnknownDevice(device)
      await change(name, (book, terms) => named(charge(book, terms, amount, { device, user }), reference))
      return viewOf(name)
    },
    async topUp({ reportId, bucketId, reference, ...amount }) {
      const name = { reportId, bucketId }
      await change(name, (book, terms) => named(topUp(book, terms, amount), reference))
      return viewOf(name)
    },
    async startFlow({ reportId, bucketId, reference, ...request }) {
      const name = { reportId, bucketId }
      refuseUnknownDevice(request.device)
      const id = reference ?? ids.uuid()
      await change(name, (book, terms) => startFlow(book, terms, request, id, network))
      const flow = read(reportId, bucketOf(name))?.flows.find((one) => one.id === id)
      if (flow) return flowView(flow, termsOf(bucketOf(name)))
      throw new BenchError('conflict', 'The flow ended as soon as it started: nothing remains in the bucket.')
    },
    isMade,
    stopFlow: ({ flowId, ...name }) =>
      change(name, (book) => {
        const flows = book.flows.filter(({ id }) => id !== flowId)
        if (flows.length < book.flows.length) return { ...book, flows }
        throw new BenchError('notFound', `No flow ${flowId} uses this bucket, or it has ended.`, { field: 'flowId' })
      }),
    buckets(reportId) {
      const report = registeredReport(reportId)
      return report.bucket.map(({ id }) => viewOf({ reportId, bucketId: id }))
    },
    history(name) {
      const bucket = bucketOf(name)
      const book = read(name.reportId, bucket)
      const account = book && accounts.byId(book.account.id)
      if (!book || !account) return []
      const entries = [...accounts.entriesOf(account), ...book.entries].slice(-KEPT_ENTRIES)
      return entries.map((entry) => entryView(entry, termsOf(bucket)))
    },
    read,
    concerns: (reportId) => accounts.hasAny(reportId),
    revision: () => accounts.revision(),
    follow: (reportIds) => registrations.follow(reportIds),
    resume: () => registrations.resume(),
    clear: () => registrations.clear(),
  }
}
