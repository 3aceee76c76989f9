import { describe, expect, it } from 'vitest'
import { redactBody, redactHeaders, redactUrl } from './redact'

describe('what the journal keeps of secrets', () => {
  it('replaces credentials in headers, however the name is written', () => {
    expect(redactHeaders({ Authorization: 'Bearer abc', cookie: 'a=b', Accept: '*/*' })).toEqual({
      Authorization: '***',
      cookie: '***',
      Accept: '*/*',
    })
  })

  it.each([
    [
      '{"sinkCredential":{"accessToken":"s\\"ecret","accessTokenType":"bearer"}}',
      '{"sinkCredential":{"accessToken":"***","accessTokenType":"bearer"}}',
    ],
    ['{"access_token" : "secret","expires_in":5}', '{"access_token" : "***","expires_in":5}'],
    [
      'grant_type=client_credentials&client_secret=hush&client_id=me',
      'grant_type=client_credentials&client_secret=***&client_id=me',
    ],
    [
      '{"credentialType":"PLAIN","identifier":"me","secret":"hush"}',
      '{"credentialType":"PLAIN","identifier":"me","secret":"***"}',
    ],
    ['{"accessToken":"broken of', '{"accessToken":"***"'],
    ['{"sink":"https://a/?token=hush","protocol":"HTTP"}', '{"sink":"https://a/?token=***","protocol":"HTTP"}'],
    ['[{"id":"ur001"}]', '[{"id":"ur001"}]'],
  ])('turns %s into %s', (body, redacted) => {
    expect(redactBody(body)).toBe(redacted)
  })

  it('replaces a token in a query and leaves the rest', () => {
    expect(redactUrl('/x?token=abc&page=2')).toBe('/x?token=***&page=2')
    expect(redactUrl('/x?relatedParty.id=u1')).toBe('/x?relatedParty.id=u1')
  })
})
