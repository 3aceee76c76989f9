import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ISSUED_SCOPES } from '../scopes'
import { countingIds, listen, memoryDocument, testClock, type TestServer } from '../../../test/support/simulatorFixture'
import { createClientRegistry } from '../clients'
import { createIssuer } from './issuer'
import type { IssuerKeys } from './issuerKeys'
import { createOauthApp } from './oauthApp'

const origin = () => 'http://bench.test'
const keys = memoryDocument<IssuerKeys | null>(null)
const issuer = createIssuer({ clock: testClock(), ids: countingIds(), keys, origin })
const problems: string[] = []
const clients = createClientRegistry()
const clock = testClock()
const ports = {
  clock,
  ids: countingIds(),
  clients,
  subscribers: () => [{ deviceId: 'alice', phoneNumber: '+34600000001' }],
  origin,
  onProblem: (message: string) => void problems.push(message),
}
let server: TestServer

beforeAll(async () => {
  server = await listen(createOauthApp({ ...ports, issuer }))
})
afterAll(() => server.close())
beforeEach(() => void problems.splice(0))

interface TokenReply {
  access_token: string
  scope: string
  error: string
  error_description: string
}

async function askForToken(fields: [string, string][], headers: Record<string, string> = {}) {
  const response = await fetch(`${server.origin}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers,
  })
  return { response, status: response.status, body: (await response.json()) as TokenReply }
}

const basic = (credentials: string) => ({ Authorization: `Basic ${Buffer.from(credentials).toString('base64')}` })
const GRANT: [string, string] = ['grant_type', 'client_credentials']

describe('POST /oauth2/token', () => {
  it('gives a client with a form secret a token with all scopes', async () => {
    const { response, body } = await askForToken([GRANT, ['client_id', 'game'], ['client_secret', 'any']])
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: ISSUED_SCOPES.join(' ') })
    expect(await issuer.verify(body.access_token)).toMatchObject({ clientId: 'game', scopes: ISSUED_SCOPES })
  })

  it('reads the client from basic authentication, form-encoded as RFC 6749 has it', async () => {
    const { body } = await askForToken([GRANT], basic('my%20game:se%3Acret'))
    expect((await issuer.verify(body.access_token)).clientId).toBe('my game')
  })

  it('takes fields without a value beside basic authentication as left out', async () => {
    const { body } = await askForToken(
      [GRANT, ['client_id', ''], ['client_secret', ''], ['scope', '']],
      basic('game:x'),
    )
    expect((await issuer.verify(body.access_token)).clientId).toBe('game')
  })

  it('grants just the scopes that were asked for', async () => {
    const scope = 'application-profiles:read connectivity-insights:check'
    const { body } = await askForToken([GRANT, ['scope', scope]], basic('game:x'))
    expect(body.scope).toBe(scope)
    expect((await issuer.verify(body.access_token)).scopes).toEqual(scope.split(' '))
  })

  it.each<[string, [string, string][], Record<string, string>, number, string]>([
    ['an unknown scope', [GRANT, ['scope', 'fly']], basic('game:x'), 400, 'invalid_scope'],
    ['another grant', [['grant_type', 'password']], basic('game:x'), 400, 'unsupported_grant_type'],
    ['an empty grant', [['grant_type', '']], basic('game:x'), 400, 'invalid_request'],
    ['no grant', [], basic('game:x'), 400, 'invalid_request'],
    ['a grant sent twice', [GRANT, GRANT], basic('game:x'), 400, 'invalid_request'],
    ['no client', [GRANT], {}, 401, 'invalid_client'],
    ['an empty client id', [GRANT], basic(':secret'), 401, 'invalid_client'],
    ['JSON instead of a form', [GRANT], { 'Content-Type': 'application/json' }, 400, 'invalid_request'],
  ])('refuses %s', async (_case, fields, headers, status, error) => {
    const { body, status: got } = await askForToken(fields, headers)
    expect({ status: got, error: body.error }).toEqual({ status, error })
    expect(body.error_description).not.toBe('')
  })

  it('challenges a client that does not say who it is', async () => {
    const { response } = await askForToken([GRANT])
    expect(response.headers.get('www-authenticate')).toMatch(/^Basic/)
  })

  it('answers other methods with 405 and Allow', async () => {
    const response = await fetch(`${server.origin}/oauth2/token`)
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
  })

  it('reports a failure of its own and tells the client no more than that', async () => {
    const broken = { ...issuer, mint: () => Promise.reject(new Error('disk full')) }
    const other = await listen(createOauthApp({ ...ports, issuer: broken }))
    const body = new URLSearchParams([GRANT, ['client_id', 'game']])
    const response = await fetch(`${other.origin}/oauth2/token`, { method: 'POST', body })
    expect([response.status, await response.text()]).toEqual([500, expect.not.stringContaining('disk full')])
    expect(problems).toEqual([expect.stringContaining('disk full')])
    await other.close()
  })
})

describe('discovery', () => {
  it('lists what is there: endpoints, grant, scopes', async () => {
    const response = await fetch(`${server.origin}/.well-known/openid-configuration`)
    expect(await response.json()).toMatchObject({
      issuer: 'http://bench.test',
      token_endpoint: 'http://bench.test/oauth2/token',
      jwks_uri: 'http://bench.test/oauth2/jwks',
      grant_types_supported: ['client_credentials', 'authorization_code'],
      scopes_supported: ['openid', ...ISSUED_SCOPES],
    })
  })

  it('publishes the key of the issuer', async () => {
    const response = await fetch(`${server.origin}/oauth2/jwks`)
    expect(await response.json()).toEqual(await issuer.jwks())
  })

  it('answers 404 elsewhere', async () => {
    expect((await fetch(`${server.origin}/oauth2/nothing`)).status).toBe(404)
  })
})
