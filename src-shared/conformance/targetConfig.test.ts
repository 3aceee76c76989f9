import { describe, expect, it } from 'vitest'
import { zServerRoot, zTarget, zTargetConfig } from './targetConfig'

const messagesOf = (value: unknown) =>
  zTarget.safeParse(value).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? []

describe('a server root', () => {
  it.each([
    ['http://127.0.0.1:9091', 'http://127.0.0.1:9091'],
    ['https://api.example.com/base/', 'https://api.example.com/base'],
  ])('given as %s is %s', (text, serverRoot) => {
    expect(zServerRoot.parse(text)).toBe(serverRoot)
  })

  it.each([
    ['api.example.com', 'not a URL'],
    ['ftp://example.com', 'http or https'],
    ['https://user:secret@example.com', 'credentials'],
    ['https://example.com/?key=1', 'query'],
  ])('that reads %s is refused', (text, why) => {
    expect(() => zServerRoot.parse(text)).toThrow(why)
  })
})

describe('a target', () => {
  const serverRoot = 'https://api.example.com'

  it('takes headers that HTTP can carry', () => {
    expect(messagesOf({ serverRoot, headers: { 'X-Api-Key': 'abc def' } })).toEqual([])
  })

  it.each([
    ['X Key', 'a', 'not a header name'],
    ['X-Key', 'a\r\nX-Other: b', 'cannot hold'],
    ['Content-Length', '5', 'for itself'],
  ])('refuses the header %s: %j', (name, value, why) => {
    expect(messagesOf({ serverRoot, headers: { [name]: value } })).toEqual([expect.stringContaining(why)])
  })

  it('refuses a token beside client credentials, and a CA that is not looked at', () => {
    const clientCredentials = { tokenUrl: 'https://id.example.com/token', clientId: 'a', clientSecret: 'b' }
    const both = { serverRoot, token: 't', clientCredentials, ca: 'PEM', insecure: true }
    expect(messagesOf(both).map((message) => message.split(' ')[0])).toEqual(['token', 'insecure'])
  })

  it('is named by an address, which a configuration file may leave to a flag', () => {
    expect(messagesOf({})).toHaveLength(1)
    expect(zTargetConfig.parse({ timeoutSeconds: 3 })).toEqual({ timeoutSeconds: 3 })
  })
})
