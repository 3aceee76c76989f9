// The local issuer: access tokens as JWT (RFC 9068), their life on the bench clock.
import { generateKeyPair, SignJWT, type JSONWebKeySet } from 'jose'
import type { TokenRequest } from '#shared/control/operations/tokenOperations'
import type { Caller } from '#shared/domain/caller'
import type { BenchClock, Ids } from '#shared/domain/clocks'
import type { Document } from '#shared/domain/rowLog'
import { CAMARA_SCOPES } from '../camara/scopes'
import { ALGORITHM, keptSigningKey, type IssuerKeys } from './issuerKeys'
import { AUDIENCE, verifyToken, type VerifiedToken } from './tokenClaims'

const DEFAULT_CLIENT_ID = 'callbox-client'
/** Unless another life is asked for, by the bench clock. */
export const TOKEN_LIFETIME_SECONDS = 3600
const REMEMBERED_TOKENS = 1000

export interface IssuerPorts {
  clock: Pick<BenchClock, 'now'>
  ids: Ids
  /** Null until the key is needed for the first time. */
  keys: Document<IssuerKeys | null>
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
  /** @throws BenchError `unauthenticated`, the reason in words. */
  verify(accessToken: string): Promise<Caller>
  /** Resolves when the signing key is on disk, where others than this issuer can read it. */
  keepKey(): Promise<void>
  /** The public key, for clients that verify tokens themselves. */
  jwks(): Promise<JSONWebKeySet>
}

export function createIssuer({ clock, ids, keys, origin }: IssuerPorts): Issuer {
  const signingKey = keptSigningKey(keys, ids)
  // An app sends the same token with every request: its signature is checked once.
  const verified = new Map<string, VerifiedToken>()

  function remember(accessToken: string, token: VerifiedToken): void {
    verified.set(accessToken, token)
    const [oldest] = verified.keys()
    if (verified.size > REMEMBERED_TOKENS && oldest !== undefined) verified.delete(oldest)
  }

  return {
    async mint({ clientId = DEFAULT_CLIENT_ID, scopes = [], phoneNumber, expiresInSeconds, defect }) {
      const now = clock.now() / 1000
      const lifetime = defect === 'expired' ? -60 : (expiresInSeconds ?? TOKEN_LIFETIME_SECONDS)
      const expiry = Math.ceil(now + lifetime) // whole seconds, and never less than was asked for
      const granted = defect === 'missingScope' ? [] : scopes.length > 0 ? scopes : CAMARA_SCOPES
      const { kid, privateKey } = await signingKey()
      const key = defect === 'wrongSignature' ? (await generateKeyPair(ALGORITHM)).privateKey : privateKey
      const accessToken = await new SignJWT({
        client_id: clientId,
        scope: granted.join(' '),
        phone_number: phoneNumber,
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
      if (known && clock.now() < known.expiresAt) return known.caller
      const { publicKey } = await signingKey()
      const token = await verifyToken(accessToken, publicKey, clock.now())
      remember(accessToken, token)
      return token.caller
    },

    async keepKey() {
      if (!keys.data) await signingKey()
    },

    async jwks() {
      return { keys: [(await signingKey()).publicJwk] }
    },
  }
}
