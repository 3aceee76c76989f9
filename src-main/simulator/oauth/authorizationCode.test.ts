// The authorization code grant with PKCE, as a client library (oauth4webapi) sees it.
import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countingIds, listen, memoryDocument, type TestServer } from '../../../test/support/simulatorFixture'
import { createClientRegistry } from '../clients'
import { createIssuer } from './issuer'
import type { IssuerKeys } from './issuerKeys'
import { createOauthApp } from './oauthApp'

const PHONE = '+34600000001'
const CALLBACK = 'https://app.example.com/callback'
const CHECK = 'connectivity-insights:check'
const VERIFIER = 'a'.repeat(43)
const client: oauth.Client = { client_id: 'game' }
const insecure = { [oauth.allowInsecureRequests]: true }

let at = Date.now()
const clock = { now: () => at }
const origin = () => server.origin
const clients = createClientRegistry()
const issuer = createIssuer({ clock, ids: countingIds(), keys: memoryDocument<IssuerKeys | null>(null), origin })
let server: TestServer
let as: oauth.AuthorizationServer
let challenge: string

beforeAll(async () => {
  const subscribers = () => [
    { deviceId: 'bob', phoneNumber: '+34600000002' },
    { deviceId: 'alice', phoneNumber: PHONE },
  ]
  const onProblem = (message: string) => expect.fail(message)
  server = await listen(createOauthApp({ clock, ids: countingIds(), issuer, clients, subscribers, origin, onProblem }))
  const url = new URL(server.origin)
  as = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, insecure))
  challenge = await oauth.calculatePKCECodeChallenge(VERIFIER)
})
afterAll(() => server.close())

async function authorize(change: Record<string, string | undefined> = {}): Promise<Response> {
  const parameters: Record<string, string | undefined> = {
    response_type: 'code',
    client_id: 'game',
    redirect_uri: CALLBACK,
    scope: `openid ${CHECK}`,
    state: 'xyz',
    nonce: 'n-1',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    login_hint: `tel:${PHONE}`,
    ...change,
  }
  const url = new URL(as.authorization_endpoint ?? '')
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.set(name, value)
  return fetch(url, { redirect: 'manual' })
}
const answerOf = (reply: Response) => new URL(reply.headers.get('location') ?? 'none:').searchParams
const codeOf = async (change = {}) => answerOf(await authorize(change)).get('code') ?? ''

async function redeem(change: Record<string, string> = {}) {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: 'game',
    redirect_uri: CALLBACK,
    code_verifier: VERIFIER,
    code: '',
    ...change,
  })
  const reply = await fetch(as.token_endpoint ?? '', { method: 'POST', body })
  return (await reply.json()) as Record<string, string>
}

