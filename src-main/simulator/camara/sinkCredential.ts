// The credential a sink asks for (readings C8, C21).
import type { StoredSubscription } from '#shared/domain/subscription'
import { BenchError, type BenchErrorCode } from '#shared/errors/benchError'
import { zDateTime } from '#shared/wire/camara/common'
import { futureInstant } from './futureInstant'
import type { CamaraRelease } from './releases'
import type { WireSinkCredential } from '#shared/wire/camara/connectivityInsightsSubscriptionsV06'

/** What may stand after `Bearer ` in a header: visible ASCII without spaces. */
const HEADER_SAFE = /^[\x21-\x7e]+$/

function refused(code: BenchErrorCode, property: keyof WireSinkCredential, why: string): BenchError {
  const field = `sinkCredential.${property}`
  return new BenchError(code, `${field} ${why}`, { field })
}

/**
 * Reads an access token credential; its three fields are required.
 * @param now bench instant
 * @param privateKeyJwt the refusal of the type PRIVATE_KEY_JWT, for which nothing is configured; the release names it
 * @throws BenchError `invalidCredential` for another type, `invalidToken` for a token that is no bearer token,
 * `invalidArgument` for a field that is missing, malformed or expired
 */
export function readSinkCredential(
  { credentialType, accessToken, accessTokenExpiresUtc, accessTokenType }: WireSinkCredential,
  now: number,
  privateKeyJwt: CamaraRelease['privateKeyJwt'],
): NonNullable<StoredSubscription['sinkCredential']> {
  if (credentialType === 'PRIVATE_KEY_JWT')
    throw refused(
      privateKeyJwt,
      'credentialType',
      'is PRIVATE_KEY_JWT, for which no keys are configured; use ACCESSTOKEN.',
    )
  if (credentialType !== 'ACCESSTOKEN') throw refused('invalidCredential', 'credentialType', 'must be ACCESSTOKEN.')
  if (accessTokenType === undefined) throw refused('invalidArgument', 'accessTokenType', 'is missing; send bearer.')
  if (accessTokenType.toLowerCase() !== 'bearer') throw refused('invalidToken', 'accessTokenType', 'must be bearer.')
  if (accessToken === undefined) throw refused('invalidArgument', 'accessToken', 'is missing.')
  if (!HEADER_SAFE.test(accessToken))
    throw refused('invalidArgument', 'accessToken', 'must be visible ASCII characters without spaces.')
  if (!zDateTime.safeParse(accessTokenExpiresUtc).success || accessTokenExpiresUtc === undefined)
    throw refused('invalidArgument', 'accessTokenExpiresUtc', 'must be an RFC 3339 date-time with a time zone.')
  return { accessToken, expiresAt: futureInstant(accessTokenExpiresUtc, now, 'sinkCredential.accessTokenExpiresUtc') }
}
