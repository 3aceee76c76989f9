// The exchange journal: the last 100,000 exchanges, with headers and bodies of the newest within 48 MiB of memory in all.
import type { BenchBus } from '#shared/control/events'
import type { Ids } from '#shared/domain/clocks'
import type { Exchange, ExchangeJournal, ExchangeSummary, NewExchange } from '#shared/domain/exchange'
import { redactBody, redactHeaders, redactUrl } from './redact'

export interface JournalLimits {
  readonly summaries: number
  readonly detailBytes: number
}
const LIMITS: JournalLimits = { summaries: 100_000, detailBytes: 48 * 1024 * 1024 }

type Detail = Pick<Exchange, 'requestHeaders' | 'responseHeaders' | 'requestBody' | 'responseBody'>
interface Entry {
  readonly summary: ExchangeSummary
  /** Undefined once it was dropped to make room. */
  detail: Detail | undefined
  readonly detailBytes: number
}

export interface Journal extends ExchangeJournal {
  /** Summaries with a greater number, oldest first. */
  list(after: number, limit: number, api?: string): ExchangeSummary[]
  read(id: string): Exchange | undefined
  clear(): void
}

/** What the engine needs for one header besides its characters: an estimate, not a measurement. Characters alone leave out most of a small exchange. */
const HEADER_BYTES = 64
/** And for the structures that hold an exchange; an estimate too. */
const EXCHANGE_BYTES = 400

function textBytes(headers: Record<string, string>): number {
  return Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + value.length + HEADER_BYTES, 0)
}

export function createJournal(ports: { bus: BenchBus; ids: Ids }, limits: JournalLimits = LIMITS): Journal {
  /** Oldest first from `first` on; cut down only now and then, so that dropping one does not move all. */
  let entries: (Entry | undefined)[] = []
  let first = 0
  let byId = new Map<string, Entry>()
  let count = 0
  let detailBytes = 0
  /** Index of the oldest entry whose detail is kept. */
  let firstDetail = 0

  function dropOldest(): void {
    const entry = entries[first]
    if (entry) {
      byId.delete(entry.summary.id)
      if (entry.detail) detailBytes -= entry.detailBytes
      entries[first] = undefined
    }
    first += 1
    firstDetail = Math.max(first, firstDetail)
    if (first < limits.summaries) return
    entries = entries.slice(first)
    firstDetail -= first
    first = 0
  }

  function makeRoom(): void {
    while (entries.length - first > limits.summaries) dropOldest()
    while (detailBytes > limits.detailBytes && firstDetail < entries.length) {
      const entry = entries[firstDetail]
      if (entry?.detail) {
        entry.detail = undefined
        detailBytes -= entry.detailBytes
      }
      firstDetail += 1
    }
  }

  return {
    record(exchange: NewExchange) {
      const { requestHeaders, responseHeaders, requestBody, responseBody, url, ...rest } = exchange
      const detail: Detail = {
        requestHeaders: redactHeaders(requestHeaders),
        responseHeaders: redactHeaders(responseHeaders),
        ...(requestBody !== undefined && { requestBody: redactBody(requestBody) }),
        ...(responseBody !== undefined && { responseBody: redactBody(responseBody) }),
      }
      const requestBytes = requestBody?.length ?? 0
      const responseBytes = responseBody?.length ?? 0
      count += 1
      const summary = { id: ports.ids.uuid(), number: count, url: redactUrl(url), requestBytes, responseBytes, ...rest }
      const headerBytes = textBytes(requestHeaders) + textBytes(responseHeaders)
      const bytes = EXCHANGE_BYTES + requestBytes + responseBytes + headerBytes
      const entry: Entry = { summary, detail, detailBytes: bytes }
      entries.push(entry)
      byId.set(summary.id, entry)
      detailBytes += bytes
      makeRoom()
      ports.bus.publish({ kind: 'exchange.recorded', exchange: summary })
    },
    list(after, limit, api) {
      const oldest = entries[first]?.summary.number ?? 0
      const found: ExchangeSummary[] = []
      for (
        let index = first + Math.max(0, after + 1 - oldest);
        index < entries.length && found.length < limit;
        index += 1
      ) {
        const summary = entries[index]?.summary
        if (summary && (api === undefined || summary.api === api)) found.push(summary)
      }
      return found
    },
    read(id) {
      const entry = byId.get(id)
      if (!entry) return undefined
      const detail = entry.detail ?? { requestHeaders: {}, responseHeaders: {} }
      return { ...entry.summary, ...detail, bodiesDropped: entry.detail === undefined }
    },
    clear() {
      entries = []
      byId = new Map()
      first = 0
      firstDetail = 0
      detailBytes = 0
    },
  }
}
