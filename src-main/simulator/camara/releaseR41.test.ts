// What r4.1 does otherwise than r3.2, over HTTP; the rows of decisions/camara-releases.md.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { zErrorInfoR41 } from '#shared/wire/camara/commonR41'
import {
  SUBSCRIPTION_ENDED_EVENT,
  NETWORK_QUALITY_EVENT,
} from '#shared/wire/camara/connectivityInsightsSubscriptionsV06'
import { zSubscriptionListV07, zSubscriptionV07 } from '#shared/wire/camara/connectivityInsightsSubscriptionsV07'
import { ALICE, SOMEBODY, startCamara, type TestCamara } from '../../../test/support/camaraFixture'

let camara: TestCamara
let applicationProfileId: string
beforeEach(async () => {
  camara = await startCamara()
  applicationProfileId = await camara.createProfile()
})
afterEach(() => camara.close())

const CHECK = '/connectivity-insights/v0.7rc1/check-network-quality'
const SUBSCRIPTIONS = '/connectivity-insights-subscriptions/v0.7rc1/subscriptions'
const OLD_SUBSCRIPTIONS = '/connectivity-insights-subscriptions/v0.6/subscriptions'
const device = { phoneNumber: ALICE }
const applicationServer = { ipv4Address: '198.51.100.1' }

const check = (more: object = {}) =>
  camara.call('POST', CHECK, { body: { applicationProfileId, device, applicationServer, ...more } })

interface Parts {
  top?: object
  config?: object
  detail?: object
}
const request = ({ top, config, detail }: Parts = {}) => ({
  sink: 'https://app.example.com/sink',
  protocol: 'HTTP',
  types: [NETWORK_QUALITY_EVENT],
  config: { subscriptionDetail: { device, applicationServer, applicationProfileId, ...detail }, ...config },
  ...top,
})
const subscribe = (parts?: Parts) => camara.call('POST', SUBSCRIPTIONS, { body: request(parts) })

describe('checkNetworkQuality of r4.1', () => {
  it('answers as r3.2 does', async () => {
    const { status, body } = await check()
    expect([status, Object.keys(body)]).toEqual([
      200,
      ['packetDelayBudget', 'targetMinUpstreamRate', 'additionalKPIs', 'device'],
    ])
  })

  it.each<[string, object, number, string]>([
    ['no server', { applicationServer: undefined }, 400, 'INVALID_ARGUMENT'],
    ['an unknown property', { colour: 'red' }, 400, 'INVALID_ARGUMENT'],
    ['an unknown property within', { device: { phoneNumber: ALICE, colour: 'red' } }, 400, 'INVALID_ARGUMENT'],
    ['the port 0', { applicationServerPorts: { ports: [0] } }, 400, 'OUT_OF_RANGE'],
    ['101 ports', { applicationServerPorts: { ports: Array(101).fill(80) } }, 400, 'INVALID_ARGUMENT'],
    ['an unknown device', { device: { phoneNumber: SOMEBODY } }, 404, 'IDENTIFIER_NOT_FOUND'],
  ])('refuses %s', async (_case, more, status, code) => {
    const answer = await check(more)
    expect([answer.status, answer.code]).toEqual([status, code])
  })

  it('keeps its messages within 512 characters', async () => {
    const ports = Array.from({ length: 100 }, () => -1)
    const { body } = await check({ applicationServerPorts: { ports } })
    expect(zErrorInfoR41.parse(body).message).toHaveLength(512)
  })
})

describe('createSubscription of r4.1', () => {
  it('has one id, and echoes the settings of the protocol', async () => {
    const protocolSettings = { headers: { 'x-tenant': 'blue' }, method: 'POST' }
    const { status, body } = await subscribe({ top: { protocolSettings } })
    expect(status).toBe(201)
    expect(zSubscriptionV07.parse(body)).toMatchObject({ id: body['id'], protocolSettings })
  })

  it.each<[string, Parts, number, string]>([
    ['no server', { detail: { applicationServer: undefined } }, 400, 'INVALID_ARGUMENT'],
    ['an unknown property within', { config: { colour: 'red' } }, 400, 'INVALID_ARGUMENT'],
    ['more than 10⁶ events', { config: { subscriptionMaxEvents: 1_000_001 } }, 400, 'OUT_OF_RANGE'],
    [
      'two types',
      { top: { types: [NETWORK_QUALITY_EVENT, SUBSCRIPTION_ENDED_EVENT] } },
      422,
      'MULTIEVENT_SUBSCRIPTION_NOT_SUPPORTED',
    ],
    ['a type it does not know', { top: { types: ['org.example.v0.rain'] } }, 403, 'SUBSCRIPTION_MISMATCH'],
    [
      'a credential without keys',
      { top: { sinkCredential: { credentialType: 'PRIVATE_KEY_JWT' } } },
      422,
      'PRIVATE_KEY_JWT_NOT_CONFIGURED',
    ],
    [
      'another credential',
      { top: { sinkCredential: { credentialType: 'PLAIN', secret: 'x' } } },
      400,
      'INVALID_CREDENTIAL',
    ],
    [
      'a credential named like what every object has',
      { top: { sinkCredential: { credentialType: 'constructor' } } },
      400,
      'INVALID_CREDENTIAL',
    ],
    ['a header of ours', { top: { protocolSettings: { headers: { Authorization: 'x' } } } }, 400, 'INVALID_ARGUMENT'],
    [
      'a header with a line break',
      { top: { protocolSettings: { headers: { 'x-a': 'b\r\nc: d' } } } },
      400,
      'INVALID_ARGUMENT',
    ],
    ['an unknown device', { detail: { device: { phoneNumber: SOMEBODY } } }, 404, 'IDENTIFIER_NOT_FOUND'],
    [
      'just a network access identifier',
      { detail: { device: { networkAccessIdentifier: 'a@b' } } },
      422,
      'UNSUPPORTED_IDENTIFIER',
    ],
  ])('refuses %s', async (_case, parts, status, code) => {
    const answer = await subscribe(parts)
    expect([answer.status, answer.code]).toEqual([status, code])
    expect([...camara.subscriptions.ofClient('game')]).toEqual([])
  })

  it.each([
    [OLD_SUBSCRIPTIONS, 'ABORTED'],
    [SUBSCRIPTIONS, 'INCOMPATIBLE_STATE'],
  ])('of %s calls a conflict with a policy %s', async (path, code) => {
    camara.settings.subscriptionsPerDevice = 1
    await subscribe()
    const answer = await camara.call('POST', path, { body: request() })
    expect([answer.status, answer.code]).toEqual([409, code])
  })

  it('counts the subscriptions of a client against its maximum', async () => {
    camara.clients.replaceAll([{ id: 'game', maxSubscriptions: 1 }])
    await subscribe()
    expect((await subscribe()).code).toBe('INCOMPATIBLE_STATE')
  })
})

