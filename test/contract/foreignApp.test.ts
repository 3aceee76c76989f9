// A foreign app against the program as it is shipped, in both published versions; the test is the operator, who makes the
// network bad and good again.
import { describe, expect, it, onTestFinished } from 'vitest'
import { createControlClient } from '#shared/control/client'
import { serveUntilTestEnds } from '../support/callboxProcess'
import { describedApi } from '../support/describedApi'
import { FALL25, startForeignApp, SYNC26, type PublishedVersion } from '../support/foreignApp'
import { temporaryFolder } from '../support/temporaryFolder'

const PHONE = { phoneNumber: '+447700900101' }
const MEETS = 'meets the application requirements'
const FAILS = 'unable to meet the application requirements'
const THRESHOLDS = {
  packetDelayBudget: { value: 100, unit: 'Milliseconds' },
  targetMinDownstreamRate: { value: 1, unit: 'Mbps' },
}

async function arrange(version: PublishedVersion) {
  const { serverRoot, controlUrl, controlToken } = await serveUntilTestEnds(temporaryFolder())
  const operator = createControlClient({ baseUrl: controlUrl, token: controlToken, fetch })
  await operator.setClock({ body: { mode: 'paused' } })
  const app = await startForeignApp(serverRoot, version)
  onTestFinished(() => app.close())
  await app.logIn()
  return { app, operator, serverRoot, profile: await app.createProfile(THRESHOLDS) }
}

describe.each([
  ['Fall25', FALL25, 'connectivity-insights-subscriptions-v0.6'],
  ['Sync26', SYNC26, 'connectivity-insights-subscriptions-v0.7rc1'],
] as const)('an app that follows the files of %s', (_, version, description) => {
  it('is told of a violation and of the recovery, each at its instant, and of the end', async () => {
    const { app, operator, profile, serverRoot } = await arrange(version)
    expect((await app.check(profile, PHONE)).body).toMatchObject({
      packetDelayBudget: MEETS,
      targetMinDownstreamRate: MEETS,
    })

    const made = await app.subscribe(profile, PHONE)
    expect([made.status, made.body.status]).toEqual([201, 'ACTIVE'])
    expect((await app.read(made.body.id)).body.sinkCredential).toBeUndefined()

    await operator.setClock({ body: { advanceSeconds: 0 } })
    const degraded = { target: { device: 'conductor-tablet' }, effect: { delayMs: { set: 250 } }, durationSeconds: 60 }
    const { startsAt } = await operator.addDegradation({ body: degraded })
    await operator.setClock({ body: { advanceSeconds: 30 } })
    expect((await app.check(profile, PHONE)).body).toMatchObject({ packetDelayBudget: FAILS })
    await operator.setClock({ body: { advanceSeconds: 60 } })

    const quality = app.eventsOf('network-quality')
    expect(quality.map(({ data }) => data['packetDelayBudget'])).toEqual([MEETS, FAILS, MEETS])
    expect(quality.map(({ data }) => data['subscriptionId'])).toEqual(Array(3).fill(made.body.id))
    expect(quality.slice(1).map(({ time }) => Date.parse(time) - startsAt)).toEqual([0, 60_000])

    expect((await app.unsubscribe(made.body.id)).status).toBe(204)
    await operator.setClock({ body: { advanceSeconds: 1 } })
    expect(app.eventsOf('subscription-ended')[0]?.data['terminationReason']).toBe('SUBSCRIPTION_DELETED')
    expect((await app.read(made.body.id)).status).toBe(404)

    const { judgeEvent } = await describedApi(serverRoot, description)
    expect(app.calls.map(({ event }) => judgeEvent(event))).toEqual(app.calls.map(() => undefined))
    expect(app.calls.map(({ headers }) => headers['content-type'])).toEqual(
      app.calls.map(() => 'application/cloudevents+json'),
    )
  })

  it('meets the four exceptions of the user story', async () => {
    const { app, operator, profile } = await arrange(version)
    const invalid = await app.check(profile, { ipv4Address: { publicAddress: '1.2.3', publicPort: 1 } })
    expect([invalid.status, invalid.body]).toMatchObject([400, { code: 'INVALID_ARGUMENT' }])

    await operator.changeSettings({ body: { subscriptionsPerDevice: 0 } })
    const conflict = await app.subscribe(profile, PHONE)
    expect([conflict.status, conflict.body.code]).toEqual([409, version === FALL25 ? 'ABORTED' : 'INCOMPATIBLE_STATE'])
    await operator.changeSettings({ body: { subscriptionsPerDevice: null } })

    const api = 'connectivity-insights-subscriptions'
    for (const [status, code] of [
      [500, 'INTERNAL'],
      [503, 'UNAVAILABLE'],
    ] as const) {
      await operator.addFault({
        body: { match: { api, operation: 'createSubscription', count: 1 }, act: { status, code } },
      })
      const failed = await app.subscribe(profile, PHONE)
      expect([failed.status, failed.body.code]).toEqual([status, code])
    }
    expect((await operator.listSubscriptions()).items.filter(({ clientId }) => clientId === 'foreign-app')).toEqual([])

    app.logOut()
    const unauthorized = await app.subscribe(profile, PHONE)
    expect([unauthorized.status, unauthorized.body.code]).toEqual([401, 'UNAUTHENTICATED'])
  })
})

describe('what no request of its own can cause', () => {
  it('comes by a fault: every code of the common error tables', async () => {
    const { app, operator, profile } = await arrange(SYNC26)
    const codes = [
      [403, 'INVALID_TOKEN_CONTEXT'],
      [409, 'CONFLICT'],
      [409, 'ABORTED'],
      [410, 'GONE'],
      [412, 'FAILED_PRECONDITION'],
      [422, 'MULTIEVENT_COMBINATION_TEMPORARILY_NOT_SUPPORTED'],
      [429, 'QUOTA_EXCEEDED'],
      [429, 'TOO_MANY_REQUESTS'],
      [500, 'INTERNAL'],
      [501, 'NOT_IMPLEMENTED'],
      [502, 'BAD_GATEWAY'],
      [503, 'UNAVAILABLE'],
      [504, 'TIMEOUT'],
    ] as const
    const match = { api: 'connectivity-insights-subscriptions', count: 1 } as const
    const met = []
    for (const [status, code] of codes) {
      await operator.addFault({ body: { match, act: { status, code } } })
      const { status: got, body } = await app.subscribe(profile, PHONE)
      met.push([got, body.code])
    }
    expect(met).toEqual(codes)
  })
})
