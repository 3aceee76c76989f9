// Secrets never reach a report: it is handed on as evidence. What a target hands back of them is found in every form
// in which it may come (secretForms.ts).
import type { Target } from '#shared/conformance/targetConfig'
import { REDACTED, SECRET_MEMBERS, secretMemberPattern, withoutSecretParameters } from '#shared/domain/secretNames'
import { secretPattern } from './secretForms'
import { secretHeaderNames, secretsInBody, secretsInHeaders, secretsInUrl, secretsOfTarget } from './targetSecrets'

/** Members of forms; of JSON the pattern of all secret members. */
const SECRET_FORM_MEMBERS = new RegExp(`(\\b(?:${SECRET_MEMBERS.join('|')})=)[^&"\\s]+`, 'g')
const SECRET_JSON_MEMBERS = secretMemberPattern()
/** A shorter one would be found in words that are no secret. */
const SHORTEST_SECRET = 3
/** What was cut out of a secret is found by as many characters, in a text that is short enough to be words of ours. */
const FRAGMENT = 10
const LONGEST_WORDS = 4096
/** A run says the same things thousands of times. */
const MOST_REMEMBERED = 10_000
/** Of a secret that was found in pieces. */
const NEIGHBOURS = /(?:\*{3}){2,}/g

/** Members of a report that hold words of ours: a token that reads `pass` changes no verdict. */
const OWN_WORDS = new Set(['id', 'verdict', 'clause', 'reading', 'kind', 'method', 'at', 'sentAt'])
/** Members that hold what has names of the target's. */
const FOREIGN_STRUCTURES = new Set(['expected', 'actual', 'headers'])

/** What is sent is learned again with each request, so only sessions of long ago are forgotten. */
const MOST_LEARNED = 100

/**
 * A token as issuers make them: long, and of characters that neither addresses nor JSON write otherwise. Its few forms are
 * looked for as they are: a suite fetches dozens of tokens, and a pattern of them all would take most of its time.
 */
const PLAIN_TOKEN = /^(?:Bearer )?[\w.~-]{64,}$/i

/** The token, its hexadecimal, and its Base64 wherever it begins in what was encoded, without the digits that it shares with others. */
function formsOfToken(token: string): string[] {
  const inBase64 = [0, 1, 2].map((offset) => {
    const digits = Buffer.from('x'.repeat(offset) + token)
      .toString('base64')
      .replaceAll('=', '')
    return digits.slice(offset === 0 ? 0 : offset + 1, -2)
  })
  const inHex = Buffer.from(token).toString('hex')
  return [token, inHex, ...inBase64, ...inBase64.map((one) => one.replaceAll('+', '-').replaceAll('/', '_'))]
}

type Headers = Readonly<Record<string, string>>

interface SecretMessage {
  readonly url?: string
  readonly headers: Headers
  readonly body?: string | null
}

export interface Redactor {
  /** @param headers names in lower case; secret by their name */
  readonly headers: (headers: Headers) => Record<string, string>
  /** Every text in it, however deep, without the secrets that the target was given. */
  readonly all: <T>(value: T) => T
  /** A message of OAuth without its tokens. */
  readonly tokenMessage: (text: string) => string
  /** From now on this is one of the secrets. */
  readonly learn: (secret: string) => void
  /** From now on the secrets in it are known: a token that was fetched, a header that was changed by hand. */
  readonly learnFrom: (message: SecretMessage) => void
}

function fragmentsOf(secrets: Iterable<string>): Set<string> {
  const fragments = new Set<string>()
  for (const secret of secrets) {
    for (let at = 0; at + FRAGMENT <= secret.length; at += 1) fragments.add(secret.slice(at, at + FRAGMENT))
  }
  return fragments
}

function withoutFragments(text: string, fragments: ReadonlySet<string>): string {
  if (text.length > LONGEST_WORDS || fragments.size === 0) return text
  let kept = ''
  let from = 0
  for (let at = 0; at + FRAGMENT <= text.length; at += 1) {
    if (!fragments.has(text.slice(at, at + FRAGMENT))) continue
    let end = at + FRAGMENT
    while (fragments.has(text.slice(end - FRAGMENT + 1, end + 1))) end += 1
    kept += text.slice(from, at) + REDACTED
    from = end
    at = end - 1
  }
  return from === 0 ? text : kept + text.slice(from)
}

