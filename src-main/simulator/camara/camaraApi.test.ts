import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ALICE, startCamara, type CallOptions, type TestCamara } from '../../../test/support/camaraFixture'

let camara: TestCamara
let applicationProfileId: string
beforeAll(async () => {
  camara = await startCamara()
  applicationProfileId = await camara.createProfile()
})
afterAll(() => camara.close())

const CHECK = '/connectivity-insights/v0.6/check-network-quality'
const check = (options: CallOptions) =>
  camara.call('POST', CHECK, { body: { applicationProfileId, device: { phoneNumber: ALICE } }, ...options })

describe('the path of an operation', () => {
  it.each([CHECK, `${CHECK}?any=query`, `${CHECK}/`, CHECK.replace('check', 'CHECK')])(
    'answers %s alike, whether Express routes it or not',
    async (path) => {
      const body = { applicationProfileId, device: { phoneNumber: ALICE } }
      const headers = { 'x-correlator': 'mine' }
      const asked = await camara.call('POST', path, { body, headers })
      const plain = await check({ headers })
      expect(asked.status).toBe(200)
      expect(asked.body).toEqual(plain.body)
      expect(Object.fromEntries(asked.headers)).toEqual({
        ...Object.fromEntries(plain.headers),
        date: expect.any(String) as string,
      })
    },
  )

  it.each([CHECK, `${CHECK}/`])('refuses at %s alike', async (path) => {
    const { status, code } = await camara.call('POST', path, { body: {} })
    expect([status, code]).toEqual([400, 'INVALID_ARGUMENT'])
  })
})

