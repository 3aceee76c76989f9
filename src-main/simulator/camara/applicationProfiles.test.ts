import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startCamara, type TestCamara } from '../../../test/support/camaraFixture'

let camara: TestCamara
beforeEach(async () => {
  camara = await startCamara()
})
afterEach(() => camara.close())

const PATH = '/application-profiles/v0.5/application-profiles'
const UNKNOWN_ID = '11111111-1111-4111-8111-111111111111'
const networkQualityThresholds = { packetDelayBudget: { value: 100, unit: 'Milliseconds' }, packetLossErrorRate: 3 }
const computeResources = { targetMinCPU: 0.5 }

describe('createApplicationProfile', () => {
  it('gives the profile an id and returns it whole', async () => {
    const { status, body } = await camara.call('POST', PATH, { body: { networkQualityThresholds, computeResources } })
    expect(status).toBe(201)
    expect(body).toEqual({
      applicationProfileId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      networkQualityThresholds,
      computeResources,
    })
    expect(camara.changedProfiles).toEqual([body['applicationProfileId']])
  })

  it('accepts and echoes a value without its unit', async () => {
    const body = { networkQualityThresholds: { jitter: { value: 5 } } }
    expect((await camara.call('POST', PATH, { body })).body).toMatchObject(body)
  })

  it.each([
    ['neither part', {}, 'INVALID_ARGUMENT'],
    ['a part without content', { networkQualityThresholds: {} }, 'INVALID_ARGUMENT'],
    ['a text for a number', { networkQualityThresholds: { packetLossErrorRate: '3' } }, 'INVALID_ARGUMENT'],
    ['an unknown unit', { networkQualityThresholds: { jitter: { value: 5, unit: 'Weeks' } } }, 'INVALID_ARGUMENT'],
    ['a loss exponent of 11', { networkQualityThresholds: { packetLossErrorRate: 11 } }, 'OUT_OF_RANGE'],
    ['a duration of 0', { networkQualityThresholds: { jitter: { value: 0, unit: 'Seconds' } } }, 'OUT_OF_RANGE'],
    ['a rate of 1025', { networkQualityThresholds: { targetMinUpstreamRate: { value: 1025 } } }, 'OUT_OF_RANGE'],
  ])('refuses %s', async (_case, body, code) => {
    const answer = await camara.call('POST', PATH, { body })
    expect([answer.status, answer.code]).toEqual([400, code])
    expect(camara.profiles.all()).toEqual([])
  })

  it('names every field that is wrong', async () => {
    const body = { networkQualityThresholds: { packetLossErrorRate: 'x', jitter: { unit: 'Weeks' } } }
    const { body: error } = await camara.call('POST', PATH, { body })
    expect(error['message']).toMatch(
      /networkQualityThresholds\.packetLossErrorRate: .*networkQualityThresholds\.jitter\.unit: /,
    )
  })
})

describe('readApplicationProfile', () => {
  it('returns what was created', async () => {
    const { body } = await camara.call('POST', PATH, { body: { networkQualityThresholds } })
    const read = await camara.call('GET', `${PATH}/${String(body['applicationProfileId'])}`)
    expect([read.status, read.body]).toEqual([200, body])
  })

  it('finds a profile by its id in capitals, as RFC 9562 has it', async () => {
    const id = await camara.createProfile()
    const { status, body } = await camara.call('GET', `${PATH}/${id.toUpperCase()}`)
    expect([status, body['applicationProfileId']]).toEqual([200, id])
  })

  it.each([
    [UNKNOWN_ID, 404, 'NOT_FOUND'],
    ['not-a-uuid', 400, 'INVALID_ARGUMENT'],
  ])('refuses the id %s', async (id, status, code) => {
    const answer = await camara.call('GET', `${PATH}/${id}`)
    expect([answer.status, answer.code]).toEqual([status, code])
  })

  it("hides another client's profile", async () => {
    const id = await camara.createProfile({ clientId: 'rival' })
    expect((await camara.call('GET', `${PATH}/${id}`)).code).toBe('NOT_FOUND')
  })

  it("shows the client's own profile to a three-legged token, too", async () => {
    const id = await camara.createProfile()
    expect((await camara.call('GET', `${PATH}/${id}`, { token: { phoneNumber: '+34600000001' } })).status).toBe(200)
  })
})

describe('updateApplicationProfile', () => {
  it('replaces the thresholds whole and leaves an absent part as it is', async () => {
    const created = await camara.call('POST', PATH, { body: { networkQualityThresholds, computeResources } })
    const applicationProfileId = String(created.body['applicationProfileId'])
    const update = { applicationProfileId, networkQualityThresholds: { packetLossErrorRate: 4 } }
    const { status, body } = await camara.call('PATCH', `${PATH}/${applicationProfileId}`, { body: update })
    expect([status, body]).toEqual([200, { ...update, computeResources }])
    expect((await camara.call('GET', `${PATH}/${applicationProfileId}`)).body).toEqual(body)
    expect(camara.changedProfiles).toEqual([applicationProfileId, applicationProfileId])
  })

  it('takes the id in the path and the one in the body in either case', async () => {
    const id = await camara.createProfile()
    const body = { applicationProfileId: id.toUpperCase(), networkQualityThresholds }
    const paths = [`${PATH}/${id}`, `${PATH}/${id.toUpperCase()}`]
    for (const path of paths) expect((await camara.call('PATCH', path, { body })).status).toBe(200)
  })

  it.each([
    ['no id in the body', {}],
    ['another id in the body', { applicationProfileId: UNKNOWN_ID }],
  ])('refuses %s', async (_case, ids) => {
    const id = await camara.createProfile()
    const { status } = await camara.call('PATCH', `${PATH}/${id}`, { body: { ...ids, networkQualityThresholds } })
    expect(status).toBe(400)
  })

  it.each([
    ['an unknown profile', UNKNOWN_ID],
    ["another client's profile", undefined],
  ])('answers %s with 404', async (_case, unknown) => {
    const id = unknown ?? (await camara.createProfile({ clientId: 'rival' }))
    const body = { applicationProfileId: id, networkQualityThresholds }
    expect((await camara.call('PATCH', `${PATH}/${id}`, { body })).code).toBe('NOT_FOUND')
  })

  it("does not let a client change the scenario's profile, nor shows it the name that people know it by", async () => {
    await camara.profiles.replaceAll([{ id: UNKNOWN_ID, name: 'Video call', computeResources }])
    const body = { applicationProfileId: UNKNOWN_ID, networkQualityThresholds }
    const { status, code } = await camara.call('PATCH', `${PATH}/${UNKNOWN_ID}`, { body })
    expect([status, code]).toEqual([403, 'PERMISSION_DENIED'])
    expect((await camara.call('GET', `${PATH}/${UNKNOWN_ID}`)).body).toEqual({
      applicationProfileId: UNKNOWN_ID,
      computeResources,
    })
  })
})

describe('a scenario that is loaded', () => {
  it('replaces all profiles and announces those that went and those that came', async () => {
    const former = await camara.createProfile()
    await camara.profiles.replaceAll([{ id: UNKNOWN_ID, name: 'Video call', computeResources }])
    expect(camara.profiles.find(former)).toBeUndefined()
    expect(camara.profiles.find(UNKNOWN_ID)).toMatchObject({ name: 'Video call', computeResources })
    expect(camara.changedProfiles).toEqual([former, former, UNKNOWN_ID])
  })
})
