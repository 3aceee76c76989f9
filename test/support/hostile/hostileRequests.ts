// Requests as somebody sends them who means harm, or whose program is broken: valid ones with anything in any place.
import fc from 'fast-check'

export interface HostileRequest {
  readonly path: string
  readonly headers: Record<string, string>
  readonly body?: string
}

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    '1e999',
    'null',
    '../..',
    '%00',
    '\u0000',
    '__proto__',
    'http://169.254.169.254/',
    '2026-02-30T00:00:00Z',
  ),
  fc.constantFrom(
    'x'.repeat(3000),
    '+34600000001',
    '203.0.113.10',
    '::ffff:127.0.0.1',
    '00000000-0000-0000-0000-000000000000',
  ),
)
const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -0, -1, 65_536, 2 ** 31, 2 ** 53, 1e308, 0.5))
const strange: fc.Arbitrary<Json> = fc.oneof(
  text,
  number.map((value) => (Number.isFinite(value) ? value : null)),
  fc.constantFrom(null, true, false, [], {}, [[]], [null]),
  fc.dictionary(text, text, { maxKeys: 3 }),
  fc.array(text, { maxLength: 200 }),
  fc.integer({ min: 1, max: 400 }).map((depth) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as Json),
)

/** Every place in a value, the whole one too. */
function placesOf(value: Json, path: readonly string[] = []): (readonly string[])[] {
  if (value === null || typeof value !== 'object') return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...path, key]))]
}

function replaced(
  value: Json,
  [key, ...rest]: readonly string[],
  change: (value: Json) => Json | undefined,
): Json | undefined {
  if (key === undefined) return change(value)
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, Json>
  const inner = replaced(copy[key] ?? null, rest, change)
  if (inner === undefined) delete copy[key]
  else Object.defineProperty(copy, key, { value: inner, enumerable: true, configurable: true, writable: true })
  return copy
}

interface Mutation {
  readonly at: number
  readonly kind: 'replace' | 'remove' | 'add'
  readonly key: string
  readonly by: Json
}

function mutated(valid: Json, mutations: readonly Mutation[]): Json {
  return mutations.reduce<Json>((value, { at, kind, key, by }) => {
    const places = placesOf(value)
    const place = places[at % places.length] ?? []
    const changed = replaced(value, place, (former) => {
      if (kind === 'replace') return by
      if (kind === 'remove') return undefined
      return former !== null && typeof former === 'object' && !Array.isArray(former) ? { ...former, [key]: by } : by
    })
    return changed ?? null
  }, valid)
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(200),
  kind: fc.constantFrom('replace', 'remove', 'add'),
  key: text,
  by: strange,
})

function bodies(valid: object): fc.Arbitrary<string> {
  const json = fc
    .array(mutation, { minLength: 0, maxLength: 3 })
    .map((mutations) => JSON.stringify(mutated(valid as Json, mutations)))
  const broken = fc.tuple(fc.nat(400), text).map(([cut, more]) => JSON.stringify(valid).slice(0, cut) + more)
  return fc.oneof(
    { weight: 8, arbitrary: json },
    { weight: 1, arbitrary: broken },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', '{}', '[]', 'null', '"x"', '['.repeat(5000), `{"a":"${'x'.repeat(70_000)}"}`),
    },
  )
}

const headerText = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  maxLength: 60,
})
const contentTypes = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset=utf-7',
  'text/plain',
  'application/xml',
  '*/*',
  'x',
]
const accepts = ['application/json', '*/*', 'text/html', 'application/xml;q=0.1', ';;;', '']

function headers(token: string): fc.Arbitrary<Record<string, string>> {
  const usually = (usual: string, other: fc.Arbitrary<string>) =>
    fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other })
  return fc.record(
    {
      authorization: usually(
        `Bearer ${token}`,
        headerText.map((some) => `Bearer ${some}`),
      ),
      'content-type': usually('application/json', fc.constantFrom(...contentTypes)),
      accept: usually('application/json', fc.constantFrom(...accepts)),
      'x-correlator': fc.oneof(headerText, fc.uuid()),
      'content-encoding': usually('identity', fc.constantFrom('gzip', 'br', 'zip')),
    },
    { requiredKeys: ['content-type'] },
  )
}

/** Not half a surrogate pair, of which a URL can say nothing. */
function isEncodable(some: string): boolean {
  try {
    return encodeURIComponent(some) !== ''
  } catch {
    return false
  }
}

/** @param known ids that there are */
function ids(known: readonly string[]): fc.Arbitrary<string> {
  const odd = text.filter((some) => some !== '' && some !== '.' && some !== '..' && isEncodable(some))
  return fc.oneof(
    fc.constantFrom(...known),
    fc.uuid(),
    odd.map(encodeURIComponent),
    fc.constantFrom('%', '%ff', '%2e%2e%2f'),
  )
}

const wellFormed = text.filter((some) => isEncodable(some)).map(encodeURIComponent)
function queries(names: readonly string[]): fc.Arbitrary<string> {
  const name = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: wellFormed })
  const value = fc.oneof(
    wellFormed,
    fc.constantFrom('1', '0', 'id', 'id,name', '%', 'u1', 'p333', '2026-01-01T00:00:00Z'),
  )
  return fc.array(fc.tuple(name, value), { maxLength: 3 }).map((pairs) => pairs.map((pair) => pair.join('=')).join('&'))
}

export interface HostileShape {
  /** `{id}` is where an id stands. */
  readonly path: string
  readonly token: string
  readonly ids?: readonly string[]
  readonly queries?: readonly string[]
  /** A body that would be accepted. */
  readonly body?: object
}

export function hostileRequest(shape: HostileShape): fc.Arbitrary<HostileRequest> {
  const path = fc
    .tuple(ids(shape.ids ?? ['x']), shape.queries ? queries(shape.queries) : fc.constant(''))
    .map(([id, query]) => shape.path.replace('{id}', () => id) + (query === '' ? '' : `?${query}`))
  return fc
    .tuple(path, headers(shape.token), shape.body ? bodies(shape.body) : fc.constant(undefined))
    .map(([to, some, body]) => ({ path: to, headers: some, ...(body !== undefined && { body }) }))
}
