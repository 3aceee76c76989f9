// An exchange is one request and its reply, as the journal keeps it. Secrets are replaced by `***` before it gets here.
import { z } from 'zod'
import { zInstant } from './instant'

export const zExchangeSummary = z.object({
  id: z.string(),
  /** Place in the journal; grows by one. */
  number: z.int(),
  /** Bench instant at which the request arrived. */
  at: zInstant,
  /** First path segment of the API, or `sink` for a notification that went out, `inbox` for one that came in. */
  api: z.string(),
  method: z.string(),
  /** Path with query string. */
  url: z.string(),
  /** Absent when no reply was sent or came. */
  status: z.int().optional(),
  durationMs: z.number(),
  clientId: z.string().optional(),
  requestBytes: z.int(),
  responseBytes: z.int(),
})
export type ExchangeSummary = z.infer<typeof zExchangeSummary>

export const zExchange = zExchangeSummary.extend({
  requestHeaders: z.record(z.string(), z.string()),
  responseHeaders: z.record(z.string(), z.string()),
  /** Absent when there was none, or when it was dropped to make room (`bodiesDropped`). */
  requestBody: z.string().optional(),
  responseBody: z.string().optional(),
  bodiesDropped: z.boolean(),
})
export type Exchange = z.infer<typeof zExchange>

/** What a room hands to the journal, secrets and all: the journal redacts before it keeps or shows anything. */
export type NewExchange = Omit<Exchange, 'id' | 'number' | 'bodiesDropped' | 'requestBytes' | 'responseBytes'>

export interface ExchangeJournal {
  record(exchange: NewExchange): void
}
