// An app that follows the published r3.2 files, over HTTP alone, while somebody else degrades the network.
import { describe, expect, it, onTestFinished } from 'vitest'
import { shippedScenario } from '#main/bench/scenarioLibrary/scenarioFiles'
import type { DegradationTarget } from '#shared/domain/degradationTarget'
import {
  NETWORK_QUALITY_EVENT,
  SUBSCRIPTION_ENDED_EVENT,
  zNetworkQualityEventData,
  zSubscriptionEndedData,
} from '#shared/wire/camara/connectivityInsightsSubscriptionsV06'
import { benchOfThisTest } from '../support/benchFixture'
import { SUBSCRIPTIONS_PATH, camaraClient } from '../support/camaraClient'
import { startSink } from '../support/sinkServer'
import { temporaryFolder } from '../support/temporaryFolder'

const MEETS = 'meets the application requirements'
const UNABLE = 'unable to meet the application requirements'
const TABLET = { phoneNumber: '+447700900101' }
const ASSISTANT = { phoneNumber: '+447700900103' }
const SERVER = { ipv4Address: '198.51.100.20' }
const TABLET_DELAY_MS = 35
const DELAY_BUDGET_MS = 300

/** A paused bench with the tunnel's devices, an app with a token and a profile of 300 ms, and its sink. */
async function arrange() {
  const bench = await benchOfThisTest(temporaryFolder(), { scenario: () => shippedScenario('welcome') })
  await bench.control.setClock({ body: { mode: 'paused' } })
  const sink = await startSink({ now: () => bench.benchNow() })
  onTestFinished(() => sink.close())
  const app = camaraClient(bench.serverRoot)
  await app.authenticate()
  const profileId = await app.createProfile({ packetDelayBudget: { value: DELAY_BUDGET_MS, unit: 'Milliseconds' } })

  async function subscribe(device: object, more: { config?: object; detail?: object } = {}): Promise<string> {
    const { status, body } = await app.subscribe({ profileId, device, sink: sink.url, ...more })
    expect(status).toBe(201)
    return body.id
  }
  async function degrade(target: DegradationTarget = { device: 'conductor-tablet' }, durationSeconds?: number) {
    const effect = { delayMs: { set: 900 } }
    return bench.control.addDegradation({ body: { target, effect, ...(durationSeconds && { durationSeconds }) } })
  }
  const advance = (advanceSeconds: number) => bench.control.setClock({ body: { advanceSeconds } })
  const events = () => sink.calls.map(({ event }) => event)
  return { bench, app, sink, profileId, subscribe, degrade, advance, events }
}

