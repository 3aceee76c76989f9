// The system under test, as a person names it: validated here, trusted everywhere else.
import { X509Certificate } from 'node:crypto'
import { BenchError } from '#shared/errors/benchError'

export interface Target {
  /** Without a trailing slash; the suite adds what follows. */
  readonly serverRoot: string
  /** Bearer token. */
  readonly token?: string
  /** Sent with every request; their values are secret and recorded as `***`. */
  readonly headers?: Readonly<Record<string, string>>
  /** PEM certificates to trust instead of the well-known authorities. */
  readonly ca?: string
  /** Accept any certificate. */
  readonly insecure?: boolean
}

const HEADER_NAME = /^[!#$%&'*+.^_`|~\w-]+$/
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/
const OWN_HEADERS = ['connection', 'content-length', 'expect', 'host', 'keep-alive', 'transfer-encoding', 'upgrade']

/** @throws BenchError `invalidArgument` with this field. */
export function parseServerRoot(text: string, field: string): string {
  const refuse = (why: string) => new BenchError('invalidArgument', `${field} ${why}`, { field })
  if (!URL.canParse(text)) throw refuse(`"${text}" is not a URL: give one such as https://api.example.com`)
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refuse('must be an http or https URL')
  if (url.username || url.password) throw refuse('may not hold credentials: give a token or a header instead')
  if (url.search || url.hash) throw refuse('may have neither a query string nor a fragment')
  return url.href.replace(/\/+$/, '')
}

/** @throws BenchError `invalidArgument` with this field. */
export function checkHeader(name: string, value: string, field: string): void {
  const refuse = (why: string) => new BenchError('invalidArgument', `${field} ${why}`, { field })
  if (!HEADER_NAME.test(name)) throw refuse(`has "${name}", which is not a header name`)
  if (!HEADER_VALUE.test(value)) throw refuse(`has a value for ${name} with characters that a header cannot hold`)
  if (OWN_HEADERS.includes(name.toLowerCase())) throw refuse(`may not set ${name}: HTTP needs it for itself`)
}

/**
 * Fails on what is no PEM certificate, which TLS would silently ignore.
 * @throws BenchError `invalidArgument` with this field.
 */
export function checkCertificate(pem: string, field: string): void {
  try {
    void new X509Certificate(pem)
  } catch (cause) {
    const message = `${field} cannot be read as a PEM certificate: ${(cause as Error).message}`
    throw new BenchError('invalidArgument', message, { field, cause })
  }
}
