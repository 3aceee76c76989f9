// Secrets are replaced before an exchange is kept or shown, so that neither the window nor an export can leak them.

export const REDACTED = '***'

const SECRET_HEADERS = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key'])
const SECRET_NAMES =
  'accessToken|refreshToken|access_token|refresh_token|id_token|client_secret|client_assertion|code_verifier|password'
/** `secret` is that of a `PlainCredential`. A body that breaks off leaves the last string open. */
const SECRET_JSON = new RegExp(`("(?:${SECRET_NAMES}|secret)"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"?`, 'g')
/** Also in an address within JSON, so a quote ends it. */
const SECRET_PARAMETER = new RegExp(`(^|[?&])(${SECRET_NAMES}|token)=[^&"\\s]*`, 'g')

export function redactHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const redacted: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers))
    redacted[name] = SECRET_HEADERS.has(name.toLowerCase()) ? REDACTED : value
  return redacted
}

export function redactUrl(url: string): string {
  return url.includes('?') ? url.replace(SECRET_PARAMETER, `$1$2=${REDACTED}`) : url
}

/** JSON and form bodies; whatever else a body is, it is kept as it came. */
export function redactBody(body: string): string {
  return body.replace(SECRET_JSON, `$1"${REDACTED}"`).replace(SECRET_PARAMETER, `$1$2=${REDACTED}`)
}
