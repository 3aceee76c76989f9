// Exchanges as an HTTP archive (HAR 1.2), which browsers and proxies open.
import type { Exchange } from '#shared/domain/exchange'

const headersOf = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).map(([name, value]) => ({ name, value }))

function mimeTypeOf(headers: Readonly<Record<string, string>>): string {
  return headers['content-type'] ?? 'application/octet-stream'
}

function entryOf(exchange: Exchange, serverRoot: string) {
  const url = new URL(exchange.url, serverRoot)
  const { requestBody, responseBody } = exchange
  return {
    startedDateTime: new Date(exchange.at).toISOString(),
    time: exchange.durationMs,
    request: {
      method: exchange.method,
      url: url.href,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: headersOf(exchange.requestHeaders),
      queryString: [...url.searchParams].map(([name, value]) => ({ name, value })),
      ...(requestBody === undefined
        ? {}
        : { postData: { mimeType: mimeTypeOf(exchange.requestHeaders), text: requestBody } }),
      headersSize: -1,
      bodySize: exchange.requestBytes,
    },
    response: {
      // HAR's own sign for "no reply" is status 0.
      status: exchange.status ?? 0,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: headersOf(exchange.responseHeaders),
      content: {
        size: exchange.responseBytes,
        mimeType: mimeTypeOf(exchange.responseHeaders),
        ...(responseBody === undefined ? {} : { text: responseBody }),
      },
      redirectURL: '',
      headersSize: -1,
      bodySize: exchange.responseBytes,
    },
    cache: {},
    timings: { send: 0, wait: exchange.durationMs, receive: 0 },
  }
}

/** @param serverRoot completes the address of exchanges that came in */
export function harOf(exchanges: readonly Exchange[], serverRoot: string, version: string) {
  return {
    log: {
      version: '1.2',
      creator: { name: 'Callbox', version },
      entries: exchanges.map((exchange) => entryOf(exchange, serverRoot)),
    },
  }
}
