// A scenario that names its clients: who gets a token, for what, and what it opens (reading C33).
import { describe, expect, it } from 'vitest'
import type { Client } from '#shared/domain/client'
import { zScenario } from '#shared/domain/scenario/scenario'
import { shippedScenario } from '#main/bench/scenarioLibrary/scenarioFiles'
import { benchOfThisTest } from '../support/benchFixture'
import { camaraClient } from '../support/camaraClient'
import { temporaryFolder } from '../support/temporaryFolder'

const CHECK = 'connectivity-insights:check'

async function benchWith(...clients: Client[]) {
  const tunnel = shippedScenario('train-tunnel')
  const scenario = zScenario.parse({ ...tunnel, clients })
  const folder = temporaryFolder()
  const bench = await benchOfThisTest(folder, { scenario: () => Promise.resolve(scenario) })
  const token = async (id: string, secret: string, scope = '') => {
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret, scope })
    const reply = await fetch(`${bench.serverRoot}/oauth2/token`, { method: 'POST', body: form })
    return { status: reply.status, body: (await reply.json()) as Record<string, string> }
  }
  const app = async (id: string) => {
    const client = camaraClient(bench.serverRoot)
    client.useToken((await token(id, 'any')).body['access_token'])
    return client
  }
  const phoneOf = (index: number) => ({ phoneNumber: scenario.devices[index]?.phoneNumber })
  return { bench, folder, token, app, phoneOf, profileId: scenario.profiles[0]?.id ?? '', devices: scenario.devices }
}

describe('a scenario with clients', () => {
  it('gives a token to those it names, by their secret, within their scopes', async () => {
    const { token } = await benchWith({ id: 'game', secret: 's3cret', scopes: [CHECK] }, { id: 'open' })
    expect((await token('game', 's3cret')).body['scope']).toBe(CHECK)
    expect((await token('open', 'whatever')).status).toBe(200)
    const refusals = [
      await token('game', 'wrong'),
      await token('stranger', 'any'),
      await token('game', 's3cret', 'application-profiles:read'),
    ]
    expect(refusals.map(({ status, body }) => [status, body['error']])).toEqual([
      [401, 'invalid_client'],
      [401, 'invalid_client'],
      [400, 'invalid_scope'],
    ])
  })

  it('keeps another API than the client bought from it', async () => {
    const { app, phoneOf, profileId } = await benchWith({ id: 'game', products: ['connectivity-insights'] })
    const game = await app('game')
    expect((await game.check(profileId, phoneOf(0))).status).toBe(200)
    const refused = await game.postProfile({ packetLossErrorRate: 3 })
    expect([refused.status, refused.body]).toMatchObject([403, { code: 'PERMISSION_DENIED' }])
  })

  it('lets a device that is not of the client look as if it did not exist', async () => {
    const tunnel = shippedScenario('train-tunnel')
    const { app, phoneOf, profileId } = await benchWith({ id: 'game', devices: [tunnel.devices[0]?.id ?? ''] })
    const game = await app('game')
    expect((await game.check(profileId, phoneOf(0))).status).toBe(200)
    const other = await game.check(profileId, phoneOf(1))
    const unknown = await game.check(profileId, { phoneNumber: '+999999999' })
    expect([other.status, other.body]).toMatchObject([404, { code: 'IDENTIFIER_NOT_FOUND' }])
    expect(other.body).toEqual(unknown.body)
  })

  it('still knows its clients after a restart', async () => {
    const { bench, folder } = await benchWith({ id: 'game', secret: 's3cret' })
    await bench.stop()
    const again = await benchOfThisTest(folder)
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'stranger', client_secret: 'any' })
    expect((await fetch(`${again.serverRoot}/oauth2/token`, { method: 'POST', body })).status).toBe(401)
  })

  it('refuses a list of devices with one that is not there', () => {
    const result = zScenario.safeParse({
      callbox: 1,
      name: 'x',
      title: 'x',
      clients: [{ id: 'a', devices: ['ghost'] }],
    })
    expect(result.error?.issues[0]).toMatchObject({ path: ['clients', 0, 'devices', 0] })
  })
})
