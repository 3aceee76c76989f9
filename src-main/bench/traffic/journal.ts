// The exchange journal: the last 100,000 exchanges, with headers and bodies of the newest within 32 MiB of memory.
import type { BenchBus } from '#shared/control/events'
import type { Ids } from '#shared/domain/clocks'
import type { Exchange, ExchangeJournal, ExchangeSummary, NewExchange } from '#shared/domain/exchange'
import { redactBody, redactHeaders, redactUrl } from './redact'
import { createTextPages, type TextPagesLimits, type TextPlace } from './textPages'

export interface JournalLimits extends TextPagesLimits {
  readonly summaries: number
}
const MEBIBYTE = 1024 * 1024
const LIMITS: JournalLimits = { summaries: 100_000, totalBytes: 32 * MEBIBYTE, pageBytes: MEBIBYTE }

interface Entry {
  readonly summary: ExchangeSummary
  /** Of the headers as JSON, the body of the request, that of the reply. */
  readonly detail: TextPlace | undefined
}

export interface Journal extends ExchangeJournal {
  /** Summaries with a greater number, oldest first. */
  list(after: number, limit: number, api?: string): ExchangeSummary[]
  read(id: string): Exchange | undefined
}

export function createJournal(ports: { bus: BenchBus; ids: Ids }, limits: JournalLimits = LIMITS): Journal {
  const details = createTextPages(limits)
  /** Oldest first from `first` on; cut down only now and then, so that dropping one does not move all. */
  let entries: (Entry | undefined)[] = []
  let first = 0
  const byId = new Map<string, Entry>()
  let count = 0

  function dropOldest(): void {
    const entry = entries[first]
    if (entry) byId.delete(entry.summary.id)
    entries[first] = undefined
    first += 1
    if (first < limits.summaries) return
    entries = entries.slice(first)
    first = 0
  }

  function detailOf({ detail, summary }: Entry): Omit<Exchange, keyof ExchangeSummary> {
    const texts = detail && details.read(detail)
    if (!texts) return { requestHeaders: {}, responseHeaders: {}, bodiesDropped: true }
    const [headers = '[]', requestBody, responseBody] = texts
    const [requestHeaders = {}, responseHeaders = {}] = JSON.parse(headers) as Record<string, string>[]
    return {
      requestHeaders,
      responseHeaders,
      ...(summary.requestBytes > 0 && { requestBody }),
      ...(summary.responseBytes > 0 && { responseBody }),
      bodiesDropped: false,
    }
  }

  return {
    record(exchange: NewExchange) {
      const { requestHeaders, responseHeaders, requestBody = '', responseBody = '', url, ...rest } = exchange
      const headers = [redactHeaders(requestHeaders), redactHeaders(responseHeaders)]
      count += 1
      const summary = {
        id: ports.ids.uuid(),
        number: count,
        url: redactUrl(url),
        requestBytes: Buffer.byteLength(requestBody),
        responseBytes: Buffer.byteLength(responseBody),
        ...rest,
      }
      const detail = details.keep([JSON.stringify(headers), redactBody(requestBody), redactBody(responseBody)])
      const entry: Entry = { summary, detail }
      entries.push(entry)
      byId.set(summary.id, entry)
      if (entries.length - first > limits.summaries) dropOldest()
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
      return entry && { ...entry.summary, ...detailOf(entry) }
    },
  }
}
