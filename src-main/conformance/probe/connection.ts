// The way to a target: TLS as it was asked for, through a proxy where there is one.
import type { Target } from '#shared/conformance/targetConfig'
import { Agent, ProxyAgent, type Dispatcher } from 'undici'

// The probe's own deadline covers the request as a whole, so the library's are off. A connection for each request: a kept
// one that the target closes meanwhile would look like its fault.
const DEADLINES_OFF = { headersTimeout: 0, bodyTimeout: 0 } as const
const EACH_REQUEST_ALONE = { ...DEADLINES_OFF, pipelining: 0 } as const

function tlsOf({ ca, insecure, clientCertificate }: Target) {
  return {
    timeout: 0,
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

/** @param isKept for a target that is known not to close connections by itself */
export function openConnection(target: Target, isKept = false): Dispatcher {
  const connect = tlsOf(target)
  if (target.proxy === undefined) return new Agent({ ...(isKept ? DEADLINES_OFF : EACH_REQUEST_ALONE), connect })
  const proxy = new URL(target.proxy)
  const token = basicOf(proxy)
  const { ca, rejectUnauthorized } = connect
  return new ProxyAgent({
    ...EACH_REQUEST_ALONE,
    uri: proxy.origin,
    requestTls: connect,
    // The client certificate is for the target alone.
    proxyTls: { timeout: 0, rejectUnauthorized, ...(ca !== undefined && { ca }) },
    // A plain request is handed to the proxy whole; only what is encrypted needs a tunnel.
    proxyTunnel: false,
    ...(token !== undefined && { token }),
  })
}
