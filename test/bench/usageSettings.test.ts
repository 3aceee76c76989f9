// What a user can set about TMF677: whether it asks for a token, and what becomes of parameters that are none.
import { beforeEach, describe, expect, it } from 'vitest'
import { zTmfError } from '#shared/wire/tmf677/usageConsumptionReport'
import { benchOfThisTest, type BenchUnderTest } from '../support/benchFixture'
import { temporaryFolder } from '../support/temporaryFolder'

let bench: BenchUnderTest
beforeEach(async () => {
  bench = await benchOfThisTest(temporaryFolder())
})

const LIST = '/usageManagement/v1/usageConsumptionReport'
const CHALLENGE = 'Bearer realm="callbox"'
const ask = (target: string, headers: Record<string, string> = {}) =>
  fetch(bench.serverRoot + LIST + target, { headers })

async function refusal(target: string, headers: Record<string, string> = {}) {
  const response = await ask(target, headers)
  const { status, code, message } = zTmfError.parse(await response.json())
  expect(status).toBe(String(response.status))
  return { status: response.status, code, message, challenge: response.headers.get('www-authenticate') }
}

async function bearer(body: Parameters<BenchUnderTest['control']['mintToken']>[0]['body']) {
  const { accessToken } = await bench.control.mintToken({ body })
  return { authorization: `Bearer ${accessToken}` }
}

describe('the setting usageUnknownParameters', () => {
  it('has unknown filters and fields refused at first, and ignored once it says so, for the same URL too', async () => {
    const targets = [
      '?nonsense=1&relatedParty.id=u2',
      '?relatedParty.id=u2&fields=id,nonsense',
      '/ur003?fields=id,nonsense&x=1',
    ]
    for (const target of targets) expect(await refusal(target)).toMatchObject({ status: 400, code: 'invalidArgument' })
    await bench.control.changeSettings({ body: { usageUnknownParameters: 'ignore' } })
    const [filtered, selected, single] = await Promise.all(targets.map(async (target) => (await ask(target)).json()))
    expect(filtered).toMatchObject([{ id: 'ur003', name: 'report3' }])
    expect(selected).toEqual([{ id: 'ur003' }])
    expect(single).toEqual({ id: 'ur003' })
    expect(await (await ask('/ur003?fields=nonsense')).json()).toMatchObject({ id: 'ur003', name: 'report3' })
    expect(await refusal('?bucket.bucketCounter.validFor.startDateTime=soon')).toMatchObject({ status: 400 })
    await bench.control.changeSettings({ body: { usageUnknownParameters: 'refuse' } })
    for (const target of targets) expect((await refusal(target)).status).toBe(400)
  })
})

describe('the setting usageRequiresToken', () => {
  it('asks for a token that is right, also for what was answered without one before', async () => {
    expect((await ask('/ur001')).status).toBe(200)
    await bench.control.changeSettings({ body: { usageRequiresToken: true } })
    expect(await refusal('/ur001')).toMatchObject({ status: 401, code: 'unauthenticated', challenge: CHALLENGE })
    expect(await refusal('', { authorization: 'Basic YTpi' })).toMatchObject({ status: 401 })
    for (const defect of ['expired', 'wrongAudience', 'wrongSignature'] as const) {
      expect(await refusal('/ur001', await bearer({ defect })), defect).toMatchObject({
        status: 401,
        challenge: `${CHALLENGE}, error="invalid_token"`,
      })
    }
    const poor = await refusal('/ur001', await bearer({ defect: 'missingScope' }))
    expect(poor).toMatchObject({ status: 403, code: 'permissionDenied' })
    expect(poor.challenge).toBe(`${CHALLENGE}, error="insufficient_scope", scope="usage-management:read"`)
    expect(poor.message).toContain('usage-management:read')
    expect((await refusal('/ur001', await bearer({ scopes: ['connectivity-insights:check'] }))).status).toBe(403)
    expect((await ask('/ur001', await bearer({}))).status).toBe(200)
    expect((await ask('/ur001', await bearer({ scopes: ['usage-management:read'] }))).status).toBe(200)
    await bench.control.changeSettings({ body: { usageRequiresToken: false } })
    expect((await ask('/ur001')).status).toBe(200)
  })
})

describe('an Accept that cannot be met', () => {
  it('is 406, whoever asked before, and any that can be met is met', async () => {
    expect((await ask('/ur001')).status).toBe(200)
    for (const accept of ['text/html', 'application/xml', 'application/json;q=0', 'text/*']) {
      expect(await refusal('/ur001', { accept }), accept).toMatchObject({ status: 406, code: 'notAcceptable' })
    }
    for (const accept of ['application/json', '*/*', 'application/*', 'text/html, */*;q=0.1', 'text/plain, */*']) {
      expect((await ask('/ur001', { accept })).status, accept).toBe(200)
    }
  })
})
