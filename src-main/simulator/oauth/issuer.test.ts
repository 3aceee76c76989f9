import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { ISSUED_SCOPES } from '../scopes'
import { countingIds, memoryDocument, testClock } from '../../../test/support/simulatorFixture'
import { createIssuer } from './issuer'
import { zIssuerKeys, type IssuerKeys } from './issuerKeys'
import type { TokenExpiry } from './tokenExpiry'

function setUp({ keys = memoryDocument<IssuerKeys | null>(null), port = 9091, clock = testClock() } = {}) {
  const origin = () => `http://127.0.0.1:${port}`
  const expiries = memoryDocument<TokenExpiry[]>([])
  return { clock, keys, issuer: createIssuer({ clock, ids: countingIds(), keys, expiries, origin }) }
}

const refusal = (code: string, words: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(words) as string }) as Error

describe(createIssuer, () => {
  it('verifies what it minted: client, scopes, phone number', async () => {
    const { issuer } = setUp()
    const { accessToken } = await issuer.mint({
      clientId: 'game',
      scopes: ['connectivity-insights:check'],
      phoneNumber: '+34600000001',
    })
    expect(await issuer.verify(accessToken)).toEqual({
      clientId: 'game',
      scopes: ['connectivity-insights:check'],
      phoneNumber: '+34600000001',
    })
  })

  it.each([[undefined], [[]]])('grants all scopes when asked for %j', async (scopes) => {
    const { issuer } = setUp()
    const { accessToken } = await issuer.mint({ scopes })
    expect((await issuer.verify(accessToken)).scopes).toEqual(ISSUED_SCOPES)
  })

  it('names the bench as issuer and the client as subject', async () => {
    const { issuer } = setUp({ port: 4711 })
    const claims = decodeJwt((await issuer.mint({ clientId: 'game' })).accessToken)
    expect(claims).toMatchObject({ iss: 'http://127.0.0.1:4711', sub: 'game', client_id: 'game' })
  })

  it('accepts a token minted before a restart on another port', async () => {
    const before = setUp({ port: 9091 })
    const { accessToken } = await before.issuer.mint({ clientId: 'game' })
    const after = setUp({ port: 4711, keys: before.keys })
    expect((await after.issuer.verify(accessToken)).clientId).toBe('game')
  })

  it('keeps one key, also when the first tokens are asked for at the same time', async () => {
    const { issuer, keys } = setUp()
    const tokens = await Promise.all([issuer.mint({}), issuer.mint({})])
    for (const { accessToken } of tokens) await expect(issuer.verify(accessToken)).resolves.toBeDefined()
    expect(zIssuerKeys.parse(keys.data)).toEqual(keys.data)
  })

  it('tries again after the key could not be kept', async () => {
    const keys = memoryDocument<IssuerKeys | null>(null)
    const replace = keys.replace.bind(keys)
    keys.replace = () => Promise.reject(new Error('disk full'))
    const { issuer } = setUp({ keys })
    await expect(issuer.mint({})).rejects.toThrow('disk full')
    keys.replace = replace
    await expect(issuer.mint({})).resolves.toBeDefined()
  })

  it('lets a token live by the bench clock, to the instant it told', async () => {
    const { issuer, clock } = setUp()
    const { accessToken, expiresAt } = await issuer.mint({ expiresInSeconds: 60 })
    await issuer.verify(accessToken)
    clock.advanceSeconds((expiresAt - clock.now()) / 1000 - 0.001)
    await expect(issuer.verify(accessToken)).resolves.toBeDefined()
    clock.advanceSeconds(0.001)
    await expect(issuer.verify(accessToken)).rejects.toEqual(
      refusal('unauthenticated', /expired at 2030-06-01T12:01:01.000Z/),
    )
  })

  it('gives a token at least the life that was asked for, less than a second more', async () => {
    const { issuer, clock } = setUp()
    const { expiresAt } = await issuer.mint({ expiresInSeconds: 60 })
    expect(expiresAt - clock.now()).toBeGreaterThanOrEqual(60_000)
    expect(expiresAt - clock.now()).toBeLessThan(61_000)
  })

  it.each([
    ['expired', /expired at/],
    ['wrongAudience', /wrong audience "not-callbox"/],
    ['wrongSignature', /wrong signature/],
  ] as const)('refuses a token with the defect %s and says so', async (defect, words) => {
    const { issuer } = setUp()
    const { accessToken } = await issuer.mint({ defect })
    await expect(issuer.verify(accessToken)).rejects.toEqual(refusal('unauthenticated', words))
  })

  it('puts no scope at all into a token with the defect missingScope', async () => {
    const { issuer } = setUp()
    const { accessToken } = await issuer.mint({ scopes: ['application-profiles:read'], defect: 'missingScope' })
    expect((await issuer.verify(accessToken)).scopes).toEqual([])
  })

  it.each(['not a jwt', 'a.b.c', ''])('calls %j malformed', async (token) => {
    const { issuer } = setUp()
    await expect(issuer.verify(token)).rejects.toEqual(refusal('unauthenticated', /malformed/))
  })

  it('refuses a token of another bench', async () => {
    const { accessToken } = await setUp().issuer.mint({})
    await expect(setUp().issuer.verify(accessToken)).rejects.toEqual(refusal('unauthenticated', /wrong signature/))
  })

  it('ends the life of the tokens issued so far, of one client or of all, at a clock that stands', async () => {
    const { issuer } = setUp()
    const mint = async (clientId: string) => (await issuer.mint({ clientId })).accessToken
    const [game, film] = [await mint('game'), await mint('film')]
    await issuer.expire({ id: 'step-1', clientId: 'game' })
    await issuer.expire({ id: 'step-1', clientId: 'game' })
    await expect(issuer.verify(game)).rejects.toEqual(refusal('unauthenticated', /before its time/))
    await expect(issuer.verify(film)).resolves.toBeDefined()
    const next = await mint('game')
    await expect(issuer.verify(next)).resolves.toBeDefined()
    await issuer.expire({ id: 'step-2' })
    for (const token of [next, film]) await expect(issuer.verify(token)).rejects.toThrow(/before its time/)
    await expect(issuer.verify(await mint('game'))).resolves.toBeDefined()
  })

  it('expires at each playing of a scenario whatever token an app has, and takes it back at each reset', async () => {
    const { issuer } = setUp()
    const tokens = [(await issuer.mint({})).accessToken]
    for (let playing = 0; playing < 3; playing += 1) {
      for (const token of tokens) await expect(issuer.verify(token)).resolves.toBeDefined()
      await issuer.expire({ id: 'step-1' })
      for (const token of tokens) await expect(issuer.verify(token)).rejects.toThrow(/before its time/)
      tokens.push((await issuer.mint({})).accessToken)
      await issuer.clearExpiries()
    }
  })

  it('publishes a key that verifies its tokens, and not the private part', async () => {
    const { issuer, clock } = setUp()
    const { accessToken } = await issuer.mint({})
    const jwks = await issuer.jwks()
    const options = { currentDate: new Date(clock.now()) }
    await expect(jwtVerify(accessToken, createLocalJWKSet(jwks), options)).resolves.toBeDefined()
    expect(jwks.keys[0]).not.toHaveProperty('d')
  })
})