describe('the authorization code grant', () => {
  it('gives a client library a token bound to the subscriber, and an ID token', async () => {
    const reply = await authorize()
    expect(reply.status).toBe(302)
    const answer = oauth.validateAuthResponse(as, client, new URL(reply.headers.get('location') ?? ''), 'xyz')
    const auth = oauth.ClientSecretBasic('any')
    const tokens = await oauth.processAuthorizationCodeResponse(
      as,
      client,
      await oauth.authorizationCodeGrantRequest(as, client, auth, answer, CALLBACK, VERIFIER, insecure),
      { expectedNonce: 'n-1', requireIdToken: true },
    )
    expect(oauth.getValidatedIdTokenClaims(tokens)).toMatchObject({ sub: `tel:${PHONE}`, phone_number: PHONE })
    expect(await issuer.verify(tokens.access_token)).toEqual({ clientId: 'game', scopes: [CHECK], phoneNumber: PHONE })
  })

  it('gives client credentials to the same library', async () => {
    const auth = oauth.ClientSecretPost('any')
    const scope = new URLSearchParams({ scope: CHECK })
    const reply = await oauth.clientCredentialsGrantRequest(as, client, auth, scope, insecure)
    expect((await oauth.processClientCredentialsResponse(as, client, reply)).scope).toBe(CHECK)
  })

  it('takes the first subscriber without a hint, and understands a + that was not encoded', async () => {
    const first = await redeem({ code: await codeOf({ login_hint: undefined }) })
    expect((await issuer.verify(first['access_token'] ?? '')).phoneNumber).toBe('+34600000002')
    const bare = await redeem({ code: await codeOf({ login_hint: `tel: ${PHONE.slice(1)}` }) })
    expect((await issuer.verify(bare['access_token'] ?? '')).phoneNumber).toBe(PHONE)
  })

  it('takes a parameter without a value as left out', async () => {
    const empty = { login_hint: '', request: '', request_uri: '', response_mode: '', scope: '', nonce: '', state: '' }
    const answer = answerOf(await authorize(empty))
    expect([answer.get('error_description'), answer.has('state')]).toEqual([null, false])
    const { access_token, error } = await redeem({ code: answer.get('code') ?? '', scope: '', client_secret: '' })
    expect(error).toBeUndefined()
    expect((await issuer.verify(access_token ?? '')).phoneNumber).toBe('+34600000002')
  })

  it('takes a code once', async () => {
    const code = await codeOf()
    expect(await redeem({ code })).toHaveProperty('access_token')
    expect((await redeem({ code }))['error']).toBe('invalid_grant')
  })

  it('takes a code for a minute of the bench clock', async () => {
    const code = await codeOf()
    at += 60_000
    expect((await redeem({ code }))['error']).toBe('invalid_grant')
  })

  it.each([
    ['another client', { client_id: 'rival' }],
    ['another redirect URI', { redirect_uri: `${CALLBACK}/` }],
    ['another verifier', { code_verifier: 'b'.repeat(43) }],
  ])('gives no token for %s', async (_case, change) => {
    expect((await redeem({ code: await codeOf(), ...change }))['error']).toBe('invalid_grant')
  })

  it.each([
    ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
    ['an empty response type', { response_type: '' }, 'invalid_request'],
    ['no PKCE', { code_challenge: undefined }, 'invalid_request'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['a challenge that is no SHA-256', { code_challenge: 'short' }, 'invalid_request'],
    ['an unknown scope', { scope: 'fly' }, 'invalid_scope'],
    ['a hint that is no number', { login_hint: 'alice' }, 'invalid_request'],
    ['an unknown subscriber', { login_hint: 'tel:+34699999999' }, 'access_denied'],
  ])('sends the refusal of %s to the app, with its state', async (_case, change, error) => {
    const answer = answerOf(await authorize(change))
    expect([answer.get('error'), answer.get('state'), answer.get('code')]).toEqual([error, 'xyz', null])
    expect(answer.get('error_description')).toMatch(/\w+ \w+/)
  })

  it.each([
    ['no client', { client_id: undefined }],
    ['an empty client', { client_id: '' }],
    ['no redirect URI', { redirect_uri: undefined }],
    ['a redirect URI that is a script', { redirect_uri: 'javascript:alert(1)' }],
    ['a redirect URI with a fragment', { redirect_uri: `${CALLBACK}#here` }],
  ])('shows the refusal of %s and redirects nowhere', async (_case, change) => {
    const reply = await authorize(change)
    expect([reply.status, reply.headers.get('location')]).toEqual([400, null])
  })

  it('sends codes of a named client only where it registered', async () => {
    clients.replaceAll([{ id: 'game', redirectUris: [CALLBACK], devices: ['bob'] }])
    expect((await authorize({ redirect_uri: `${CALLBACK}/other` })).status).toBe(400)
    const stranger = await authorize({ client_id: 'stranger' })
    expect([stranger.status, stranger.headers.get('www-authenticate')]).toEqual([400, null])
    expect(answerOf(await authorize()).get('error')).toBe('access_denied')
    expect(await codeOf({ login_hint: undefined })).not.toBe('')
    clients.replaceAll([])
  })
})
