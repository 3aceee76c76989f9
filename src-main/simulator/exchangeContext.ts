// What an API learns about a request while answering it and the journal wants to keep.
import type { IncomingMessage } from 'node:http'

export interface ExchangeContext {
  clientId?: string
  requestBody?: Buffer
}

const contexts = new WeakMap<IncomingMessage, ExchangeContext>()

/** The context of a request; the first call creates it. */
export function exchangeContext(request: IncomingMessage): ExchangeContext {
  const known = contexts.get(request)
  if (known) return known
  const context: ExchangeContext = {}
  contexts.set(request, context)
  return context
}

/** For body parsers: `express.json({ verify: keepBody })` keeps the bytes as they came, also when they do not parse. */
export function keepBody(request: IncomingMessage, _response: unknown, body: Buffer): void {
  exchangeContext(request).requestBody = body
}
