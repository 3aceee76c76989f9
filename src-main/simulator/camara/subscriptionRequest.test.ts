// Operation createSubscription over HTTP: what is kept, what is echoed, what is refused.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  NETWORK_QUALITY_EVENT,
  SUBSCRIPTION_ENDED_EVENT,
} from '#shared/wire/camara/connectivityInsightsSubscriptionsV06'
import { TEST_NOW } from '../../../test/support/simulatorFixture'
import {
  ALICE,
  OUTSIDER,
  SOMEBODY,
  startCamara,
  type CallOptions,
  type TestCamara,
} from '../../../test/support/camaraFixture'

let camara: TestCamara
let profileId: string
beforeEach(async () => {
  camara = await startCamara()
  profileId = await camara.createProfile()
})
afterEach(() => camara.close())

const PATH = '/connectivity-insights-subscriptions/v0.6/subscriptions'
const UNKNOWN_ID = '11111111-1111-4111-8111-111111111111'
const device = { phoneNumber: ALICE }
const three = { phoneNumber: ALICE }
const isoIn = (seconds: number) => new Date(TEST_NOW + seconds * 1000).toISOString()
const credential = {
  credentialType: 'ACCESSTOKEN',
  accessToken: 'sink-secret',
  accessTokenExpiresUtc: isoIn(3600),
  accessTokenType: 'Bearer',
}

interface Parts {
  top?: object
  config?: object
  detail?: object
}
const request = ({ top, config, detail }: Parts = {}) => ({
  sink: 'https://app.example.com/sink',
  protocol: 'HTTP',
  types: [NETWORK_QUALITY_EVENT],
  config: { subscriptionDetail: { device, applicationProfileId: profileId, ...detail }, ...config },
  ...top,
})
const create = (parts?: Parts, options: CallOptions = {}) =>
  camara.call('POST', PATH, { ...options, body: request(parts) })

