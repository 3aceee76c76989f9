// Why no reply came, in words that say what to do.

const TLS_REASONS: Record<string, string> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name',
}
const UNKNOWN_CA = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
])
const CLOSED = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])
const UNREACHABLE = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'ETIMEDOUT'])

function codeOf(error: Error): string {
  const { code } = error as NodeJS.ErrnoException
  return code ?? error.name
}

/** Told by the alert that the target ends the handshake with. */
const ASKS_FOR_CERTIFICATE = /certificate[ _]required/i
const REFUSES_CERTIFICATE = /bad[ _]certificate|unknown[ _]ca|certificate[ _]unknown|unsupported[ _]certificate/i

function clientCertificateReason(message: string): string | undefined {
  if (ASKS_FOR_CERTIFICATE.test(message)) return `it asks for a client certificate (${message}): give one with its key`
  if (!/alert/i.test(message) || !REFUSES_CERTIFICATE.test(message)) return undefined
  return `it does not accept the client certificate (${message}): give one that its authority has signed`
}

function tlsReason(error: Error, code: string): string | undefined {
  if (UNKNOWN_CA.has(code)) {
    return `its certificate is not signed by a known authority (${error.message}): give that authority's certificate, or accept any`
  }
  if (TLS_REASONS[code] !== undefined) return `${TLS_REASONS[code]} (${error.message})`
  const isTls = code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code === 'EPROTO'
  return isTls ? (clientCertificateReason(error.message.trim()) ?? error.message.trim()) : undefined
}

/** What a proxy answers to the request for a tunnel, in words of undici. */
const PROXY_REFUSAL = /Proxy response \((\d+)\)/

function hostOf(url: string): { host: string; hostname: string } {
  return new URL(url)
}

/**
 * For an error before any status line.
 * @param proxy where the connection goes first
 */
export function connectionFailure(error: Error, url: string, proxy?: string): string {
  const refused = PROXY_REFUSAL.exec(error.message)?.[1]
  if (proxy !== undefined && refused !== undefined) {
    return `the proxy ${hostOf(proxy).host} answers ${refused} to the request for a tunnel to ${hostOf(url).host}`
  }
  // Behind a proxy that is spoken to in plain HTTP, only the target can fail a handshake.
  const isTargets = proxy === undefined || (proxy.startsWith('http:') && tlsReason(error, codeOf(error)) !== undefined)
  if (isTargets) return failureAt(error, url)
  return `by the proxy ${hostOf(proxy).host}: ${failureAt(error, proxy)}`
}

/** With TLS 1.3 a server asks for the certificate after the handshake, and its alert is often lost with the connection. */
function hintOf(url: string): string {
  return url.startsWith('https:') ? '; it may ask for a client certificate, or not accept the one it was shown' : ''
}

function failureAt(error: Error, url: string): string {
  const { host, hostname } = hostOf(url)
  const code = codeOf(error)
  const tls = tlsReason(error, code)
  if (tls !== undefined) return `TLS failure: no secure connection to ${host}: ${tls}`
  if (code === 'ECONNREFUSED') return `connection refused: nothing listens at ${host}`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `DNS failure: the host name ${hostname} is not known (${code})`
  if (UNREACHABLE.has(code)) return `no connection: ${host} cannot be reached (${code})`
  if (code === 'HTTPParserError') return `no HTTP: ${host} answers something else (${error.message})`
  if (CLOSED.has(code))
    return `connection closed: ${host} ended the connection before a status line (${code})${hintOf(url)}`
  return `no reply from ${host}: ${error.message} (${code})`
}

/** For an error after the status line, while the body was read. */
export function bodyFailure(error: Error, receivedBytes: number, headers: Readonly<Record<string, string>>): string {
  const code = codeOf(error)
  if (code === 'HTTPParserError') return `broken body: it is not framed as HTTP says (${error.message})`
  const announced = headers['content-length']
  const missing = announced === undefined ? 'in the middle of a chunk' : `${announced} were announced`
  return `truncated body: the target ended the connection after ${receivedBytes} bytes, ${missing}`
}
