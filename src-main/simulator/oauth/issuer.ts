// The local issuer: access tokens as JWT (RFC 9068), their life on the bench clock.
import { generateKeyPair, SignJWT, type JSONWebKeySet } from 'jose'
import type { TokenRequest } from '#shared/control/operations/tokenOperations'
import type { Caller } from '#shared/domain/caller'
import type { BenchClock, Ids } from '#shared/domain/clocks'
import type { Document } from '#shared/domain/rowLog'
import { BenchError } from '#shared/errors/benchError'
import { ISSUED_SCOPES } from '../scopes'
import { ALGORITHM, keptSigningKey, type IssuerKeys } from './issuerKeys'
import { AUDIENCE, NEW_TOKEN, verifyToken, type VerifiedToken } from './tokenClaims'
import type { TokenExpiry } from './tokenExpiry'

const DEFAULT_CLIENT_ID = 'callbox-client'
/** Unless another life is asked for, by the bench clock. */
export const TOKEN_LIFETIME_SECONDS = 3600
const REMEMBERED_TOKENS = 1000

export interface IssuerPorts {
  clock: Pick<BenchClock, 'now'>
  ids: Ids
  /** Null until the key is needed for the first time. */
  keys: Document<IssuerKeys | null>
  /** What ended the life of tokens before their time; absent: nothing ever does. */
  expiries?: Document<TokenExpiry[]>
  /** The `serverRoot` of this run, the `iss` of its tokens. */
  origin: () => string
}

export interface Issuer {
  /**
   * Makes an access token. No scopes, or an empty list, means all; a scope no API knows is put in and opens nothing.
   * `phoneNumber` makes it three-legged. A `defect` makes it one that is to be refused: with 401, or `missingScope` with 403.
   * @returns `expiresAt` as a bench instant
   */
  mint(request: TokenRequest): Promise<{ accessToken: string; expiresAt: number }>
  /** An ID token of OpenID Connect for a subscriber, for `clientId` to read; it opens no API. */
  mintIdToken(request: { clientId: string; phoneNumber: string; nonce: string | undefined }): Promise<string>
  /**
   * Ends the life of the tokens issued so far; those issued from now on live as long as they say. On disk when it resolves.
   * @param expiry of an id that is known already: nothing happens again
   */
  expire(expiry: Omit<TokenExpiry, 'mark'>): Promise<void>
  /** What was expired is valid again, if it has not expired by itself. */
  clearExpiries(): Promise<void>
  /** @throws BenchError `unauthenticated`, the reason in words. */
  verify(accessToken: string): Promise<Caller>
  /** Resolves when the signing key is on disk, where others than this issuer can read it. */
  keepKey(): Promise<void>
  /** The public key, for clients that verify tokens themselves. */
  jwks(): Promise<JSONWebKeySet>
}

export function createIssuer({ clock, ids, keys, expiries, origin }: IssuerPorts): Issuer {
  const signingKey = keptSigningKey(keys, ids)
  // An app sends the same token with every request: its signature is checked once.
  const verified = new Map<string, VerifiedToken>()

  function remember(accessToken: string, token: VerifiedToken): void {
    verified.set(accessToken, token)
    const [oldest] = verified.keys()
    if (verified.size > REMEMBERED_TOKENS && oldest !== undefined) verified.delete(oldest)
  }

  /** The newest expiry of a client's tokens: an instant would not tell what came before it at a clock that stands. */
  function newestExpiry(clientId: string): TokenExpiry | undefined {
    return expiries?.data.findLast((one) => one.clientId === undefined || one.clientId === clientId)
  }

  function refuseExpired({ caller, expiryMark }: VerifiedToken): void {
    const newest = newestExpiry(caller.clientId)
    if (!newest || newest.mark === expiryMark) return
    throw new BenchError('unauthenticated', `The access token was expired before its time. ${NEW_TOKEN}`, {
      field: 'Authorization',
    })
  }

  return {
    async mint({ clientId = DEFAULT_CLIENT_ID, scopes = [], phoneNumber, expiresInSeconds, defect }) {
      const now = clock.now() / 1000
      const lifetime = defect === 'expired' ? -60 : (expiresInSeconds ?? TOKEN_LIFETIME_SECONDS)
      const expiry = Math.ceil(now + lifetime) // whole seconds, and never less than was asked for
      const granted = defect === 'missingScope' ? [] : scopes.length > 0 ? scopes : ISSUED_SCOPES
      const { kid, privateKey } = await signingKey()
      const key = defect === 'wrongSignature' ? (await generateKeyPair(ALGORITHM)).privateKey : privateKey
      const accessToken = await new SignJWT({
        client_id: clientId,
        scope: granted.join(' '),
        phone_number: phoneNumber,
        expiry_mark: newestExpiry(clientId)?.mark,
      })
        .setProtectedHeader({ alg: ALGORITHM, kid, typ: 'at+jwt' })
        .setIssuer(origin())
        .setAudience(defect === 'wrongAudience' ? `not-${AUDIENCE}` : AUDIENCE)
        .setSubject(phoneNumber === undefined ? clientId : `tel:${phoneNumber}`)
        .setIssuedAt(Math.floor(Math.min(now, now + lifetime)))
        .setExpirationTime(expiry)
        .setJti(ids.uuid())
        .sign(key)
      return { accessToken, expiresAt: expiry * 1000 }
    },

    async mintIdToken({ clientId, phoneNumber, nonce }) {
      const now = Math.floor(clock.now() / 1000)
      const { kid, privateKey } = await signingKey()
      return new SignJWT({ phone_number: phoneNumber, ...(nonce !== undefined && { nonce }) })
        .setProtectedHeader({ alg: ALGORITHM, kid, typ: 'JWT' })
        .setIssuer(origin())
        .setAudience(clientId)
        .setSubject(`tel:${phoneNumber}`)
        .setIssuedAt(now)
        .setExpirationTime(now + TOKEN_LIFETIME_SECONDS)
        .sign(privateKey)
    },

    async verify(accessToken) {
      const known = verified.get(accessToken)
      if (known && clock.now() < known.expiresAt) {
        refuseExpired(known)
        return known.caller
      }
      const { publicKey } = await signingKey()
      const token = await verifyToken(accessToken, publicKey, clock.now())
      refuseExpired(token)
      remember(accessToken, token)
      return token.caller
    },

    async expire(expiry) {
      if (!expiries || expiries.data.some(({ id }) => id === expiry.id)) return
      await expiries.replace([...expiries.data, { ...expiry, mark: ids.uuid() }])
    },

    async clearExpiries() {
      if (expiries && expiries.data.length > 0) await expiries.replace([])
    },

    async keepKey() {
      if (!keys.data) await signingKey()
    },

    async jwks() {
      return { keys: [(await signingKey()).publicJwk] }
    },
  }
}
