import { describe, expect, it } from 'vitest'
import { decodedJwt } from './jwt'

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe(decodedJwt, () => {
  it('reads header and claims, whatever alphabet they are in', () => {
    const claims = { client_id: 'Zoë ▶ ÿÿ', scope: '' }
    expect(decodedJwt(`${part({ alg: 'ES256' })}.${part(claims)}.signature`)).toEqual({
      header: { alg: 'ES256' },
      claims,
    })
  })

  it.each(['', 'opaque', 'a.b', '%.%.%'])('gives nothing for %j', (token) => {
    expect(decodedJwt(token)).toBeUndefined()
  })
})
