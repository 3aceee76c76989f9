import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ControlFixture, startControl, TOKEN } from '../../test/support/controlFixture'

const SESSION = { Authorization: `Bearer ${TOKEN}` }
const JSON_BODY = { 'Content-Type': 'application/json' }
const FORM_BODY = { 'Content-Type': 'application/x-www-form-urlencoded' }
const STATE = ['GET', '/control/v1/state'] as const
const EVENTS = ['GET', '/control/v1/events'] as const
const RESET = ['POST', '/control/v1/scenario/reset'] as const
const CLOCK = ['POST', '/control/v1/clock'] as const
const NO_SUCH = ['GET', '/control/v1/nothing'] as const

let control: ControlFixture
beforeEach(async () => {
  control = await startControl()
})
afterEach(() => control.stop())

/** `PORT` stands for the port of the listener, which no test knows before. */
function withPort(headers: Record<string, string>): Record<string, string> {
  const put = (value: string) => value.replace('PORT', String(control.port()))
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, put(value)]))
}

describe('the guard refuses, and nothing is asked of the bench', () => {
  it.each([
    ['a foreign Host (rebinding)', { ...SESSION, Host: 'evil.example:PORT' }, 403, 'Host'],
    ['our name at another port', { ...SESSION, Host: '127.0.0.1:1' }, 403, 'Host'],
    ['our name without the port', { ...SESSION, Host: 'localhost' }, 403, 'Host'],
    ['a name that only begins with ours', { ...SESSION, Host: '127.0.0.1:PORT.evil.example' }, 403, 'Host'],
    ['a foreign Origin', { ...SESSION, Origin: 'https://evil.example' }, 403, 'Origin'],
    ['an opaque Origin', { ...SESSION, Origin: 'null' }, 403, 'Origin'],
    ['another port of this machine as Origin', { ...SESSION, Origin: 'http://127.0.0.1:1' }, 403, 'Origin'],
    ['cross-site fetch metadata', { ...SESSION, 'Sec-Fetch-Site': 'cross-site' }, 403, 'Sec-Fetch-Site'],
    ['same-site fetch metadata', { ...SESSION, 'Sec-Fetch-Site': 'same-site' }, 403, 'Sec-Fetch-Site'],
    [
      'an image of a foreign page',
      { Cookie: `callbox-session-PORT=${TOKEN}`, 'Sec-Fetch-Dest': 'image', 'Sec-Fetch-Site': 'cross-site' },
      403,
      'Sec-Fetch-Site',
    ],
    ['no session', {}, 401, 'Authorization'],
    ['a wrong bearer', { Authorization: 'Bearer wrong' }, 401, 'Authorization'],
    ['the token in another scheme', { Authorization: `Basic ${TOKEN}` }, 401, 'Authorization'],
    ['a wrong cookie', { Cookie: 'callbox-session-PORT=wrong' }, 401, 'Authorization'],
    ['the cookie of another port', { Cookie: `callbox-session-1=${TOKEN}` }, 401, 'Authorization'],
    [
      'a wrong bearer beside the right cookie',
      { Authorization: 'Bearer wrong', Cookie: `callbox-session-PORT=${TOKEN}` },
      401,
      'Authorization',
    ],
  ])('%s', async (_, headers, status, field) => {
    for (const [method, path] of [STATE, EVENTS, RESET, NO_SUCH]) {
      const reply = await control.send(method, path, withPort(headers))
      expect([path, reply.status]).toEqual([path, status])
      const code = status === 401 ? 'unauthenticated' : 'permissionDenied'
      expect(JSON.parse(reply.text)).toEqual({ code, message: expect.any(String) as string, field })
    }
    expect(control.calls).toEqual([])
  })

  it.each([
    ['a simple form post', FORM_BODY, 'advanceSeconds=60'],
    ['a plain text post', { 'Content-Type': 'text/plain' }, '{"advanceSeconds":60}'],
    ['a body without a media type', {}, '{"advanceSeconds":60}'],
    ['a body of a related media type', { 'Content-Type': 'application/json-patch+json' }, '[]'],
    ['a body in chunks', { 'Content-Type': 'text/plain', 'Transfer-Encoding': 'chunked' }, '{}'],
  ])('%s, even with a session', async (_, headers, body) => {
    for (const [method, path] of [CLOCK, RESET]) {
      const reply = await control.send(method, path, { ...SESSION, ...headers }, body)
      expect(reply.status).toBe(415)
      expect(JSON.parse(reply.text)).toMatchObject({ code: 'unsupportedMediaType', field: 'Content-Type' })
    }
    expect(control.calls).toEqual([])
  })

  it('a form post of a foreign page that has no session', async () => {
    const reply = await control.send(...CLOCK, { ...FORM_BODY, Origin: 'https://evil.example' }, 'advanceSeconds=60')
    expect(reply.status).toBe(403)
    expect(control.calls).toEqual([])
  })

  it('the preflight of a foreign page, without any CORS header', async () => {
    const headers = { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' }
    const reply = await control.send('OPTIONS', '/control/v1/clock', headers)
    expect(reply.status).toBe(403)
    expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})

describe('the guard lets pass', () => {
  it.each([
    ['a program with the token', SESSION],
    ['the name localhost', { ...SESSION, Host: 'localhost:PORT' }],
    ['a name in capitals', { ...SESSION, Host: 'LOCALHOST:PORT' }],
    ['the IPv6 loopback', { ...SESSION, Host: '[::1]:PORT' }],
    ['our own page', { ...SESSION, Origin: 'http://127.0.0.1:PORT', 'Sec-Fetch-Site': 'same-origin' }],
    ['an address that was typed', { ...SESSION, 'Sec-Fetch-Site': 'none' }],
    ['the session cookie', { Cookie: `callbox-session-PORT=${TOKEN}` }],
    ['the session cookie among others', { Cookie: `a=1; callbox-session-PORT=${TOKEN}; b=2` }],
  ])('%s', async (_, headers) => {
    const reply = await control.send(...RESET, withPort(headers))
    expect(reply.status).toBe(200)
    expect(control.calls.map(({ name }) => name)).toEqual(['resetScenario'])
  })

  it.each(['application/json', 'application/json; charset=utf-8'])('a body of %s', async (type) => {
    const reply = await control.send(...CLOCK, { ...SESSION, 'Content-Type': type }, '{"advanceSeconds":60}')
    expect(reply.status).toBe(200)
    expect(control.calls).toEqual([{ name: 'setClock', input: { body: { advanceSeconds: 60 } } }])
  })

  it('a post with an empty body of no media type, as fetch sends it', async () => {
    const reply = await control.send(...RESET, { ...SESSION, 'Content-Length': '0' })
    expect(reply.status).toBe(200)
  })

  it('with no CORS header on what it lets pass, and a content policy on everything', async () => {
    const { headers } = await control.send(...CLOCK, { ...SESSION, ...JSON_BODY }, '{}')
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    expect(headers).toMatchObject({
      'content-security-policy':
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
  })
})
