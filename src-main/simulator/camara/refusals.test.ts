// Every status and code of the published files and of the common error tables: each can be reached, by a request, by what
// the scenario or the settings say, or by a fault.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  ALICE,
  OUTSIDER,
  SOMEBODY,
  startCamara,
  type CallOptions,
  type TestCamara,
} from '../../../test/support/camaraFixture'

const PROFILES = '/application-profiles/v0.5/application-profiles'
const NOBODYS = '00000000-0000-4000-8000-999999999999'
const SERVER = { ipv4Address: '198.51.100.1' }
const EVENT = 'org.camaraproject.connectivity-insights-subscriptions.v0.network-quality'
const CREDENTIAL = {
  credentialType: 'ACCESSTOKEN',
  accessToken: 'secret',
  accessTokenExpiresUtc: '2031-01-01T00:00:00Z',
  accessTokenType: 'bearer',
}

let camara: TestCamara
let profile: string
beforeEach(async () => {
  camara = await startCamara()
  profile = await camara.createProfile()
})
afterEach(() => camara.close())

type Ask = (version: string) => readonly [method: string, path: string, options?: CallOptions | undefined]

const device = (phoneNumber: string) => ({ phoneNumber })
const check =
  (change: object = {}, options: CallOptions = {}): Ask =>
  (version) => {
    const body = { applicationProfileId: profile, device: device(ALICE), applicationServer: SERVER, ...change }
    return ['POST', `/connectivity-insights/${version}/check-network-quality`, { body, ...options }]
  }
const create =
  (change: object = {}, detail: object = {}, options: CallOptions = {}): Ask =>
  (version) => {
    const subscriptionDetail = {
      applicationProfileId: profile,
      device: device(ALICE),
      applicationServer: SERVER,
      ...detail,
    }
    const { config, ...more } = change as { config?: object }
    const asked = { protocol: 'HTTP', sink: 'https://sink.example.com/n', types: [EVENT] }
    const body = { ...asked, config: { subscriptionDetail, ...config }, ...more }
    return ['POST', `/connectivity-insights-subscriptions/${version}/subscriptions`, { body, ...options }]
  }
const subscription =
  (method: string, id: string, options?: CallOptions): Ask =>
  (version) => [method, `/connectivity-insights-subscriptions/${version}/subscriptions/${id}`, options]
const list =
  (query: string, options?: CallOptions): Ask =>
  (version) => ['GET', `/connectivity-insights-subscriptions/${version}/subscriptions${query}`, options]

const BOTH = ['v0.6', 'v0.7rc1']
const FIRST = ['v0.6']
const SECOND = ['v0.7rc1']
/** `versions` of connectivity-insights and its subscriptions in which it is so. */
type Row = [what: string, status: number, code: string, ask: Ask, versions?: string[], before?: () => unknown]

const noScope: CallOptions = { token: { scopes: ['nothing'] } }

