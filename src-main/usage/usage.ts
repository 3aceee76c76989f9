// The usage room: reports as registered, and the ledgers that make their buckets live.
import type { Document } from '#shared/domain/rowLog'
import type { RegisteredReport } from '#shared/domain/registeredReport'
import { createLedger, type Ledger } from './ledger/ledger'
import type { LedgerPorts } from './ledger/ports'
import { createUsageReports, type UsageReports } from './usageReports'

export interface UsagePorts extends Omit<LedgerPorts, 'reportOf'> {
  readonly document: Document<RegisteredReport[]>
}

export interface Usage extends UsageReports, Ledger {
  /** After a start: takes up again what is on disk. */
  resume(): Promise<void>
  /** Forgets every ledger and tells nobody; what is registered stays. */
  clear(): Promise<void>
}

export function createUsage(ports: UsagePorts): Usage {
  const byId = new WeakMap<RegisteredReport[], Map<string, RegisteredReport>>()
  function reportOf(id: string): RegisteredReport | undefined {
    const { data } = ports.document
    const known = byId.get(data) ?? new Map(data.map((report) => [report.id, report]))
    byId.set(data, known)
    return known.get(id)
  }
  const ledger = createLedger({ ...ports, reportOf })
  const reports = createUsageReports({ ...ports, ledger })
  return { ...ledger, ...reports }
}
