// The secrets that a target was given, and those in what is sent to it.
import type { Target } from '#shared/conformance/targetConfig'
import { SECRET_HEADERS, SECRET_MEMBERS, secretMemberPattern } from '#shared/domain/secretNames'

type Headers = Readonly<Record<string, string>>

/** What they say is known to everybody, and stands in every report. */
const PLAIN_HEADERS = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'content-type',
  'user-agent',
])

function basicParts(credentials: string): string[] {
  const decoded = Buffer.from(credentials, 'base64').toString()
  const [, password = ''] = /^[^:]*:(.*)$/s.exec(decoded) ?? []
  return password === '' ? [] : [decoded, password]
}

/** A shorter one is a flag, not a session. */
const SHORTEST_COOKIE = 8

function cookieValues(pairs: readonly string[]): string[] {
  const values = pairs.map((pair) => pair.slice(pair.indexOf('=') + 1).trim())
  return values.filter(({ length }) => length >= SHORTEST_COOKIE)
}

/** `Bearer abc` is secret as `abc` too, `Basic …` as its password, a cookie as its values. */
function partsOf(name: string, value: string): string[] {
  if (name === 'cookie') return cookieValues(value.split(';'))
  if (name === 'set-cookie') return cookieValues(value.split(/,(?=[^;,]+=)/).map((one) => one.split(';')[0] ?? ''))
  const [, scheme = '', credentials = ''] = /^(\S+)\s+(.+)$/s.exec(value) ?? []
  if (credentials === '') return [value]
  return [value, credentials, ...(scheme.toLowerCase() === 'basic' ? basicParts(credentials) : [])]
}

export function secretsInHeaders(headers: Headers, isSecret: (name: string) => boolean): string[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    const lower = name.toLowerCase()
    return isSecret(lower) && !PLAIN_HEADERS.has(lower) ? partsOf(lower, value) : []
  })
}

const SECRET_PARAMETERS = new Set([...SECRET_MEMBERS, 'token'].map((name) => name.toLowerCase()))

/** Of parameters with a name that says so. */
export function secretsInUrl(url: string): string[] {
  if (!url.includes('?') || !URL.canParse(url)) return []
  const { searchParams } = new URL(url)
  return [...searchParams].flatMap(([name, value]) => (SECRET_PARAMETERS.has(name.toLowerCase()) ? [value] : []))
}

const SECRET_IN_BODY = secretMemberPattern()

/** Of members with a name that says so, as they are once the JSON is read. */
export function secretsInBody(body: string): string[] {
  return [...body.matchAll(SECRET_IN_BODY)].map(([, , text = '']) => {
    try {
      return String(JSON.parse(`"${text}"`))
    } catch {
      return text
    }
  })
}

function proxySecrets(proxy: string | undefined): string[] {
  if (proxy === undefined || !URL.canParse(proxy)) return []
  const { username, password } = new URL(proxy)
  if (username === '' || password === '') return []
  const [user, word] = [decodeURIComponent(username), decodeURIComponent(password)]
  return [word, `${user}:${word}`]
}

/** Names in lower case. */
export function secretHeaderNames({ headers, registrationHook, redactHeaders = [] }: Target): ReadonlySet<string> {
  const configured = [...Object.keys(headers ?? {}), ...Object.keys(registrationHook?.headers ?? {}), ...redactHeaders]
  return new Set([...SECRET_HEADERS, ...configured].map((name) => name.toLowerCase()))
}

export function secretsOfTarget(target: Target): string[] {
  const {
    token,
    clientCredentials,
    clientCertificate,
    headers = {},
    registrationHook,
    tokens = {},
    proxy,
    bench,
  } = target
  const configured = [token, clientCredentials?.clientSecret, clientCertificate?.passphrase, bench?.controlToken]
  const said = [...configured, ...Object.values(tokens)]
  const inHeaders = [headers, registrationHook?.headers ?? {}].flatMap((one) => secretsInHeaders(one, () => true))
  return [...said.filter((one) => one !== undefined), ...inHeaders, ...proxySecrets(proxy)]
}