const CHECKS: Row[] = [
  ['a body that is no JSON', 400, 'INVALID_ARGUMENT', check({}, { body: '{' })],
  ['no body', 400, 'INVALID_ARGUMENT', check({}, { body: undefined })],
  ['a profile id that is no UUID', 400, 'INVALID_ARGUMENT', check({ applicationProfileId: 'x' })],
  ['an address that is none', 400, 'INVALID_ARGUMENT', check({ device: { ipv6Address: '1.2.3' } })],
  ['a port out of range', 400, 'OUT_OF_RANGE', check({ applicationServerPorts: { ports: [65_536] } })],
  ['an instant long past', 400, 'OUT_OF_RANGE', check({ monitoringTimeStamp: '2020-01-01T00:00:00Z' })],
  ['an unknown property', 400, 'INVALID_ARGUMENT', check({ color: 'red' }), SECOND],
  ['no server', 400, 'INVALID_ARGUMENT', check({ applicationServer: undefined }), SECOND],
  ['a correlator that is none', 400, 'INVALID_ARGUMENT', check({}, { headers: { 'x-correlator': 'ä b' } })],
  ['no token', 401, 'UNAUTHENTICATED', check({}, { token: null })],
  ['an expired token', 401, 'UNAUTHENTICATED', check({}, { token: { defect: 'expired' } })],
  ['a token of another audience', 401, 'UNAUTHENTICATED', check({}, { token: { defect: 'wrongAudience' } })],
  ['a token that somebody else signed', 401, 'UNAUTHENTICATED', check({}, { token: { defect: 'wrongSignature' } })],
  ['a token without the scope', 403, 'PERMISSION_DENIED', check({}, { token: { defect: 'missingScope' } })],
  ['a profile of another client', 403, 'INVALID_TOKEN_CONTEXT', check({}, { token: { clientId: 'other' } })],
  ['an unknown profile', 404, 'NOT_FOUND', check({ applicationProfileId: NOBODYS })],
  ['an unknown device', 404, 'IDENTIFIER_NOT_FOUND', check({ device: device(SOMEBODY) })],
  [
    'another method',
    405,
    'METHOD_NOT_ALLOWED',
    (version) => ['PUT', `/connectivity-insights/${version}/check-network-quality`],
  ],
  ['XML wanted', 406, 'NOT_ACCEPTABLE', check({}, { headers: { Accept: 'application/xml' } })],
  ['a body that is too large', 413, 'PAYLOAD_TOO_LARGE', check({ pad: 'x'.repeat(70_000) })],
  ['a form', 415, 'UNSUPPORTED_MEDIA_TYPE', check({}, { headers: { 'Content-Type': 'text/plain' } })],
  ['an unknown compression', 415, 'UNSUPPORTED_MEDIA_TYPE', check({}, { headers: { 'Content-Encoding': 'zip' } })],
  ['a device without the service', 422, 'SERVICE_NOT_APPLICABLE', check({ device: device(OUTSIDER) })],
  ['no device', 422, 'MISSING_IDENTIFIER', check({ device: undefined })],
  ['a device twice', 422, 'UNNECESSARY_IDENTIFIER', check({}, { token: { phoneNumber: ALICE } })],
  ['a network access identifier', 422, 'UNSUPPORTED_IDENTIFIER', check({ device: { networkAccessIdentifier: 'a@b' } })],
]

