import { describe, expect, it } from 'vitest'
import { checkHeader, parseServerRoot } from './target'

describe(parseServerRoot, () => {
  it.each([
    ['http://127.0.0.1:9091', 'http://127.0.0.1:9091'],
    ['https://api.example.com/base/', 'https://api.example.com/base'],
  ])('takes %s as %s', (text, serverRoot) => {
    expect(parseServerRoot(text, 'the server root')).toBe(serverRoot)
  })

  it.each([
    ['api.example.com', 'not a URL'],
    ['ftp://example.com', 'http or https'],
    ['https://user:secret@example.com', 'credentials'],
    ['https://example.com/?key=1', 'query'],
  ])('refuses %s', (text, why) => {
    expect(() => parseServerRoot(text, 'the server root')).toThrow(why)
  })
})

describe(checkHeader, () => {
  it('takes what HTTP can carry', () => {
    expect(() => checkHeader('X-Api-Key', 'abc def', 'the header')).not.toThrow()
  })

  it.each([
    ['X Key', 'a', 'not a header name'],
    ['X-Key', 'a\r\nX-Other: b', 'cannot hold'],
    ['Content-Length', '5', 'for itself'],
  ])('refuses %s: %j', (name, value, why) => {
    expect(() => checkHeader(name, value, 'the header')).toThrow(why)
  })
})
