import { describe, expect, it } from 'vitest'
import type { TargetConfig } from '#shared/conformance/targetConfig'
import { targetFrom, type TargetFlags } from './targetFlags'

const ROOT = 'https://api.example.com'
const CREDENTIALS = {
  tokenUrl: 'https://id.example.com/token',
  clientId: 'a',
  clientSecret: 'b',
  authentication: 'form',
} as const

/** What the flags make of a file. */
function targetOf(config: TargetConfig, flags: Partial<TargetFlags>) {
  return targetFrom({ config, header: {}, redactHeader: [], ...flags }, ROOT)
}

describe('a flag comes before the file', () => {
  it('which says the rest of the client credentials', () => {
    const { clientCredentials } = targetOf({ clientCredentials: CREDENTIALS }, { clientId: 'c', scope: 'read' })
    expect(clientCredentials).toEqual({ ...CREDENTIALS, clientId: 'c', scope: 'read' })
  })

  it.each([
    ['client credentials', { clientCredentials: CREDENTIALS }],
    ['token', { token: 'old' }],
    ['two-legged token', { tokens: { twoLegged: 'old', expired: 'older' } }],
    ['Authorization', { headers: { authorization: 'Basic b2xk', 'X-Tenant': 't' } }],
  ])('that signs in with a token, also where the file has a %s', (_, config) => {
    const target = targetOf(config, { token: 'new' })
    expect(target.token).toBe('new')
    expect(JSON.stringify(target)).not.toMatch(/clientId|"old"|b2xk/)
  })

  it('and leaves what has nothing to do with signing in', () => {
    const config = { tokens: { twoLegged: 'old', expired: 'older' }, headers: { Authorization: 'x', 'X-Tenant': 't' } }
    expect(targetOf(config, { token: 'new' })).toMatchObject({
      tokens: { expired: 'older' },
      headers: { 'X-Tenant': 't' },
    })
    expect(targetOf(config, { proxy: 'http://proxy.example.com' })).toMatchObject(config)
  })

  it('that gives client credentials, also where the file has a token', () => {
    const { authentication: _, ...flags } = CREDENTIALS
    expect(targetOf({ token: 'old' }, flags)).not.toHaveProperty('token')
  })

  it('that accepts any certificate, also where the file has an authority to trust', () => {
    expect(targetOf({ ca: 'PEM' }, { insecure: true })).not.toHaveProperty('ca')
  })
})

it('two flags that contradict each other are refused', () => {
  const { authentication: _, ...flags } = CREDENTIALS
  expect(() => targetOf({}, { token: 'new', ...flags })).toThrow('--token is given beside clientCredentials')
})

it('client credentials that are not whole are refused, and the flag that is missing is named', () => {
  expect(() => targetOf({}, { clientId: 'c' })).toThrow('--token-url is missing')
})