describe('createSubscription', () => {
  it('echoes what was asked for, under both ids, from now on', async () => {
    const detail = { applicationServer: { ipv6Address: '2001:db8::/64' }, applicationServerPorts: { ports: [443] } }
    const subscriptionExpireTime = '2030-06-01T15:00:00+02:00'
    const config = { subscriptionExpireTime, subscriptionMaxEvents: 5, initialEvent: true }
    const { status, body } = await create({ detail, config })
    expect(status).toBe(201)
    expect(body).toEqual({
      ...request({ detail, config }),
      id: body['subscriptionId'],
      subscriptionId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      startsAt: isoIn(0),
      expiresAt: '2030-06-01T13:00:00.000Z',
      status: 'ACTIVE',
    })
  })

  it('keeps the credential of the sink and never returns it', async () => {
    const { body } = await create({ top: { sinkCredential: credential } })
    const kept = camara.subscriptions.find(String(body['id']))
    expect(kept?.sinkCredential).toEqual({ accessToken: 'sink-secret', expiresAt: TEST_NOW + 3_600_000 })
    const read = await camara.call('GET', `${PATH}/${String(body['id'])}`)
    const list = await camara.call('GET', PATH)
    expect(JSON.stringify([body, read.body, list.body])).not.toMatch(/sinkCredential|sink-secret/)
  })

  it('echoes the one identifier it uses', async () => {
    const ipv4Address = { publicAddress: '203.0.113.7', publicPort: 4711 }
    const sent = { phoneNumber: SOMEBODY, networkAccessIdentifier: 'a@b', ipv4Address }
    const { body } = await create({ detail: { device: sent } })
    expect(body['config']).toEqual({ subscriptionDetail: { device: { ipv4Address }, applicationProfileId: profileId } })
  })

  it('takes the device of a three-legged token and echoes none', async () => {
    const { status, body } = await create({ detail: { device: undefined } }, { token: three })
    expect([status, body['config']]).toEqual([201, { subscriptionDetail: { applicationProfileId: profileId } }])
    expect(camara.subscriptions.find(String(body['id']))).toMatchObject({ deviceId: 'alice', phoneNumber: ALICE })
  })

  it('accepts a plain http sink on this machine unless the setting is off', async () => {
    const top = { sink: 'http://127.0.0.1:9092/inbox' }
    expect((await create({ top })).status).toBe(201)
    camara.settings.plainHttpLoopback = false
    expect((await create({ top })).code).toBe('INVALID_SINK')
  })

  it.each<[string, Parts, number, string]>([
    ['no sink', { top: { sink: undefined } }, 400, 'INVALID_ARGUMENT'],
    ['no types', { top: { types: [] } }, 400, 'INVALID_ARGUMENT'],
    ['two types', { top: { types: [NETWORK_QUALITY_EVENT, NETWORK_QUALITY_EVENT] } }, 400, 'INVALID_ARGUMENT'],
    ['no profile', { detail: { applicationProfileId: undefined } }, 400, 'INVALID_ARGUMENT'],
    ['a maximum of 0 events', { config: { subscriptionMaxEvents: 0 } }, 400, 'OUT_OF_RANGE'],
    ['a port out of bounds', { detail: { applicationServerPorts: { ports: [-1] } } }, 400, 'OUT_OF_RANGE'],
    ['a type it does not know', { top: { types: ['org.example.v0.rain'] } }, 403, 'SUBSCRIPTION_MISMATCH'],
    ['the type of the end', { top: { types: [SUBSCRIPTION_ENDED_EVENT] } }, 403, 'SUBSCRIPTION_MISMATCH'],
    ['an unknown protocol', { top: { protocol: 'PIGEON' } }, 400, 'INVALID_PROTOCOL'],
    ['a protocol that is listed but not offered', { top: { protocol: 'MQTT5' } }, 400, 'INVALID_PROTOCOL'],
    ['plain http elsewhere', { top: { sink: 'http://app.example.com' } }, 400, 'INVALID_SINK'],
    ['a link-local sink', { top: { sink: 'https://169.254.169.254/' } }, 400, 'INVALID_SINK'],
    ['a sink without slashes', { top: { sink: 'https:app.example.com/x' } }, 400, 'INVALID_SINK'],
    ['a sink with one slash too many', { top: { sink: 'https:///app.example.com/x' } }, 400, 'INVALID_SINK'],
    ['a sink of backslashes', { top: { sink: String.raw`https:\\app.example.com\x` } }, 400, 'INVALID_SINK'],
    ['a sink after a space', { top: { sink: ' https://app.example.com' } }, 400, 'INVALID_SINK'],
    ['a sink with a tab', { top: { sink: 'https://app.exa\tmple.com' } }, 400, 'INVALID_SINK'],
    ['a sink with a line break', { top: { sink: 'https://app.example.com/x\n' } }, 400, 'INVALID_SINK'],
    ['a sink in capitals', { top: { sink: 'HTTPS://app.example.com' } }, 400, 'INVALID_SINK'],
    ['a sink that is not encoded', { top: { sink: 'https://app.example.com/ä' } }, 400, 'INVALID_SINK'],
    ['an expiry now', { config: { subscriptionExpireTime: isoIn(0) } }, 400, 'INVALID_ARGUMENT'],
    [
      'an expiry without a zone',
      { config: { subscriptionExpireTime: '2031-01-01T00:00:00' } },
      400,
      'INVALID_ARGUMENT',
    ],
    ['no device with a two-legged token', { detail: { device: undefined } }, 422, 'MISSING_IDENTIFIER'],
    [
      'just a network access identifier',
      { detail: { device: { networkAccessIdentifier: 'a@b' } } },
      422,
      'SERVICE_NOT_APPLICABLE',
    ],
    ['a device outside the service', { detail: { device: { phoneNumber: OUTSIDER } } }, 422, 'SERVICE_NOT_APPLICABLE'],
    ['an unknown device', { detail: { device: { phoneNumber: SOMEBODY } } }, 404, 'NOT_FOUND'],
    ['an unknown profile', { detail: { applicationProfileId: UNKNOWN_ID } }, 404, 'NOT_FOUND'],
  ])('refuses %s', async (_case, parts, status, code) => {
    const answer = await create(parts)
    expect([answer.status, answer.code]).toEqual([status, code])
    expect([...camara.subscriptions.ofClient('game')]).toEqual([])
  })

  it.each<[string, object, string]>([
    ['another credential type', { credentialType: 'PLAIN' }, 'INVALID_CREDENTIAL'],
    ['another token type', { accessTokenType: 'mac' }, 'INVALID_TOKEN'],
    ['no token type', { accessTokenType: undefined }, 'INVALID_ARGUMENT'],
    ['no token', { accessToken: undefined }, 'INVALID_ARGUMENT'],
    ['a token no header can carry', { accessToken: 'a\r\nb' }, 'INVALID_ARGUMENT'],
    ['no expiry', { accessTokenExpiresUtc: undefined }, 'INVALID_ARGUMENT'],
    ['an expiry that is no date', { accessTokenExpiresUtc: 'tomorrow' }, 'INVALID_ARGUMENT'],
    ['an expired token', { accessTokenExpiresUtc: isoIn(-1) }, 'INVALID_ARGUMENT'],
  ])('refuses a sink credential with %s', async (_case, change, code) => {
    const answer = await create({ top: { sinkCredential: { ...credential, ...change } } })
    expect([answer.status, answer.code]).toEqual([400, code])
    expect(answer.body['message']).toContain('sinkCredential.')
  })

  it('refuses a device beside a three-legged token, even if it is the same', async () => {
    expect((await create({}, { token: three })).code).toBe('UNNECESSARY_IDENTIFIER')
  })

  it("refuses another client's profile as if there were none", async () => {
    expect((await create({}, { token: { clientId: 'rival' } })).code).toBe('NOT_FOUND')
  })

  it('wants the scope of its event type', async () => {
    const token = { scopes: ['connectivity-insights-subscriptions:read'] }
    expect((await create({}, { token })).code).toBe('PERMISSION_DENIED')
  })

  it('says of an expiry in the past what time it is on the bench', async () => {
    const past = isoIn(-1)
    const expired = await create({ config: { subscriptionExpireTime: past } })
    const stale = await create({ top: { sinkCredential: { ...credential, accessTokenExpiresUtc: past } } })
    for (const { body } of [expired, stale])
      expect(body['message']).toMatch(/not after now \(2030-06-01T12:00:00\.250Z on the bench clock\)/)
  })

  it.each(['https://app.example.com:8443/a%20b?x[0]=1&y=~$#z', 'https://[2001:db8::1]/'])(
    'accepts the sink %s and gives it back as it is',
    async (sink) => {
      expect((await create({ top: { sink } })).body['sink']).toBe(sink)
    },
  )

  it.each<[string, Parts]>([
    ['a bad sink before a missing device', { top: { sink: 'x' }, detail: { device: undefined } }],
    [
      'an expiry in the past before an unknown profile',
      {
        config: { subscriptionExpireTime: isoIn(-1) },
        detail: { applicationProfileId: UNKNOWN_ID },
      },
    ],
  ])('reports %s', async (_order, parts) => {
    expect((await create(parts)).status).toBe(400)
  })
})

