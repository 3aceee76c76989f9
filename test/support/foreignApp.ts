// An app as somebody writes it who has nothing but the published CAMARA files: a token by discovery, a profile, a
// subscription, and a sink of its own. It imports nothing of this project.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

interface CloudEvent {
  readonly id: string
  readonly type: string
  readonly time: string
  readonly specversion: string
  readonly data: Readonly<Record<string, unknown>>
}

interface Call {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly event: CloudEvent
}

export interface PublishedVersion {
  readonly insights: string
  readonly subscriptions: string
}
export const FALL25: PublishedVersion = { insights: 'v0.6', subscriptions: 'v0.6' }
export const SYNC26: PublishedVersion = { insights: 'v0.7rc1', subscriptions: 'v0.7rc1' }

const TYPE_PREFIX = 'org.camaraproject.connectivity-insights-subscriptions.v0.'
const SINK_TOKEN = 'token-of-the-sink'

async function startSink() {
  const calls: Call[] = []
  const seen = new Set<string>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const event = JSON.parse(Buffer.concat(chunks).toString()) as CloudEvent
      const isRight = request.headers.authorization === `Bearer ${SINK_TOKEN}`
      if (isRight && !seen.has(event.id)) calls.push({ headers: request.headers, event })
      seen.add(event.id)
      response.writeHead(isRight ? 204 : 401).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/notifications`,
    calls,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** @param apiRoot where the operator's APIs are */
export async function startForeignApp(apiRoot: string, version: PublishedVersion) {
  const sink = await startSink()
  let accessToken = ''

  async function call<Body>(method: string, path: string, body?: object): Promise<{ status: number; body: Body }> {
    const reply = await fetch(apiRoot + path, {
      method,
      headers: {
        Authorization: `Bearer ${accessToken}`,
        'Content-Type': 'application/json',
        'x-correlator': 'foreign-app-1',
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (reply.headers.get('x-correlator') !== 'foreign-app-1') throw new Error('the correlator does not come back')
    const text = await reply.text()
    return { status: reply.status, body: (text === '' ? undefined : JSON.parse(text)) as Body }
  }

  const subscriptionsPath = `/connectivity-insights-subscriptions/${version.subscriptions}/subscriptions`
  const server = { ipv4Address: '198.51.100.0/24' }

  return {
    calls: sink.calls,
    eventsOf: (kind: string) =>
      sink.calls.filter(({ event }) => event.type === TYPE_PREFIX + kind).map(({ event }) => event),
    async logIn() {
      const discovery = (await (await fetch(`${apiRoot}/.well-known/openid-configuration`)).json()) as {
        token_endpoint: string
      }
      const reply = await fetch(discovery.token_endpoint, {
        method: 'POST',
        headers: { Authorization: `Basic ${Buffer.from('foreign-app:secret').toString('base64')}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      })
      accessToken = ((await reply.json()) as { access_token: string }).access_token
    },
    logOut: () => void (accessToken = ''),
    async createProfile(networkQualityThresholds: object) {
      const path = '/application-profiles/v0.5/application-profiles'
      return (await call<{ applicationProfileId: string }>('POST', path, { networkQualityThresholds })).body
        .applicationProfileId
    },
    check: (applicationProfileId: string, device: object) =>
      call<Record<string, unknown>>('POST', `/connectivity-insights/${version.insights}/check-network-quality`, {
        applicationProfileId,
        device,
        applicationServer: server,
      }),
    subscribe: (applicationProfileId: string, device: object, change: object = {}) =>
      call<{ id: string; status: string; code?: string }>('POST', subscriptionsPath, {
        protocol: 'HTTP',
        sink: sink.url,
        sinkCredential: {
          credentialType: 'ACCESSTOKEN',
          accessToken: SINK_TOKEN,
          accessTokenExpiresUtc: '2099-01-01T00:00:00.000Z',
          accessTokenType: 'bearer',
        },
        types: [`${TYPE_PREFIX}network-quality`],
        config: { subscriptionDetail: { device, applicationServer: server, applicationProfileId }, initialEvent: true },
        ...change,
      }),
    list: () => call<unknown>('GET', subscriptionsPath),
    read: (id: string) => call<{ status?: string; sinkCredential?: unknown }>('GET', `${subscriptionsPath}/${id}`),
    unsubscribe: (id: string) => call('DELETE', `${subscriptionsPath}/${id}`),
    close: () => sink.close(),
  }
}
