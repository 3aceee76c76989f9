// Names under which secrets travel, whoever sends them.

/** Replaces a secret wherever it would be shown or kept. */
export const REDACTED = '***'

/** In lower case. */
export const SECRET_HEADERS: readonly string[] = [
  ...['authorization', 'proxy-authorization', 'cookie', 'set-cookie'],
  ...['x-api-key', 'api-key', 'apikey', 'x-auth-token', 'x-access-token', 'x-csrf-token', 'x-xsrf-token'],
]

const SECRET_HEADER_NAMES: ReadonlySet<string> = new Set(SECRET_HEADERS)

export function withoutSecretHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const shown: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers))
    shown[name] = SECRET_HEADER_NAMES.has(name.toLowerCase()) ? REDACTED : value
  return shown
}

/** Members of JSON messages and of forms. */
export const SECRET_MEMBERS: readonly string[] = [
  ...['accessToken', 'refreshToken', 'access_token', 'refresh_token', 'id_token', 'client_secret', 'clientSecret'],
  ...['client_assertion', 'code_verifier', 'password', 'api_key', 'apikey', 'apiKey'],
]

/** Parameters of a query string, besides the members above. */
const SECRET_PARAMETERS: readonly string[] = ['token', 'sig', 'signature', 'x-amz-signature', 'x-amz-security-token']

const parameterNames = [...SECRET_MEMBERS, ...SECRET_PARAMETERS].join('|')
/** In an address, also one within JSON: a quote ends it. */
const SECRET_PARAMETER = new RegExp(`(^|[?&;])(${parameterNames})=[^&#"'<>\\s]*`, 'gi')

export function withoutSecretParameters(text: string): string {
  return text.includes('=') ? text.replace(SECRET_PARAMETER, `$1$2=${REDACTED}`) : text
}

/** @param more names of members that are secret here, besides those above */
export function secretMemberPattern(more: readonly string[] = []): RegExp {
  // A body that breaks off leaves the last string open.
  return new RegExp(`("(?:${[...SECRET_MEMBERS, ...more].join('|')})"\\s*:\\s*)"((?:[^"\\\\]|\\\\.)*)"?`, 'g')
}