describe('the setting refuseDuplicates', () => {
  const detail = { applicationServer: { ipv4Address: '198.51.100.1' }, applicationServerPorts: { ports: [443] } }

  it('off: accepts the same subscription twice', async () => {
    await create({ detail })
    expect((await create({ detail })).status).toBe(201)
  })

  it('on: refuses the same flow, profile and sink of the same client', async () => {
    camara.settings.refuseDuplicates = true
    await create({ detail })
    const { status, code } = await create({ detail, config: { initialEvent: true } })
    expect([status, code]).toEqual([409, 'ALREADY_EXISTS'])
  })

  it.each<[string, Parts]>([
    ['another server', { detail: { ...detail, applicationServer: { ipv4Address: '198.51.100.2' } } }],
    ['other ports', { detail: { ...detail, applicationServerPorts: { ports: [444] } } }],
    ['another sink', { detail, top: { sink: 'https://app.example.com/other' } }],
  ])('on: accepts %s', async (_case, parts) => {
    camara.settings.refuseDuplicates = true
    await create({ detail })
    expect((await create(parts)).status).toBe(201)
  })

  it('on: accepts the same once the former has ended', async () => {
    camara.settings.refuseDuplicates = true
    const { body } = await create({ detail })
    camara.subscriptions.end(String(body['id']))
    expect((await create({ detail })).status).toBe(201)
  })
})
