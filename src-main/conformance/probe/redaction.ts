// Secrets never reach a report: it is handed on as evidence.
import { REDACTED } from '#shared/conformance/editedRequest'
import type { Target } from '#shared/conformance/targetConfig'

const SECRET_HEADERS = ['authorization', 'proxy-authorization', 'cookie', 'set-cookie']
/** Members of OAuth messages, in JSON and in forms. */
const SECRET_MEMBERS =
  /("?\b(?:access_token|accessToken|refresh_token|id_token|client_secret|client_assertion)"?\s*[:=]\s*"?)[^"&\s,}]+/g
/** A shorter value would be found in words that are no secret. */
const SHORTEST_SECRET = 6

export interface Redactor {
  /** @param headers names in lower case; secret by their name */
  headers(headers: Readonly<Record<string, string>>): Record<string, string>
  /** Every text in it, however deep, without the secrets that the target was given. */
  all<T>(value: T): T
  /** A message of OAuth without its tokens. */
  tokenMessage(text: string): string
  /** From now on this is one of the secrets: a token that was fetched. */
  learn(secret: string): void
}

function secretsOf({ token, clientCredentials, headers = {}, registrationHook, tokens = {}, bench }: Target): string[] {
  const configured = [token, clientCredentials?.clientSecret, bench?.controlToken]
  const said = [...configured, ...Object.values(headers), ...Object.values(tokens)]
  return [...said, ...Object.values(registrationHook?.headers ?? {})].filter((one) => one !== undefined)
}

export function createRedactor(target: Target): Redactor {
  const configured = [...Object.keys(target.headers ?? {}), ...Object.keys(target.registrationHook?.headers ?? {})]
  const secretNames = new Set([...SECRET_HEADERS, ...configured].map((name) => name.toLowerCase()))
  const secrets = new Set(secretsOf(target).filter((one) => one.length >= SHORTEST_SECRET))

  function text(value: string): string {
    let redacted = value
    for (const secret of secrets) redacted = redacted.replaceAll(secret, REDACTED)
    return redacted
  }

  function all(value: unknown): unknown {
    if (typeof value === 'string') return text(value)
    if (Array.isArray(value)) return value.map(all)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, all(one)]))
  }

  return {
    headers: (headers) =>
      Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, secretNames.has(name) ? REDACTED : text(value)]),
      ),
    // What comes out has the shape of what went in: only texts differ.
    all: <T>(value: T) => (secrets.size === 0 ? value : (all(value) as T)),
    tokenMessage: (message) => text(message.replace(SECRET_MEMBERS, `$1${REDACTED}`)),
    learn: (secret) => secrets.add(secret),
  }
}
