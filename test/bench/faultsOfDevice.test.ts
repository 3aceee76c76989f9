import { describe, expect, it } from 'vitest'
import { shippedScenario } from '#main/bench/scenarioLibrary/scenarioFiles'
import type { FaultAct, FaultMatch } from '#shared/domain/fault'
import { benchOfThisTest } from '../support/benchFixture'
import { temporaryFolder } from '../support/temporaryFolder'

const ABSENT_ID = '11111111-2222-4333-8444-555555555555'

describe('a fault of one device', () => {
  const act: FaultAct = { status: 503, code: 'UNAVAILABLE', retryAfterSeconds: 7 }
  const CHECK = '/connectivity-insights/v0.6/check-network-quality'
  const SUBSCRIPTIONS = '/connectivity-insights-subscriptions/v0.6/subscriptions'

  async function benchWithFault() {
    const bench = await benchOfThisTest(temporaryFolder(), { scenario: () => shippedScenario('train-tunnel') })
    const [faulty, sound] = (await bench.control.listDevices()).items
    if (!faulty || !sound) throw new Error('the scenario has two devices')
    await bench.control.addFault({ body: { match: { device: faulty.id }, act } })

    async function call(method: string, path: string, body?: unknown, phoneNumber?: string) {
      const { accessToken } = await bench.control.mintToken({ body: { ...(phoneNumber && { phoneNumber }) } })
      const reply = await fetch(bench.serverRoot + path, {
        method,
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      return { status: reply.status, text: await reply.text(), headers: reply.headers }
    }
    return { bench, faulty, sound, call }
  }

  it('meets what names it in the body, by any of its identifiers, and says when to try again', async () => {
    const { faulty, sound, call } = await benchWithFault()
    const { phoneNumber, ipv4Address } = faulty.device
    const reply = await call('POST', CHECK, { device: { phoneNumber } })
    expect(reply.status).toBe(503)
    expect(reply.headers.get('retry-after')).toBe('7')
    expect((await call('POST', CHECK, { device: { ipv4Address } })).status).toBe(503)
    expect((await call('POST', CHECK, { device: { phoneNumber: sound.device.phoneNumber } })).status).toBe(400)
  })

  it('meets what carries its token, also where no device can be named', async () => {
    const { faulty, sound, call } = await benchWithFault()
    expect((await call('POST', CHECK, {}, faulty.device.phoneNumber)).status).toBe(503)
    expect((await call('GET', SUBSCRIPTIONS, undefined, faulty.device.phoneNumber)).status).toBe(503)
    expect((await call('GET', SUBSCRIPTIONS, undefined, sound.device.phoneNumber)).status).toBe(200)
    expect((await call('GET', SUBSCRIPTIONS)).status).toBe(200)
  })

  it('meets its subscriptions', async () => {
    const { bench, faulty, sound, call } = await benchWithFault()
    const owned = (await bench.control.listSubscriptions()).items
    const of = (deviceId: string) => owned.find((one) => one.deviceId === deviceId)?.id ?? ABSENT_ID
    expect((await call('GET', `${SUBSCRIPTIONS}/${of(faulty.id)}`)).status).toBe(503)
    expect((await call('GET', `${SUBSCRIPTIONS}/${of(sound.id)}`)).status).toBe(404)
  })

  it('decides nothing about a request of another device: its body is judged as ever', async () => {
    const { call, sound } = await benchWithFault()
    const refused = await call('POST', CHECK, '{"device":')
    expect(refused.status).toBe(400)
    expect(refused.text).toContain('cannot be read')
    const { phoneNumber } = sound.device
    const detail = { device: { phoneNumber }, applicationProfileId: ABSENT_ID }
    const subscription = {
      sink: 'https://sink.example',
      protocol: 'HTTP',
      types: [],
      config: { subscriptionDetail: detail },
    }
    expect((await call('POST', SUBSCRIPTIONS, subscription)).status).toBe(400)
  })

  it('of no device of the scenario is refused, and usage reports are about none', async () => {
    const { bench } = await benchWithFault()
    const add = (match: FaultMatch) => bench.control.addFault({ body: { match, act } })
    await expect(add({ device: 'no-such' })).rejects.toMatchObject({ status: 404, field: 'match.device' })
    await expect(add({ api: 'usageManagement', device: 'phone' })).rejects.toMatchObject({ field: 'match.device' })
  })
})