describe('x-correlator', () => {
  it.each(['b4333c46-49c0-4f62-80d7-f0ef930f1c46', 'a_b:c;d.e/f<g>{h}', 'x'.repeat(256)])(
    'comes back as it was sent: %s',
    async (correlator) => {
      const { status, headers } = await check({ headers: { 'x-correlator': correlator } })
      expect([status, headers.get('x-correlator')]).toEqual([200, correlator])
    },
  )

  it('comes back with a refusal, too', async () => {
    const { status, headers } = await check({ token: null, headers: { 'x-correlator': 'mine' } })
    expect([status, headers.get('x-correlator')]).toEqual([401, 'mine'])
  })

  it('is made up when none was sent', async () => {
    expect((await check({})).headers.get('x-correlator')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it.each(['with space', 'ä', 'x'.repeat(257)])('is refused and not echoed: %s', async (correlator) => {
    const { status, code, headers } = await check({ headers: { 'x-correlator': correlator } })
    expect([status, code]).toEqual([400, 'INVALID_ARGUMENT'])
    expect(headers.get('x-correlator')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('refusals of every CAMARA API', () => {
  it.each<[string, CallOptions, number, string]>([
    ['no token', { token: null }, 401, 'UNAUTHENTICATED'],
    ['another scheme', { token: null, headers: { Authorization: 'Basic eDp5' } }, 401, 'UNAUTHENTICATED'],
    ['a token that is none', { token: null, headers: { Authorization: 'Bearer nonsense' } }, 401, 'UNAUTHENTICATED'],
    ['an expired token', { token: { defect: 'expired' } }, 401, 'UNAUTHENTICATED'],
    ['a forged token', { token: { defect: 'wrongSignature' } }, 401, 'UNAUTHENTICATED'],
    ['a token for somebody else', { token: { defect: 'wrongAudience' } }, 401, 'UNAUTHENTICATED'],
    ['a token without scopes', { token: { defect: 'missingScope' } }, 403, 'PERMISSION_DENIED'],
    ['another scope', { token: { scopes: ['application-profiles:read'] } }, 403, 'PERMISSION_DENIED'],
    ['Accept without JSON', { headers: { Accept: 'text/html' } }, 406, 'NOT_ACCEPTABLE'],
    [
      'a body that is not JSON by its type',
      { headers: { 'Content-Type': 'text/plain' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'an unknown charset',
      { headers: { 'Content-Type': 'application/json; charset=x' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['a body that does not parse', { body: '{"device":' }, 400, 'INVALID_ARGUMENT'],
    ['a body that is no object', { body: '[]' }, 400, 'INVALID_ARGUMENT'],
    ['a body over 64 kB', { body: { applicationProfileId: 'x'.repeat(70_000) } }, 413, 'PAYLOAD_TOO_LARGE'],
  ])('answers %s with ErrorInfo', async (_case, options, status, code) => {
    const { headers, body } = await check(options)
    expect(body).toEqual({ status, code, message: expect.stringMatching(/\w+ \w+/) as string })
    expect(headers.get('content-type')).toMatch(/^application\/json/)
    expect(headers.get('x-correlator')).not.toBeNull()
  })

  it.each<[string, CallOptions, string | null]>([
    ['no token', { token: null }, 'Bearer realm="callbox"'],
    ['another scheme', { token: null, headers: { Authorization: 'Basic eDp5' } }, 'Bearer realm="callbox"'],
    ['an expired token', { token: { defect: 'expired' } }, 'Bearer realm="callbox", error="invalid_token"'],
    [
      'a token without the scope',
      { token: { defect: 'missingScope' } },
      'Bearer realm="callbox", error="insufficient_scope", scope="connectivity-insights:check"',
    ],
    ['a body that does not parse', { body: '{' }, null],
  ])('challenges %s as RFC 6750 has it', async (_case, options, challenge) => {
    expect((await check(options)).headers.get('www-authenticate')).toBe(challenge)
  })

  it.each(['application/json; charset=utf-8', 'application/json;charset=UTF-8;q=0.5', 'text/html, application/*'])(
    'answers what can be met by Accept: %s',
    async (Accept) => {
      expect((await check({ headers: { Accept } })).status).toBe(200)
    },
  )

  it('refuses a request without a body', async () => {
    const { code } = await camara.call('POST', CHECK)
    expect(code).toBe('INVALID_ARGUMENT')
  })

  it.each([
    ['PUT', CHECK, 'POST'],
    ['GET', CHECK, 'POST'],
    ['OPTIONS', CHECK, 'POST'],
    ['DELETE', '/connectivity-insights-subscriptions/v0.6/subscriptions', 'POST, GET, HEAD'],
    ['PUT', '/application-profiles/v0.5/application-profiles/1', 'GET, PATCH, DELETE, HEAD'],
  ])('answers %s %s with 405 and Allow: %s', async (method, path, allow) => {
    const { status, code, headers } = await camara.call(method, path)
    expect([status, code, headers.get('allow')]).toEqual([405, 'METHOD_NOT_ALLOWED', allow])
  })

  it.each(['/connectivity-insights/v0.6', '/connectivity-insights/v9/check-network-quality', `${CHECK}/more`])(
    'answers the unknown path %s with 404',
    async (path) => {
      const { status, code } = await camara.call('GET', path)
      expect([status, code]).toEqual([404, 'NOT_FOUND'])
    },
  )

  it('answers a path that cannot be decoded with 400', async () => {
    const { status } = await camara.call('GET', '/application-profiles/v0.5/application-profiles/%E0%A4%A')
    expect(status).toBe(400)
  })

  it.each<[string, string, CallOptions, number]>([
    ['correlator before token', 'POST', { token: null, headers: { 'x-correlator': 'a b' } }, 400],
    ['correlator before method', 'PUT', { headers: { 'x-correlator': 'a b' } }, 400],
    ['method before token', 'PUT', { token: null }, 405],
    ['token before scope and body', 'POST', { token: null, body: '{' }, 401],
    ['token before Accept', 'POST', { token: null, headers: { Accept: 'text/html' } }, 401],
    ['scope before Accept', 'POST', { token: { defect: 'missingScope' }, headers: { Accept: 'text/html' } }, 403],
    ['scope before body', 'POST', { token: { defect: 'missingScope' }, body: '{' }, 403],
    ['Accept before type', 'POST', { headers: { Accept: 'text/html', 'Content-Type': 'text/plain' } }, 406],
    ['type before body', 'POST', { headers: { 'Content-Type': 'text/plain' }, body: '{' }, 415],
    ['body before identifier', 'POST', { body: { applicationProfileId: 'x' } }, 400],
  ])('checks %s', async (_order, method, options, status) => {
    expect((await camara.call(method, CHECK, options)).status).toBe(status)
  })

  it('reports a failure of its own and tells the client no more than that', async () => {
    Object.defineProperty(camara.network, 'condition', {
      get: () => {
        throw new Error('a bug in the network')
      },
    })
    const { status, body } = await check({})
    expect([status, body['code']]).toEqual([500, 'INTERNAL'])
    expect(body['message']).not.toContain('a bug in the network')
    expect(camara.problems).toEqual([expect.stringContaining('a bug in the network')])
  })
})

describe('--auth open', () => {
  it('makes whoever calls the client anonymous, with every scope', async () => {
    const open = await startCamara({ auth: 'open' })
    const path = '/application-profiles/v0.5/application-profiles'
    const body = { networkQualityThresholds: { packetLossErrorRate: 3 } }
    expect((await open.call('POST', path, { token: null, body })).status).toBe(201)
    expect(open.profiles.all().map(({ clientId }) => clientId)).toEqual(['anonymous'])
    await open.close()
  })
})
