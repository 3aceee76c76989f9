// A small app that follows the published CAMARA files: token, profile, subscription. It knows nothing of the bench.

export interface Reply<T = Record<string, unknown>> {
  readonly status: number
  readonly headers: Headers
  readonly body: T
}

export const SUBSCRIPTIONS_PATH = '/connectivity-insights-subscriptions/v0.6/subscriptions'

const LENIENT_THRESHOLDS = {
  packetDelayBudget: { value: 300, unit: 'Milliseconds' },
  jitter: { value: 200, unit: 'Milliseconds' },
  packetLossErrorRate: 1,
  targetMinDownstreamRate: { value: 100, unit: 'Kbps' },
  targetMinUpstreamRate: { value: 50, unit: 'Kbps' },
}

export type CamaraClient = ReturnType<typeof camaraClient>

export function camaraClient(serverRoot: string) {
  let accessToken: string | undefined

  async function send<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Reply<T>> {
    const reply = await fetch(serverRoot + path, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(accessToken !== undefined && { authorization: `Bearer ${accessToken}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await reply.text()
    return { status: reply.status, headers: reply.headers, body: (text === '' ? null : JSON.parse(text)) as T }
  }

  function postProfile(networkQualityThresholds: object): Promise<Reply<{ applicationProfileId: string }>> {
    return send('POST', '/application-profiles/v0.5/application-profiles', { networkQualityThresholds })
  }

  return {
    send,
    /** To be used again, after a restart for example. */
    token: () => accessToken,
    useToken(token: string | undefined) {
      accessToken = token
    },
    async authenticate(clientId = 'test-app'): Promise<void> {
      const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: 'any' })
      const reply = await fetch(`${serverRoot}/oauth2/token`, { method: 'POST', body: form })
      accessToken = ((await reply.json()) as { access_token: string }).access_token
    },
    postProfile,
    async createProfile(networkQualityThresholds: object = LENIENT_THRESHOLDS): Promise<string> {
      return (await postProfile(networkQualityThresholds)).body.applicationProfileId
    },
    subscribe(options: {
      profileId: string
      device: object
      sink: string
      config?: object
      /** More of `subscriptionDetail`. */
      detail?: object
    }): Promise<Reply<{ id: string }>> {
      const { profileId, device, sink, config, detail } = options
      return send('POST', SUBSCRIPTIONS_PATH, {
        protocol: 'HTTP',
        sink,
        types: ['org.camaraproject.connectivity-insights-subscriptions.v0.network-quality'],
        config: { ...config, subscriptionDetail: { ...detail, device, applicationProfileId: profileId } },
      })
    },
    subscription: (id: string) => send('GET', `${SUBSCRIPTIONS_PATH}/${id}`),
    check: (profileId: string, device?: object) =>
      send('POST', '/connectivity-insights/v0.6/check-network-quality', { applicationProfileId: profileId, device }),
  }
}