const CREATIONS: Row[] = [
  ['nothing', 400, 'INVALID_ARGUMENT', create({ config: {}, sink: 1 })],
  ['too many events', 400, 'OUT_OF_RANGE', create({ config: { subscriptionMaxEvents: 0 } })],
  ['another protocol', 400, 'INVALID_PROTOCOL', create({ protocol: 'MQTT3' })],
  [
    'a plain credential',
    400,
    'INVALID_CREDENTIAL',
    create({ sinkCredential: { ...CREDENTIAL, credentialType: 'PLAIN' } }),
  ],
  [
    'a private key',
    400,
    'INVALID_CREDENTIAL',
    create({ sinkCredential: { credentialType: 'PRIVATE_KEY_JWT' } }),
    FIRST,
  ],
  [
    'another type of token',
    400,
    'INVALID_TOKEN',
    create({ sinkCredential: { ...CREDENTIAL, accessTokenType: 'mac' } }),
  ],
  ['a plain sink', 400, 'INVALID_SINK', create({ sink: 'http://sink.example.com' })],
  ['a sink at a metadata service', 400, 'INVALID_SINK', create({ sink: 'https://169.254.169.254/' })],
  ['no token', 401, 'UNAUTHENTICATED', create({}, {}, { token: null })],
  ['no scope', 403, 'PERMISSION_DENIED', create({}, {}, noScope)],
  ['another event type', 403, 'SUBSCRIPTION_MISMATCH', create({ types: ['org.other'] })],
  ['an unknown device', 404, 'NOT_FOUND', create({}, { device: device(SOMEBODY) }), FIRST],
  ['an unknown device', 404, 'IDENTIFIER_NOT_FOUND', create({}, { device: device(SOMEBODY) }), SECOND],
  ['an unknown profile', 404, 'NOT_FOUND', create({}, { applicationProfileId: NOBODYS })],
  ['another method', 405, 'METHOD_NOT_ALLOWED', (version) => ['PUT', create()(version)[1]]],
  ['XML wanted', 406, 'NOT_ACCEPTABLE', create({}, {}, { headers: { Accept: 'text/xml' } })],
  [
    'a device with enough by policy',
    409,
    'ABORTED',
    create(),
    FIRST,
    () => (camara.settings.subscriptionsPerDevice = 0),
  ],
  [
    'a device with enough by policy',
    409,
    'INCOMPATIBLE_STATE',
    create(),
    SECOND,
    () => (camara.settings.subscriptionsPerDevice = 0),
  ],
  ['the same again', 409, 'ALREADY_EXISTS', create(), BOTH, createdBefore],
  ['a body that is too large', 413, 'PAYLOAD_TOO_LARGE', create({ pad: 'x'.repeat(70_000) })],
  ['a form', 415, 'UNSUPPORTED_MEDIA_TYPE', create({}, {}, { headers: { 'Content-Type': 'text/plain' } })],
  ['a device without the service', 422, 'SERVICE_NOT_APPLICABLE', create({}, { device: device(OUTSIDER) })],
  ['no device', 422, 'MISSING_IDENTIFIER', create({}, { device: undefined })],
  ['a device twice', 422, 'UNNECESSARY_IDENTIFIER', create({}, {}, { token: { phoneNumber: ALICE } })],
  [
    'a network access identifier',
    422,
    'SERVICE_NOT_APPLICABLE',
    create({}, { device: { networkAccessIdentifier: 'a@b' } }),
    FIRST,
  ],
  [
    'a network access identifier',
    422,
    'UNSUPPORTED_IDENTIFIER',
    create({}, { device: { networkAccessIdentifier: 'a@b' } }),
    SECOND,
  ],
  ['two event types', 422, 'MULTIEVENT_SUBSCRIPTION_NOT_SUPPORTED', create({ types: [EVENT, EVENT] }), SECOND],
  [
    'a private key',
    422,
    'PRIVATE_KEY_JWT_NOT_CONFIGURED',
    create({ sinkCredential: { credentialType: 'PRIVATE_KEY_JWT' } }),
    SECOND,
  ],
]

async function createdBefore() {
  camara.settings.refuseDuplicates = true
  for (const version of BOTH) await camara.call(...create()(version))
}

const READS: Row[] = [
  ['an id that is no UUID', 400, 'INVALID_ARGUMENT', subscription('GET', 'x')],
  ['an id that is no UUID, deleting', 400, 'INVALID_ARGUMENT', subscription('DELETE', 'x')],
  ['a page before the first', 400, 'INVALID_ARGUMENT', list('?page=0'), SECOND],
  ['no token', 401, 'UNAUTHENTICATED', list('', { token: null })],
  ['no token for one', 401, 'UNAUTHENTICATED', subscription('GET', NOBODYS, { token: null })],
  ['no token, deleting', 401, 'UNAUTHENTICATED', subscription('DELETE', NOBODYS, { token: null })],
  ['no scope', 403, 'PERMISSION_DENIED', list('', noScope)],
  ['no scope for one', 403, 'PERMISSION_DENIED', subscription('GET', NOBODYS, noScope)],
  ['no scope, deleting', 403, 'PERMISSION_DENIED', subscription('DELETE', NOBODYS, noScope)],
  ['an unknown id', 404, 'NOT_FOUND', subscription('GET', NOBODYS)],
  ['an unknown id, deleting', 404, 'NOT_FOUND', subscription('DELETE', NOBODYS)],
]

const one =
  (method: string, options?: CallOptions, id = NOBODYS): Ask =>
  () => [method, `${PROFILES}/${id}`, options]
