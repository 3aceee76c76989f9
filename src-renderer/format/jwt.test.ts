import { describe, expect, it } from 'vitest'
import { decodedJwt } from './jwt'

/** In the alphabet of addresses, without padding. */
function part(value: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(value))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

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
