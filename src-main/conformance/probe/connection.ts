// The way to a target: TLS as it was asked for, through a proxy where there is one.
import { setMaxListeners } from 'node:events'
import type { Target } from '#shared/conformance/targetConfig'
import { Agent, ProxyAgent, type Dispatcher } from 'undici'

export interface Connection {
  readonly dispatcher: Dispatcher
  /** Ends every connection, those that are still being made too, which the library leaves alone. */
  readonly close: () => Promise<void>
}

// The probe's own deadline covers the request as a whole, so the library's are off. A connection for each request: a kept
// one that the target closes meanwhile would look like its fault.
const DEADLINES_OFF = { headersTimeout: 0, bodyTimeout: 0 } as const
const EACH_REQUEST_ALONE = { ...DEADLINES_OFF, pipelining: 0 } as const

function tlsOf({ ca, insecure, clientCertificate }: Target) {
  return {
    rejectUnauthorized: insecure !== true,
    ...(ca !== undefined && { ca }),
    ...(clientCertificate && {
      cert: clientCertificate.certificate,
      key: clientCertificate.key,
      ...(clientCertificate.passphrase !== undefined && { passphrase: clientCertificate.passphrase }),
    }),
  }
}

function basicOf({ username, password }: URL): string | undefined {
  if (username === '') return undefined
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return `Basic ${Buffer.from(credentials).toString('base64')}`
}

/** @param bounds of every connection, in time and by a signal */
function dispatcherTo(target: Target, isKept: boolean, bounds: object): Dispatcher {
  const connect = { ...tlsOf(target), ...bounds }
  if (target.proxy === undefined) return new Agent({ ...(isKept ? DEADLINES_OFF : EACH_REQUEST_ALONE), connect })
  const proxy = new URL(target.proxy)
  const token = basicOf(proxy)
  const { ca, rejectUnauthorized } = connect
  return new ProxyAgent({
    ...EACH_REQUEST_ALONE,
    uri: proxy.origin,
    requestTls: connect,
    // The client certificate is for the target alone.
    proxyTls: { ...bounds, rejectUnauthorized, ...(ca !== undefined && { ca }) },
    // A plain request is handed to the proxy whole; only what is encrypted needs a tunnel.
    proxyTunnel: false,
    ...(token !== undefined && { token }),
  })
}

/**
 * @param timeoutMs after which a connection that is not made yet is given up
 * @param isKept for a target that is known not to close connections by itself
 */
export function openConnection(target: Target, timeoutMs: number, isKept = false): Connection {
  const closing = new AbortController()
  setMaxListeners(0, closing.signal) // each socket of the run stays on it until the run is over
  const dispatcher = dispatcherTo(target, isKept, { timeout: timeoutMs, signal: closing.signal })
  return {
    dispatcher,
    async close() {
      closing.abort()
      await dispatcher.destroy()
    },
  }
}