describe('an app that is subscribed to the network quality of a device', () => {
  it('is told of violation and recovery at the instants of the crossings', async () => {
    const { bench, app, sink, profileId, subscribe, advance } = await arrange()
    expect((await app.check(profileId, TABLET)).body).toMatchObject({ packetDelayBudget: MEETS, device: TABLET })
    const id = await subscribe(TABLET)
    const startedAt = bench.benchNow()
    await bench.control.addDegradation({
      body: {
        target: { device: 'conductor-tablet' },
        effect: { delayMs: { set: 900 } },
        shape: { kind: 'ramp', rampSeconds: 10 },
        durationSeconds: 60,
      },
    })
    await advance(30)
    expect((await app.check(profileId, TABLET)).body).toMatchObject({ packetDelayBudget: UNABLE })
    await advance(90)

    const crossedAfterMs = (10_000 * (DELAY_BUDGET_MS - TABLET_DELAY_MS)) / (900 - TABLET_DELAY_MS)
    const instants = [startedAt + Math.floor(crossedAfterMs) + 1, startedAt + 60_000]
    expect(sink.calls.map(({ event }) => Date.parse(event.time))).toEqual(instants)
    expect(sink.calls.map(({ at }) => at)).toEqual(instants)
    for (const { headers, event } of sink.calls) {
      expect(headers['content-type']).toBe('application/cloudevents+json')
      expect(event).toMatchObject({ specversion: '1.0', type: NETWORK_QUALITY_EVENT, source: bench.serverRoot })
    }
    const data = sink.calls.map(({ event }) => zNetworkQualityEventData.parse(event.data))
    expect(data).toMatchObject([
      { subscriptionId: id, papplicationProfileId: profileId, packetDelayBudget: UNABLE },
      { subscriptionId: id, papplicationProfileId: profileId, packetDelayBudget: MEETS },
    ])
  })

  it.each<[string, DegradationTarget, string[]]>([
    ['a device', { device: 'conductor-tablet' }, ['tablet', 'flow']],
    ['another cell', { cell: 'tunnel' }, ['assistant']],
    ['everything', { all: true }, ['tablet', 'flow', 'assistant']],
    ['one flow of a device', { device: 'conductor-tablet', server: SERVER }, ['flow']],
  ])('is told only of the flows that a degradation of %s touches', async (_, target, touched) => {
    const { app, profileId, subscribe, degrade, advance, events } = await arrange()
    const names = new Map([
      [await subscribe(TABLET), 'tablet'],
      [await subscribe(TABLET, { detail: { applicationServer: SERVER } }), 'flow'],
      [await subscribe(ASSISTANT), 'assistant'],
    ])
    await degrade(target)
    await advance(1)
    const told = events().map(({ data }) => names.get(String(data['subscriptionId'])))
    expect(told.sort()).toEqual(touched.sort())

    const body = { applicationProfileId: profileId, device: TABLET }
    const path = '/connectivity-insights/v0.6/check-network-quality'
    const whole = await app.send('POST', path, body)
    const flow = await app.send('POST', path, { ...body, applicationServer: SERVER })
    expect([whole.body['packetDelayBudget'], flow.body['packetDelayBudget']]).toEqual([
      touched.includes('tablet') ? UNABLE : MEETS,
      touched.includes('flow') ? UNABLE : MEETS,
    ])
  })

  it('is told that it ended when it unsubscribes, and of nothing after that', async () => {
    const { app, subscribe, degrade, advance, events } = await arrange()
    const id = await subscribe(TABLET)
    expect((await app.subscription(id)).status).toBe(200)
    expect((await app.send('DELETE', `${SUBSCRIPTIONS_PATH}/${id}`)).status).toBe(204)
    expect((await app.subscription(id)).status).toBe(404)
    expect((await app.send('GET', SUBSCRIPTIONS_PATH)).body).toEqual([])
    await degrade()
    await advance(1)
    expect(events().map(({ type }) => type)).toEqual([SUBSCRIPTION_ENDED_EVENT])
    expect(zSubscriptionEndedData.parse(events()[0]?.data)).toMatchObject({
      subscriptionId: id,
      terminationReason: 'SUBSCRIPTION_DELETED',
    })
  })

  it('is told that it expired, at the instant it asked for', async () => {
    const { bench, app, subscribe, advance, events } = await arrange()
    const expiresAt = new Date(bench.benchNow() + 60_000).toISOString()
    const id = await subscribe(TABLET, { config: { subscriptionExpireTime: expiresAt } })
    expect((await app.subscription(id)).body).toMatchObject({ expiresAt })
    await advance(59)
    expect(events()).toEqual([])
    await advance(3600)
    expect(events()).toMatchObject([
      { type: SUBSCRIPTION_ENDED_EVENT, time: expiresAt, data: { terminationReason: 'SUBSCRIPTION_EXPIRED' } },
    ])
    await app.authenticate() // the token has expired, too
    expect((await app.subscription(id)).status).toBe(404)
  })

  it('is told no more than it asked for, and then that it ended', async () => {
    const { subscribe, degrade, advance, events } = await arrange()
    await subscribe(TABLET, { config: { subscriptionMaxEvents: 2 } })
    for (let count = 0; count < 3; count++) {
      await degrade(undefined, 10)
      await advance(60)
    }
    expect(events().map(({ type }) => type)).toEqual([
      NETWORK_QUALITY_EVENT,
      NETWORK_QUALITY_EVENT,
      SUBSCRIPTION_ENDED_EVENT,
    ])
    expect(events()[2]?.data).toMatchObject({ terminationReason: 'MAX_EVENTS_REACHED' })
  })
})

describe('another client', () => {
  it('sees, uses and ends nothing of the first', async () => {
    const { bench, app, profileId, subscribe, sink } = await arrange()
    const id = await subscribe(TABLET)
    const other = camaraClient(bench.serverRoot)
    await other.authenticate('another-app')
    const refusals = [
      await other.send('GET', `/application-profiles/v0.5/application-profiles/${profileId}`),
      await other.check(profileId, TABLET),
      await other.subscribe({ profileId, device: TABLET, sink: sink.url }),
      await other.subscription(id),
      await other.send('DELETE', `${SUBSCRIPTIONS_PATH}/${id}`),
    ]
    expect(refusals.map(({ status, body }) => [status, 'code' in body && body.code])).toEqual([
      [404, 'NOT_FOUND'],
      [403, 'INVALID_TOKEN_CONTEXT'],
      [404, 'NOT_FOUND'],
      [404, 'NOT_FOUND'],
      [404, 'NOT_FOUND'],
    ])
    expect((await other.send('GET', SUBSCRIPTIONS_PATH)).body).toEqual([])
    expect((await app.subscription(id)).status).toBe(200)
  })
})
