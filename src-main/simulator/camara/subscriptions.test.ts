// Operations getSubscription, getSubscriptionList and deleteSubscription over HTTP.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TokenRequest } from '#shared/control/operations/tokenOperations'
import { NETWORK_QUALITY_EVENT } from '#shared/wire/camara/connectivityInsightsSubscriptionsV06'
import { ALICE, OUTSIDER, startCamara, type TestCamara } from '../../../test/support/camaraFixture'

let camara: TestCamara
beforeEach(async () => {
  camara = await startCamara()
})
afterEach(() => camara.close())

const PATH = '/connectivity-insights-subscriptions/v0.6/subscriptions'
const UNKNOWN_ID = '11111111-1111-4111-8111-111111111111'

/** Subscribes to a device, named in the body unless the token is bound to one. @returns the reply's body */
async function subscribe(token: TokenRequest = {}, write = (profileId: string) => profileId) {
  const applicationProfileId = write(await camara.createProfile(token))
  const device = token.phoneNumber === undefined ? { phoneNumber: ALICE } : undefined
  const config = { subscriptionDetail: { device, applicationProfileId } }
  const body = { sink: 'https://app.example.com', protocol: 'HTTP', types: [NETWORK_QUALITY_EVENT], config }
  return (await camara.call('POST', PATH, { token, body })).body
}
const read = (id: unknown, token: TokenRequest = {}) => camara.call('GET', `${PATH}/${String(id)}`, { token })
const list = async (token: TokenRequest = {}) => (await camara.call('GET', PATH, { token })).body
const remove = (id: unknown, token: TokenRequest = {}) => camara.call('DELETE', `${PATH}/${String(id)}`, { token })

describe('getSubscription', () => {
  it('returns the subscription as it was created', async () => {
    const created = await subscribe()
    const { status, body } = await read(created['id'])
    expect([status, body]).toEqual([200, created])
  })

  it('takes ids in capitals, as RFC 9562 has it, and gives them in small letters', async () => {
    const created = await subscribe({}, (profileId) => profileId.toUpperCase())
    const { status, body } = await read(String(created['id']).toUpperCase())
    expect([status, body]).toEqual([200, created])
    const { subscriptionDetail } = body['config'] as { subscriptionDetail: object }
    expect(subscriptionDetail).toMatchObject({
      applicationProfileId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    })
  })

  it.each([
    ['not-a-uuid', 400, 'INVALID_ARGUMENT'],
    [UNKNOWN_ID, 404, 'NOT_FOUND'],
  ])('refuses the id %s', async (id, status, code) => {
    const answer = await read(id)
    expect([answer.status, answer.code]).toEqual([status, code])
  })

  it('answers 404 once the subscription has ended', async () => {
    const { id } = await subscribe()
    camara.subscriptions.end(String(id))
    expect((await read(id)).code).toBe('NOT_FOUND')
  })
})

describe('getSubscriptionList', () => {
  it('is an empty array for a client without subscriptions', async () => {
    await subscribe({ clientId: 'rival' })
    expect(await list()).toEqual([])
  })

  it("is an array of the client's living subscriptions", async () => {
    const ended = await subscribe()
    const living = await subscribe()
    camara.subscriptions.end(String(ended['id']))
    expect(await list()).toEqual([living])
  })
})

describe('deleteSubscription', () => {
  it('answers 204 without a body, and the subscription is gone', async () => {
    const { id } = await subscribe()
    const { status, body, headers } = await remove(id)
    expect([status, body]).toEqual([204, undefined])
    expect(headers.get('x-correlator')).not.toBeNull()
    expect((await read(id)).status).toBe(404)
    expect((await remove(id)).status).toBe(404)
  })

  it.each([
    ['not-a-uuid', 400],
    [UNKNOWN_ID, 404],
  ])('refuses the id %s', async (id, status) => {
    expect((await remove(id)).status).toBe(status)
  })

  it('wants its own scope', async () => {
    const { id } = await subscribe()
    expect((await remove(id, { scopes: ['connectivity-insights-subscriptions:read'] })).code).toBe('PERMISSION_DENIED')
    expect((await read(id)).status).toBe(200)
  })
})

describe('ownership', () => {
  it.each<[string, TokenRequest, TokenRequest]>([
    ['another client', {}, { clientId: 'rival' }],
    ['another phone number of the same client', { phoneNumber: ALICE }, { phoneNumber: OUTSIDER }],
    ['a two-legged token of the same client', { phoneNumber: ALICE }, {}],
    ['a three-legged token of the same client', {}, { phoneNumber: ALICE }],
  ])('hides a subscription from %s', async (_case, owner, other) => {
    const { id } = await subscribe(owner)
    expect((await read(id, other)).code).toBe('NOT_FOUND')
    expect((await remove(id, other)).code).toBe('NOT_FOUND')
    expect(await list(other)).toEqual([])
    expect((await read(id, owner)).status).toBe(200)
  })
})
