import { describe, expect, it } from 'vitest'
import type { Target } from '#shared/conformance/targetConfig'
import { formsOf } from '../../../test/support/secretForms'
import { createRedactor } from './redaction'

const AWKWARD = `t0p "s3cret"/+=&<'é\\% x{1}`
const redactorOf = (target: Partial<Target>) => createRedactor({ serverRoot: 'http://target', ...target })

describe(createRedactor, () => {
  it.each(Object.entries(formsOf(AWKWARD)))('finds a secret of awkward characters as %s', (_, form) => {
    const { all } = redactorOf({
      clientCredentials: { tokenUrl: 'http://t', clientId: 'me', clientSecret: AWKWARD, authentication: 'basic' },
    })
    const text = all({ message: `before ${form} after`, actual: [{ [form]: form }] })
    expect(JSON.stringify(text)).not.toContain(JSON.stringify(form).slice(1, -1))
    expect(text.message).toMatch(/^before .*\*\*\*.* after$/)
  })

  it('leaves everything else as it came', () => {
    const { all } = redactorOf({ token: 'a-token-of-its-own', headers: { Accept: 'application/json' } })
    const value = { status: 200, text: 'application/json, a-token of another', nested: [null, true, 2.5] }
    expect(all(value)).toEqual(value)
  })

  it('changes no word of ours, even when a token reads like one', () => {
    const { all } = redactorOf({ token: 'pass' })
    const check = { id: 'pass', verdict: 'pass', message: 'pass', pass: 1 }
    expect(all(check)).toEqual({ ...check, message: '***' })
  })

  it('takes a short secret only where it stands alone', () => {
    const { all } = redactorOf({ token: 'abc' })
    expect(all('abc abcd /abc/ "abc"')).toBe('*** abcd /***/ "***"')
  })

  it('finds what was cut out of a secret', () => {
    const token = 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJ0ZXN0ZXIifQ.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg'
    const { all } = redactorOf({ token })
    expect(all(`the body is not JSON: "...${token.slice(30, 52)}"...`)).toBe('the body is not JSON: "...***"...')
    expect(all(`begins ${token.slice(0, 40)}`)).toBe('begins ***')
  })

  it('knows the parts of a header: the token, the password, the session', () => {
    const basic = Buffer.from('me:hunter2-hunter2').toString('base64')
    const { all } = redactorOf({ headers: { Authorization: `Basic ${basic}`, Cookie: 'a=1; session=0123456789abc' } })
    expect(all(`${basic} hunter2-hunter2 0123456789abc a=1`)).toBe('*** *** *** a=1')
  })

  it('hides headers by their names, also those that a user lists, and learns what they held', () => {
    const redactor = redactorOf({ redactHeaders: ['X-Tenant-Key'] })
    const headers = {
      'x-tenant-key': 'tenant-key-value',
      'set-cookie': 'sid=session-of-the-target; Path=/',
      accept: '*/*',
    }
    redactor.learnFrom({ headers })
    expect(redactor.headers(headers)).toEqual({ 'x-tenant-key': '***', 'set-cookie': '***', accept: '*/*' })
    expect(redactor.all('tenant-key-value session-of-the-target')).toBe('*** ***')
  })

  it('hides parameters of an address by their names', () => {
    const { all } = redactorOf({})
    expect(all('http://a/b?access_token=x1&page=2&Token=y#f')).toBe('http://a/b?access_token=***&page=2&Token=***#f')
  })

  it('hides what it showed before it knew that it is secret', () => {
    const redactor = redactorOf({})
    const text = 'the session is f00dcafe-1234-5678'
    expect(redactor.all(text)).toBe(text)
    redactor.learn('f00dcafe-1234-5678')
    expect(redactor.all(text)).toBe('the session is ***')
  })

  it('learns the tokens of an OAuth message and hides them there, however they are written', () => {
    const redactor = redactorOf({})
    const body = '{"access_token":"a\\"b\\u0041-and-more","token_type":"Bearer"}'
    redactor.learnFrom({ headers: {}, body })
    expect(redactor.tokenMessage(body)).toBe('{"access_token":"***","token_type":"Bearer"}')
    expect(redactor.all('a"bA-and-more')).toBe('***')
  })

  it.each(['plain text', 'Base64', 'Base64 behind a name', 'Base64 in the midst', 'base64url', 'hexadecimal'])(
    'hides a long token that was fetched as %s, also where a header gave it',
    (form) => {
      const token = `eyJhbGciOiJSUzI1NiJ9.${'eyJzdWIiOiJ1MSJ9'.repeat(4)}.c2ln-bmF_dHVyZQ`
      const { all, learnFrom } = redactorOf({})
      learnFrom({ headers: { authorization: `Bearer ${token}` } })
      const long = 'x'.repeat(5000) // ten characters in a row are only looked for in short texts
      const said = all(`${long} ${formsOf(token)[form]} after`)
      expect(said).toContain('***')
      for (let at = 0; at < 40; at += 10)
        expect(said).not.toContain((formsOf(token)[form] ?? '').slice(8 + at, 28 + at))
    },
  )

  it('goes through a large body in little time, whatever it is made of', () => {
    const { all } = redactorOf({
      token: 'x'.repeat(2000),
      headers: { 'X-Key': 'some-key-of-mine', 'X-Other': AWKWARD },
    })
    for (const unit of ['\\', '%25', '&amp;', 'x', '{"id":"ur001"}']) {
      const startedMs = performance.now()
      all(unit.repeat(Math.floor(500_000 / unit.length)))
      expect(performance.now() - startedMs, unit).toBeLessThan(5000)
    }
  })
})