export function createRedactor(target: Target): Redactor {
  const secretNames = secretHeaderNames(target)
  const given = secretsOfTarget(target)
  /** Beside what was given, in the order of learning: a target may hand out a new session with every reply. */
  let learned: readonly string[] = []
  let secrets: ReadonlySet<string> = new Set()
  /** One for each secret, the longest first: the engine compiles each once, not all of them anew with every new secret. */
  let patterns: ReadonlyMap<string, RegExp> = new Map()
  let tokenForms: readonly string[] = []
  let fragments: ReadonlySet<string> = new Set()
  /** What became of texts since something was learned last. */
  const remembered = new Map<string, string>()

  function learn(more: readonly string[]): void {
    const news = more.filter(
      (secret) => secret.length >= SHORTEST_SECRET && secret !== REDACTED && !secrets.has(secret),
    )
    if (news.length === 0) return
    learned = [...learned, ...news].slice(-MOST_LEARNED)
    secrets = new Set([...given.filter(({ length }) => length >= SHORTEST_SECRET), ...learned])
    const tokens = learned.filter((secret) => PLAIN_TOKEN.test(secret))
    const bare = new Set(tokens.map((token) => token.replace(/^Bearer /i, '')))
    tokenForms = [...bare].flatMap(formsOfToken)
    const others = [...secrets].filter((secret) => !tokens.includes(secret)).sort((a, b) => b.length - a.length)
    patterns = new Map(others.map((secret) => [secret, patterns.get(secret) ?? secretPattern(secret)]))
    fragments = fragmentsOf(secrets)
    remembered.clear()
  }

  function text(value: string): string {
    if (value.length > LONGEST_WORDS) return redacted(value)
    const known = remembered.get(value)
    if (known !== undefined) return known
    if (remembered.size >= MOST_REMEMBERED) remembered.clear()
    const clean = redacted(value)
    remembered.set(value, clean)
    return clean
  }

  function redacted(value: string): string {
    const withoutTokens = tokenForms.reduce((rest, form) => rest.replaceAll(form, REDACTED), value)
    let known = withoutTokens
    for (const pattern of patterns.values()) known = known.replace(pattern, REDACTED)
    const clean = withoutFragments(withoutSecretParameters(known), fragments)
    return clean === value ? value : clean.replace(NEIGHBOURS, REDACTED)
  }

  /** @param isForeign whether names are the target's rather than ours */
  function all(value: unknown, isForeign = false): unknown {
    if (typeof value === 'string') return text(value)
    if (Array.isArray(value)) return value.map((one) => all(one, isForeign))
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value).map(([name, one]): [string, unknown] => {
      if (isForeign) return [text(name), all(one, true)]
      return [name, OWN_WORDS.has(name) ? one : all(one, FOREIGN_STRUCTURES.has(name))]
    })
    return Object.fromEntries(entries)
  }

  learn(given)
  return {
    headers: (headers) =>
      Object.fromEntries(
        Object.entries(headers).map(([name, value]) =>
          secretNames.has(name) ? [name, REDACTED] : [text(name), text(value)],
        ),
      ),
    // What comes out has the shape of what went in: only texts differ.
    all: <T>(value: T) => all(value) as T,
    tokenMessage: (message) =>
      text(message.replace(SECRET_JSON_MEMBERS, `$1"${REDACTED}"`).replace(SECRET_FORM_MEMBERS, `$1${REDACTED}`)),
    learn: (secret) => learn([secret]),
    learnFrom({ url, headers, body }) {
      const inHeaders = secretsInHeaders(headers, (name) => secretNames.has(name))
      learn([...inHeaders, ...(url === undefined ? [] : secretsInUrl(url)), ...secretsInBody(body ?? '')])
    },
  }
}
