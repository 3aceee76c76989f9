import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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

const device = { phoneNumber: ALICE }
const three = { phoneNumber: ALICE }
const MEETS = 'meets the application requirements'
const UNABLE = 'unable to meet the application requirements'
const UNKNOWN_ID = '11111111-1111-4111-8111-111111111111'

const check = (body: object, options: CallOptions = {}) =>
  camara.call('POST', '/connectivity-insights/v0.6/check-network-quality', {
    ...options,
    body: { applicationProfileId: profileId, ...body },
  })
const isoIn = (seconds: number) => new Date(TEST_NOW + seconds * 1000).toISOString()

describe('checkNetworkQuality', () => {
  it('answers just the thresholds the profile has, with the indicators and the identifier it used', async () => {
    const { status, body } = await check({ device })
    expect(status).toBe(200)
    expect(body).toEqual({
      packetDelayBudget: MEETS,
      targetMinUpstreamRate: MEETS,
      additionalKPIs: { signalStrength: 'good', connectivityType: '5G-SA' },
      device,
    })
  })

  it('says which requirement the network is unable to meet', async () => {
    camara.network.condition = { ...camara.network.condition, delayMs: 101 }
    expect((await check({ device })).body).toMatchObject({ packetDelayBudget: UNABLE, targetMinUpstreamRate: MEETS })
  })

  it('asks the network for the flow and the instant of the request', async () => {
    const applicationServer = { ipv4Address: '198.51.100.0/24' }
    const applicationServerPorts = { ports: [5060] }
    await check({ device, applicationServer, applicationServerPorts, monitoringTimeStamp: isoIn(3600) })
    const flow = { deviceId: 'alice', applicationServer, applicationServerPorts }
    expect(camara.network.asked).toEqual([{ flow, at: TEST_NOW + 3_600_000 }])
  })

  it('takes the present of the bench clock where no instant is given', async () => {
    camara.clock.advanceSeconds(90)
    await check({ device })
    expect(camara.network.asked).toEqual([expect.objectContaining({ at: TEST_NOW + 90_000 })])
  })

  it('takes an instant up to a minute in the past', async () => {
    expect((await check({ device, monitoringTimeStamp: isoIn(-60) })).status).toBe(200)
  })

  it('takes the device of a three-legged token and echoes none', async () => {
    const { status, body } = await check({}, { token: three })
    expect(status).toBe(200)
    expect(body).not.toHaveProperty('device')
  })

  it('echoes one identifier where several are sent, and ignores a network access identifier beside another', async () => {
    const ipv4Address = { publicAddress: '203.0.113.7', publicPort: 4711 }
    const sent = { phoneNumber: SOMEBODY, networkAccessIdentifier: 'a@b', ipv4Address }
    expect((await check({ device: sent })).body['device']).toEqual({ ipv4Address })
  })

  it('answers for the first device that the client may use, as if the others were unknown (reading C33)', async () => {
    camara.clients.replaceAll([{ id: 'game', devices: ['alice'] }])
    const ipv4Address = { publicAddress: '203.0.113.7', publicPort: 4711 }
    const { status, body } = await check({ device: { phoneNumber: OUTSIDER, ipv4Address } })
    expect([status, body['device']]).toEqual([200, { ipv4Address }])
    expect((await check({ device: { phoneNumber: OUTSIDER } })).code).toBe('IDENTIFIER_NOT_FOUND')
  })

  it('takes the id of a profile in capitals', async () => {
    expect((await check({ applicationProfileId: profileId.toUpperCase(), device })).status).toBe(200)
  })

  it('accepts properties it does not know', async () => {
    expect((await check({ device, colour: 'red' })).status).toBe(200)
  })

  it.each<[string, object, CallOptions, number, string]>([
    ['no profile id', { applicationProfileId: undefined, device }, {}, 400, 'INVALID_ARGUMENT'],
    ['a profile id that is no UUID', { applicationProfileId: 'x', device }, {}, 400, 'INVALID_ARGUMENT'],
    ['a device without identifiers', { device: {} }, {}, 400, 'INVALID_ARGUMENT'],
    ['an instant without a zone', { device, monitoringTimeStamp: '2030-06-01T12:00:00' }, {}, 400, 'INVALID_ARGUMENT'],
    ['an instant over a minute past', { device, monitoringTimeStamp: isoIn(-60.001) }, {}, 400, 'OUT_OF_RANGE'],
    ['a port out of bounds', { device, applicationServerPorts: { ports: [65_536] } }, {}, 400, 'OUT_OF_RANGE'],
    [
      'a range of ports that runs backwards',
      { device, applicationServerPorts: { ranges: [{ from: 10, to: 5 }] } },
      {},
      400,
      'INVALID_ARGUMENT',
    ],
    ['no device with a two-legged token', {}, {}, 422, 'MISSING_IDENTIFIER'],
    ['a device beside a three-legged token', { device }, { token: three }, 422, 'UNNECESSARY_IDENTIFIER'],
    [
      'just a network access identifier',
      { device: { networkAccessIdentifier: 'a@b' } },
      {},
      422,
      'UNSUPPORTED_IDENTIFIER',
    ],
    ['an unknown device', { device: { phoneNumber: SOMEBODY } }, {}, 404, 'IDENTIFIER_NOT_FOUND'],
    ['a token of an unknown device', {}, { token: { phoneNumber: SOMEBODY } }, 404, 'IDENTIFIER_NOT_FOUND'],
    ['an unknown profile', { applicationProfileId: UNKNOWN_ID, device }, {}, 404, 'NOT_FOUND'],
    ['the profile of another client', { device }, { token: { clientId: 'rival' } }, 403, 'INVALID_TOKEN_CONTEXT'],
    ['a device outside the service', { device: { phoneNumber: OUTSIDER } }, {}, 422, 'SERVICE_NOT_APPLICABLE'],
    [
      'an identifier missing before a profile unknown',
      { applicationProfileId: UNKNOWN_ID },
      {},
      422,
      'MISSING_IDENTIFIER',
    ],
  ])('refuses %s', async (_case, body, options, status, code) => {
    const answer = await check(body, options)
    expect([answer.status, answer.code]).toEqual([status, code])
  })

  it('lets every client use a profile of the scenario', async () => {
    await camara.profiles.replaceAll([{ id: UNKNOWN_ID, networkQualityThresholds: { packetLossErrorRate: 3 } }])
    const { body } = await check({ applicationProfileId: UNKNOWN_ID, device }, { token: { clientId: 'rival' } })
    expect(body).toMatchObject({ packetlossErrorRate: MEETS })
  })
})
