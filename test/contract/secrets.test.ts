// Nothing that the bench shows of what went through it has a secret in it.
import { describe, expect, it, onTestFinished } from 'vitest'
import { shippedScenario } from '#main/bench/scenarioLibrary/scenarioFiles'
import { benchOfThisTest, type BenchUnderTest } from '../support/benchFixture'
import { SUBSCRIPTIONS_PATH, camaraClient } from '../support/camaraClient'
import { startSink } from '../support/sinkServer'
import { temporaryFolder } from '../support/temporaryFolder'

const DEVICE = { phoneNumber: '+447700900101' }
const CLIENT_SECRET = 'client-secret-4711'
const SINK_TOKEN = 'sink-token-4712'
const REFRESH_TOKEN = 'refresh-token-4713'
const PLAIN_SECRET = 'plain-secret-4714'
const CUT_OFF_TOKEN = 'cut-off-token-4715'
const TARGET_TOKEN = 'target-token-4716'
const SECRETS = [CLIENT_SECRET, SINK_TOKEN, REFRESH_TOKEN, PLAIN_SECRET, CUT_OFF_TOKEN, TARGET_TOKEN]

async function exchangesOf({ control }: BenchUnderTest) {
  return (await control.listExchanges()).items
}

/** Everything that the control API shows, and every event since the start. */
async function everythingShown(bench: BenchUnderTest): Promise<string> {
  const { control, controlUrl, controlToken } = bench
  const run = (await control.listRuns()).items[0]
  const shown = await Promise.all([
    exchangesOf(bench),
    control.listNotifications(),
    control.listSubscriptions(),
    control.listInbox(),
    control.readState(),
    ...(run ? [control.readRun({ id: run.id })] : []),
  ])
  const headers = { authorization: `Bearer ${controlToken}` }
  const stream = await fetch(`${controlUrl}/control/v1/events?after=0`, { headers })
  await bench.stop() // which ends the stream
  return JSON.stringify(shown) + (await stream.text())
}

async function arrange() {
  const bench = await benchOfThisTest(temporaryFolder(), { scenario: () => shippedScenario('welcome') })
  const sink = await startSink({ now: () => bench.benchNow() })
  onTestFinished(() => sink.close())
  const app = camaraClient(bench.serverRoot)
  const form = { grant_type: 'client_credentials', client_id: 'app', client_secret: CLIENT_SECRET }
  const reply = await fetch(`${bench.serverRoot}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) })
  const { access_token: accessToken } = (await reply.json()) as { access_token: string }
  app.useToken(accessToken)
  const profileId = await app.createProfile()
  return { bench, sink, app, accessToken, profileId }
}

type Arranged = Awaited<ReturnType<typeof arrange>>

function subscriptionWith(sinkCredential: object, { profileId }: Arranged, sink: string): object {
  return {
    protocol: 'HTTP',
    sink,
    types: ['org.camaraproject.connectivity-insights-subscriptions.v0.network-quality'],
    config: { initialEvent: true, subscriptionDetail: { device: DEVICE, applicationProfileId: profileId } },
    sinkCredential,
  }
}

function accessTokenCredential(accessToken: string): object {
  const accessTokenExpiresUtc = new Date(Date.now() + 3_600_000).toISOString()
  return { credentialType: 'ACCESSTOKEN', accessToken, accessTokenExpiresUtc, accessTokenType: 'bearer' }
}

describe('what the bench shows', () => {
  it('has *** where a secret was sent, received or refused', async () => {
    const arranged = await arrange()
    const { bench, sink, app, accessToken } = arranged
    const send = (credential: object, to: string) =>
      app.send('POST', SUBSCRIPTIONS_PATH, subscriptionWith(credential, arranged, to))

    const delivered = new Promise<void>((resolve) => bench.bus.on('inbox.received', () => resolve()))
    expect((await send(accessTokenCredential(SINK_TOKEN), sink.url)).status).toBe(201)
    expect((await send(accessTokenCredential(SINK_TOKEN), bench.inboxUrl)).status).toBe(201)
    const refused = [
      { credentialType: 'PLAIN', identifier: 'me', secret: PLAIN_SECRET },
      { credentialType: 'REFRESHTOKEN', refreshToken: REFRESH_TOKEN, accessToken: REFRESH_TOKEN },
    ]
    for (const credential of refused) expect((await send(credential, sink.url)).status).toBe(400)
    const cutOff = JSON.stringify(subscriptionWith(accessTokenCredential(CUT_OFF_TOKEN), arranged, sink.url))
    await fetch(bench.serverRoot + SUBSCRIPTIONS_PATH, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
      body: cutOff.slice(0, cutOff.indexOf(CUT_OFF_TOKEN) + CUT_OFF_TOKEN.length),
    })
    const basic = Buffer.from(`app:${CLIENT_SECRET}`).toString('base64')
    await fetch(`${bench.serverRoot}/oauth2/token?client_secret=${CLIENT_SECRET}`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: 'password', password: CLIENT_SECRET }),
    })
    const runEnded = new Promise<void>((resolve) => bench.bus.on('run.finished', () => resolve()))
    const target = { serverRoot: bench.serverRoot, token: TARGET_TOKEN, headers: { 'X-Api-Key': TARGET_TOKEN } }
    await bench.control.startRun({ body: { suite: 'tmf677-v1-certification', target } })
    await Promise.all([delivered, runEnded])
    expect(sink.calls[0]?.headers.authorization).toBe(`Bearer ${SINK_TOKEN}`)

    const { items: notifications } = await bench.control.listNotifications()
    const told = notifications.find((one) => one.sink === sink.url)
    expect(told?.attempts[0]?.requestHeaders).toMatchObject({ authorization: '***' })
    const { items: summaries } = await bench.control.listExchanges({ query: { detail: 'summary' } })
    expect(summaries[0]).not.toHaveProperty('requestHeaders')

    const shown = await everythingShown(bench)
    const secrets = [accessToken, basic, ...SECRETS]
    expect(secrets.filter((secret) => shown.includes(secret))).toEqual([])
    expect(shown).toContain('***')
  })

  it('shows the rest of an exchange as it was', async () => {
    const arranged = await arrange()
    const { bench, sink, app } = arranged
    const request = subscriptionWith(accessTokenCredential(SINK_TOKEN), arranged, `${sink.url}?room=5&token=abc`)
    await app.send('POST', SUBSCRIPTIONS_PATH, request)
    const exchanges = await exchangesOf(bench)
    const created = exchanges.find(({ url, method }) => url === SUBSCRIPTIONS_PATH && method === 'POST')
    expect(created?.requestHeaders?.['authorization']).toBe('***')
    expect(JSON.parse(created?.requestBody ?? '')).toEqual({
      ...request,
      sink: `${sink.url}?room=5&token=***`,
      sinkCredential: expect.objectContaining({ accessToken: '***', accessTokenType: 'bearer' }) as object,
    })
    const token = exchanges.find(({ url }) => url === '/oauth2/token')
    expect(token?.requestBody).toBe('grant_type=client_credentials&client_id=app&client_secret=***')
    expect(JSON.parse(token?.responseBody ?? '')).toMatchObject({ access_token: '***', token_type: 'Bearer' })
  })
})
