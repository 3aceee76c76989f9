import type { BenchBus } from '#shared/control/events'
import type { BenchClock } from '#shared/domain/clocks'
import type { RegisteredReport, ResolvedReport } from '#shared/domain/registeredReport'
import type { Document } from '#shared/domain/rowLog'
import { BenchError } from '#shared/errors/benchError'
import { instantsAt, type InstantResolver } from './reportInstants'
import type { LedgerRoom } from './ledger/ledger'
import { resolveReport } from './resolveReport'

export interface UsageReportsPorts {
  clock: Pick<BenchClock, 'now'>
  bus: Pick<BenchBus, 'publish'>
  document: Document<RegisteredReport[]>
  /** The ledgers of buckets; absent: every bucket reads as registered. */
  ledger?: Pick<LedgerRoom, 'concerns' | 'read' | 'revision' | 'follow'>
}

/** The usage reports of the bench, in the order of their registration; dates are resolved when a report is asked for. */
export interface UsageReports {
  /** As registered, dates unresolved. */
  registered(): readonly RegisteredReport[]
  /** The report as it reads now. */
  find(id: string): ResolvedReport | undefined
  /** Grows whenever what is registered changes; between two equal revisions only the clock changes an answer. */
  revision(): number
  /** Grows whenever a ledger changes; between two equal ones only time changes what is live. */
  ledgerRevision(): number
  /** Registers a report, or replaces the one with its id in place; resolves when it is on disk. */
  put(report: RegisteredReport): Promise<{ created: boolean }>
  /** @throws BenchError `notFound` for an id that is not registered. */
  remove(id: string): Promise<void>
  replaceAll(reports: readonly RegisteredReport[]): Promise<void>
}

export function createUsageReports({ clock, bus, document, ledger }: UsageReportsPorts): UsageReports {
  const resolverNow = instantsOfThisSecond(clock)
  const current = registrationsOf(document)

  async function store(reports: RegisteredReport[], changedIds: Iterable<string>) {
    await document.replace(reports)
    const ids = [...changedIds]
    await ledger?.follow(ids)
    for (const id of ids) bus.publish({ kind: 'usageReport.changed', id })
  }

  return {
    registered: () => document.data,
    find(id) {
      const report = current().byId.get(id)
      if (!report) return undefined
      if (!ledger?.concerns(id)) return resolveReport(report, resolverNow())
      return resolveReport(report, resolverNow(), (bucket) => ledger.read(id, bucket))
    },
    revision: () => current().revision,
    ledgerRevision: () => ledger?.revision() ?? 0,
    async put(report) {
      const created = !current().byId.has(report.id)
      const others = document.data
      await store(created ? [...others, report] : others.map((other) => (other.id === report.id ? report : other)), [
        report.id,
      ])
      return { created }
    },
    async remove(id) {
      if (!current().byId.has(id)) {
        throw new BenchError(
          'notFound',
          `There is no usage report "${id}". List the usage reports to see which there are.`,
          {
            field: 'id',
          },
        )
      }
      await store(
        document.data.filter((report) => report.id !== id),
        [id],
      )
    },
    async replaceAll(reports) {
      const changedIds = new Set([...current().byId.keys(), ...reports.map((report) => report.id)])
      await store([...reports], changedIds)
    },
  }
}

/** Many reports are asked for in one second: their relative instants are computed once. */
function instantsOfThisSecond(clock: Pick<BenchClock, 'now'>): () => InstantResolver {
  let second = NaN
  let resolver: InstantResolver
  return () => {
    const now = clock.now()
    if (Math.floor(now / 1000) !== second) {
      second = Math.floor(now / 1000)
      resolver = instantsAt(now)
    }
    return resolver
  }
}

/** The registrations by id, rebuilt when the document holds other data, whoever replaced or restored it. */
function registrationsOf(document: Document<RegisteredReport[]>) {
  const index = (revision: number) => ({
    revision,
    data: document.data,
    byId: new Map(document.data.map((report) => [report.id, report])),
  })
  let current = index(1)
  return () => {
    if (current.data !== document.data) current = index(current.revision + 1)
    return current
  }
}
