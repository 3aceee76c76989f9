// Authorization codes that wait to be redeemed: short-lived, for one use, bound to what was asked for.
import type { BenchClock, Ids } from '#shared/domain/clocks'
import { OauthError } from './oauthError'
import type { RequestedScopes } from './requestedScopes'

/** By the bench clock; RFC 6749, 4.1.2 wants it short. */
const CODE_LIFETIME_MS = 60_000
const MOST_CODES = 1000

export interface AuthorizationGrant {
  readonly clientId: string
  readonly redirectUri: string
  /** The subscriber who agreed. */
  readonly phoneNumber: string
  readonly scopes: RequestedScopes
  readonly nonce: string | undefined
  /** RFC 7636, method S256. */
  readonly codeChallenge: string
}

export interface AuthorizationCodes {
  issue(grant: AuthorizationGrant): string
  /** Takes the code out: there is no second use. @throws OauthError `invalid_grant` */
  redeem(code: string): AuthorizationGrant
}

export function createAuthorizationCodes({
  clock,
  ids,
}: {
  clock: Pick<BenchClock, 'now'>
  ids: Ids
}): AuthorizationCodes {
  const waiting = new Map<string, { grant: AuthorizationGrant; expiresAt: number }>()

  return {
    issue(grant) {
      const code = ids.uuid()
      waiting.set(code, { grant, expiresAt: clock.now() + CODE_LIFETIME_MS })
      const [oldest] = waiting.keys()
      if (waiting.size > MOST_CODES && oldest !== undefined) waiting.delete(oldest)
      return code
    },
    redeem(code) {
      const found = waiting.get(code)
      waiting.delete(code)
      if (!found)
        throw new OauthError(
          'invalid_grant',
          'The authorization code is unknown, or it was used already: ask for a new one.',
        )
      if (clock.now() < found.expiresAt) return found.grant
      throw new OauthError(
        'invalid_grant',
        `The authorization code expired at ${new Date(found.expiresAt).toISOString()} on the bench clock.`,
      )
    },
  }
}