const PROFILE_ROWS: Row[] = [
  ['nothing', 400, 'INVALID_ARGUMENT', () => ['POST', PROFILES, { body: {} }], FIRST],
  [
    'no loss budget',
    400,
    'OUT_OF_RANGE',
    () => ['POST', PROFILES, { body: { networkQualityThresholds: { packetLossErrorRate: 11 } } }],
    FIRST,
  ],
  [
    'a form',
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    () => ['POST', PROFILES, { body: 'x', headers: { 'Content-Type': 'text/plain' } }],
    FIRST,
  ],
  ...['GET', 'PATCH', 'DELETE'].flatMap((method): Row[] => [
    [
      `${method} of no UUID`,
      400,
      'INVALID_ARGUMENT',
      one(method, { body: method === 'PATCH' ? {} : undefined }, 'x'),
      FIRST,
    ],
    [`${method} without a token`, 401, 'UNAUTHENTICATED', one(method, { token: null }), FIRST],
    [`${method} without the scope`, 403, 'PERMISSION_DENIED', one(method, noScope), FIRST],
  ]),
  ['an unknown profile', 404, 'NOT_FOUND', one('GET'), FIRST],
  ['an unknown profile, deleting', 404, 'NOT_FOUND', one('DELETE'), FIRST],
  [
    'an unknown profile, changing',
    404,
    'NOT_FOUND',
    one('PATCH', { body: { applicationProfileId: NOBODYS, networkQualityThresholds: { packetLossErrorRate: 1 } } }),
    FIRST,
  ],
  ['another method', 405, 'METHOD_NOT_ALLOWED', one('PUT'), FIRST],
]

describe.each([
  ['checkNetworkQuality', CHECKS],
  ['createSubscription', CREATIONS],
  ['getSubscriptionList, getSubscription, deleteSubscription', READS],
  ['application profiles', PROFILE_ROWS],
])('%s', (_, rows) => {
  const cases = rows.flatMap(([what, status, code, ask, versions = BOTH, before]) =>
    versions.map((version) => ({ what, status, code, version, ask, before })),
  )
  it.each(cases)('$version answers $what with $status $code', async ({ status, code, version, ask, before }) => {
    await before?.()
    const reply = await camara.call(...ask(version))
    expect(reply.body).toEqual({ status, code, message: expect.stringMatching(/^.{10,512}$/s) as unknown })
    expect([reply.status, reply.headers.get('content-type')]).toEqual([status, 'application/json; charset=utf-8'])
    expect(reply.headers.get('x-correlator')).toMatch(/^[\w-]+$/)
    expect(camara.problems).toEqual([])
  })
})

describe('the order of the checks (reading C32)', () => {
  /** Everything is wrong; then one thing after the other is put right. */
  const steps: [number, CallOptions][] = [
    [
      400,
      { headers: { 'x-correlator': 'ä b', Accept: 'text/xml', 'Content-Type': 'text/plain' }, token: null, body: '{' },
    ],
    [401, { headers: { Accept: 'text/xml', 'Content-Type': 'text/plain' }, token: null, body: '{' }],
    [403, { headers: { Accept: 'text/xml', 'Content-Type': 'text/plain' }, ...noScope, body: '{' }],
    [406, { headers: { Accept: 'text/xml', 'Content-Type': 'text/plain' }, body: '{' }],
    [415, { headers: { 'Content-Type': 'text/plain' }, body: '{' }],
    [400, { body: '{' }],
  ]
  it.each(BOTH)('holds in %s', async (version) => {
    const path = check()(version)[1]
    const statuses = []
    for (const [, options] of steps) statuses.push((await camara.call('POST', path, options)).status)
    expect(statuses).toEqual(steps.map(([status]) => status))
    const both = await camara.call(...check({ applicationProfileId: NOBODYS, device: undefined })(version))
    expect(both.code).toBe('MISSING_IDENTIFIER') // the identifier before what is not found
    const later = await camara.call(...check({ applicationProfileId: NOBODYS, device: device(OUTSIDER) })(version))
    expect(later.code).toBe('NOT_FOUND') // and that before the service
  })
})
