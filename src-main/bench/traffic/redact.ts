// Secrets are replaced before an exchange is kept or shown, so that neither the window nor an export can leak them.
import {
  REDACTED,
  secretMemberPattern,
  withoutSecretHeaders,
  withoutSecretParameters,
} from '#shared/domain/secretNames'

export { REDACTED }

/** `secret` is that of a `PlainCredential`. */
const SECRET_JSON = secretMemberPattern(['secret'])

export function redactHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return withoutSecretHeaders(headers)
}

export function redactUrl(url: string): string {
  return withoutSecretParameters(url)
}

/** JSON and form bodies; whatever else a body is, it is kept as it came. */
export function redactBody(body: string): string {
  return withoutSecretParameters(body.replace(SECRET_JSON, `$1"${REDACTED}"`))
}
