// Secrets are replaced before an exchange is kept or shown, so that neither the window nor an export can leak them.
import { REDACTED, SECRET_HEADERS, secretMemberPattern, withoutSecretParameters } from '#shared/domain/secretNames'

export { REDACTED }

const SECRET_HEADER_NAMES = new Set(SECRET_HEADERS)
/** `secret` is that of a `PlainCredential`. */
const SECRET_JSON = secretMemberPattern(['secret'])

export function redactHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const redacted: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers))
    redacted[name] = SECRET_HEADER_NAMES.has(name.toLowerCase()) ? REDACTED : value
  return redacted
}

export function redactUrl(url: string): string {
  return withoutSecretParameters(url)
}

/** JSON and form bodies; whatever else a body is, it is kept as it came. */
export function redactBody(body: string): string {
  return withoutSecretParameters(body.replace(SECRET_JSON, `$1"${REDACTED}"`))
}
