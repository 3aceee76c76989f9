// What an access token says, and in words why one is refused.
import { errors, jwtVerify, type CryptoKey } from 'jose'
import { z } from 'zod'
import type { Caller } from '#shared/domain/caller'
import { BenchError } from '#shared/errors/benchError'
import { ALGORITHM } from './issuerKeys'

/**
 * The `aud` of every token. It is constant and `iss` is not compared at all: `iss` is the address the bench had when it
 * minted the token, and a token must outlive a restart on another port. What proves the issuer is the kept key.
 */
export const AUDIENCE = 'callbox'

/** Claims of RFC 9068, and `phone_number` in a three-legged token. */
const zClaims = z.object({
  client_id: z.string().min(1),
  scope: z.string(),
  phone_number: z.string().optional(),
  /** The mark of the newest expiry of this client's tokens when it was made. */
  expiry_mark: z.string().default(''),
  exp: z.number(),
})

export interface VerifiedToken {
  readonly caller: Caller
  /** Bench instant from which the token is refused. */
  readonly expiresAt: number
  readonly expiryMark: string
}

const iso = (at: number) => new Date(at).toISOString()
export const NEW_TOKEN = 'Ask for a new one at POST /oauth2/token.'

function reasonOf(error: unknown, now: number): string {
  if (error instanceof errors.JWTExpired)
    return `The access token expired at ${iso(Number(error.payload.exp) * 1000)}; the bench clock says ${iso(now)}. ${NEW_TOKEN}`
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return `The access token has a wrong signature: it was altered, or another issuer signed it. ${NEW_TOKEN}`
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud')
    return `The access token has the wrong audience ${JSON.stringify(error.payload.aud)}, expected "${AUDIENCE}". ${NEW_TOKEN}`
  return `The access token is malformed: it is not a JWT that this issuer makes. ${NEW_TOKEN}`
}

/**
 * Checks signature, audience and expiry.
 * @param now bench instant
 * @throws BenchError `unauthenticated` with the reason in words
 */
export async function verifyToken(token: string, publicKey: CryptoKey, now: number): Promise<VerifiedToken> {
  try {
    const options = { algorithms: [ALGORITHM], audience: AUDIENCE, currentDate: new Date(now), requiredClaims: ['exp'] }
    const { payload } = await jwtVerify(token, publicKey, options)
    const { client_id, scope, phone_number, exp, expiry_mark } = zClaims.parse(payload)
    const scopes = scope.split(' ').filter((one) => one !== '')
    const caller = { clientId: client_id, scopes, ...(phone_number !== undefined && { phoneNumber: phone_number }) }
    return { caller, expiresAt: exp * 1000, expiryMark: expiry_mark }
  } catch (error) {
    throw new BenchError('unauthenticated', reasonOf(error, now), { field: 'Authorization', cause: error })
  }
}
