import type { Exchange } from '#shared/domain/exchange'
import type { HttpCall } from '../../format/snippets'

/** What the sender's own library adds to every request. */
const OF_THE_TRANSPORT = new Set(['host', 'connection', 'content-length', 'accept-encoding', 'transfer-encoding'])

/** The request again, for pasting. Secrets are gone from it: `***` wants a token of one's own. */
export function callOf(exchange: Exchange, serverRoot: string): HttpCall {
  const headers = Object.entries(exchange.requestHeaders).filter(([name]) => !OF_THE_TRANSPORT.has(name.toLowerCase()))
  return {
    method: exchange.method,
    url: new URL(exchange.url, serverRoot).href,
    headers: Object.fromEntries(headers),
    body: exchange.requestBody,
  }
}
