// A reply with one thing changed, as a server would send it that deviates in this reply alone.
import { parsedJson } from '../json'
import { isStructure } from '../place'
import type { Reply, Vocabulary } from '../suite'

export interface Mutant {
  /** What was changed, in a few words. */
  readonly change: string
  readonly reply: Reply
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }
type Structure = Readonly<Record<string, Json>>
type Change<T> = readonly [change: string, value: T]

const STATUSES = [200, 201, 202, 203, 204, 400, 401, 403, 404, 409, 410, 422, 429, 500, 503]
/** What no member of any body is meant to be. */
const STRANGE: readonly Json[] = [null, 'x', '', -1, true, {}, []]
/** Of a member that need not be there. */
const STRANGE_IF_ADDED: readonly Json[] = ['x', -1, {}]

const INSTANT = /^\d{4}-\d\d-\d\dT/
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const OTHER_UUID = '11111111-2222-4333-8444-555555555555'
const DAY_MS = 86_400_000

/** Values of the same kind: still well-formed, but others. */
function othersLike(value: Json, words: readonly string[]): Json[] {
  if (typeof value === 'boolean') return [!value]
  if (typeof value === 'number') return [value + 1, value - 1, value * 2 + 1, value + 0.5, 0, 1e12]
  if (typeof value !== 'string') return []
  if (UUID.test(value)) return [OTHER_UUID, value.replaceAll('-', '')]
  if (INSTANT.test(value)) {
    const at = Date.parse(value)
    return [1, -1, 1000, -1000].map((days) => new Date(at + days * DAY_MS).toISOString())
  }
  return [...words.filter((word) => word !== value), `${value}x`, value.toUpperCase(), value.toLowerCase(), '1']
}

/** `config.type` of `$.config.type` as of `$[0].config.type`. */
function memberAt(path: string): string {
  return path.replace(/^(?:\$(?:\.\w+)?\[\d+\]|\$)\.?/, '')
}

/** The members that a schema allows there and that are not. */
function namesMissingAt(path: string, value: Structure, members: readonly string[]): string[] {
  const above = memberAt(path)
  const prefix = above === '' ? '' : `${above}.`
  return members
    .filter((member) => member.startsWith(prefix))
    .map((member) => member.slice(prefix.length))
    .filter((name) => !name.includes('.') && !(name in value))
}

function* changesOfList(items: readonly Json[], path: string, vocabulary: Vocabulary): Generator<Change<Json>> {
  yield [`${path} has each item twice`, [...items, ...items]]
  yield [`${path} has one more item`, [...items, null]]
  yield [`${path} lacks its first item`, items.slice(1)]
  for (const [index, item] of items.entries())
    for (const [change, other] of changesOf(item, `${path}[${index}]`, vocabulary))
      yield [change, items.with(index, other)]
}

function* changesOfStructure(value: Structure, path: string, vocabulary: Vocabulary): Generator<Change<Json>> {
  for (const name of [...namesMissingAt(path, value, vocabulary.members), 'sinkCredential', 'surplus'])
    for (const strange of STRANGE_IF_ADDED)
      yield [`${path}.${name} is there: ${JSON.stringify(strange)}`, { ...value, [name]: strange }]
  for (const [name, member] of Object.entries(value)) {
    const { [name]: _gone, ...rest } = value
    yield [`${path}.${name} is missing`, rest]
    for (const [change, other] of changesOf(member, `${path}.${name}`, vocabulary))
      yield [change, { ...value, [name]: other }]
  }
}

/** One value in place of another, at any depth. */
function* changesOf(value: Json, path: string, vocabulary: Vocabulary): Generator<Change<Json>> {
  for (const other of [...othersLike(value, vocabulary.words), ...STRANGE])
    yield [`${path} is ${JSON.stringify(other)}`, other]
  if (Array.isArray(value)) yield* changesOfList(value as readonly Json[], path, vocabulary)
  else if (isStructure(value)) yield* changesOfStructure(value, path, vocabulary)
}

/** One word in place of another, wherever it stands as a value. */
function* changesOfWords(body: string, words: readonly string[]): Generator<Change<string>> {
  const said = words.filter((word) => body.includes(JSON.stringify(word)))
  for (const word of said)
    for (const other of words)
      if (other !== word)
        yield [`"${other}" for every "${word}"`, body.replaceAll(JSON.stringify(word), JSON.stringify(other))]
}

function* bodiesOf(body: string, vocabulary: Vocabulary): Generator<Change<string>> {
  const json = parsedJson(body) as Json | undefined
  if (json !== undefined)
    for (const [change, value] of changesOf(json, '$', vocabulary)) yield [change, JSON.stringify(value)]
  yield* changesOfWords(body, vocabulary.words)
  yield ['there is no body', '']
  yield ['the body is no JSON', '<html>']
}

function* headersOf(headers: Reply['headers']): Generator<Change<Reply['headers']>> {
  for (const name of Object.keys(headers)) {
    const { [name]: _gone, ...rest } = headers
    yield [`header ${name} is missing`, rest]
    yield [`header ${name} is another`, { ...headers, [name]: 'x' }]
  }
}

export function* mutantsOf(reply: Reply, vocabulary: Vocabulary): Generator<Mutant> {
  for (const status of STATUSES)
    if (status !== reply.status) yield { change: `status ${status}`, reply: { ...reply, status } }
  for (const [change, headers] of headersOf(reply.headers)) yield { change, reply: { ...reply, headers } }
  for (const [change, body] of bodiesOf(reply.body, vocabulary)) yield { change, reply: { ...reply, body } }
}