describe.each([
  [OLD_SUBSCRIPTIONS, ['id', 'subscriptionId'], 'DEACTIVE'],
  [SUBSCRIPTIONS, ['id'], 'INACTIVE'],
] as const)('subscriptions at %s', (path, ids, suspended) => {
  it('are answered with 202 and the id alone where a setting says so, and wait for their activation', async () => {
    camara.settings.subscriptionCreation = 'async'
    const { status, body } = await camara.call('POST', path, { body: request() })
    expect([status, Object.keys(body)]).toEqual([202, ids])
    const read = await camara.call('GET', `${path}/${String(body['id'])}`)
    expect(read.body['status']).toBe('ACTIVATION_REQUESTED')
  })

  it('are deleted with 204, or with 202 and the id alone where a setting says so', async () => {
    for (const [way, status, members] of [
      ['sync', 204, undefined],
      ['async', 202, ids],
    ] as const) {
      camara.settings.subscriptionDeletion = way
      const { body } = await camara.call('POST', path, { body: request() })
      const address = `${path}/${String(body['id'])}`
      const deleted = await camara.call('DELETE', address)
      expect(deleted.status).toBe(status)
      if (members) expect(Object.keys(deleted.body)).toEqual(members)
      expect((await camara.call('GET', address)).status).toBe(404)
    }
  })

  it('are called suspended by the word of the release (reading C20)', async () => {
    const { body } = await camara.call('POST', path, { body: request() })
    camara.subscriptions.suspend(String(body['id']))
    expect((await camara.call('GET', `${path}/${String(body['id'])}`)).body['status']).toBe(suspended)
  })
})

describe('getSubscriptionList of r4.1', () => {
  const list = (query = '') => camara.call('GET', SUBSCRIPTIONS + query)

  it('is one page with its place among the pages, in body and headers', async () => {
    for (let count = 0; count < 5; count += 1) await subscribe()
    const { body, headers } = await list('?page=2&perPage=2')
    const { subscriptions, pagination } = zSubscriptionListV07.parse(body)
    expect([subscriptions.length, pagination]).toEqual([2, { page: 2, perPage: 2, totalCount: 5, totalPages: 3 }])
    expect([headers.get('x-total-count'), headers.get('x-total-pages')]).toEqual(['5', '3'])
    const url = `http://bench.test${SUBSCRIPTIONS}`
    expect(headers.get('link')?.split(', ')).toEqual([
      `<${url}?page=1&perPage=2>; rel="first"`,
      `<${url}?page=1&perPage=2>; rel="prev"`,
      `<${url}?page=3&perPage=2>; rel="next"`,
      `<${url}?page=3&perPage=2>; rel="last"`,
    ])
  })

  it('is empty past the end, and for a client without subscriptions', async () => {
    expect(zSubscriptionListV07.parse((await list('?page=7')).body)).toEqual({
      subscriptions: [],
      pagination: { page: 7, perPage: 20, totalCount: 0, totalPages: 0 },
    })
  })

  it.each([
    'page=0',
    'page=-1',
    'page=x',
    'page=',
    'page=1.5',
    'page=1&page=2',
    'perPage=0',
    'perPage=101',
    'page=0x1',
  ])('refuses %s', async (query) => {
    const { status, code } = await list(`?${query}`)
    expect([status, code]).toEqual([400, 'INVALID_ARGUMENT'])
  })

  it('does not show the subscriptions of r3.2, nor the other way round (reading C34)', async () => {
    const { body } = await subscribe()
    expect((await camara.call('GET', `${OLD_SUBSCRIPTIONS}/${String(body['id'])}`)).status).toBe(404)
    expect((await camara.call('GET', OLD_SUBSCRIPTIONS)).body).toEqual([])
  })
})
