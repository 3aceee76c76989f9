// The scopes of a request (RFC 6749, 3.3): those of the published files, within what the client may have.
import { ISSUED_SCOPES } from '../scopes'
import type { KnownClient } from './clientAuthentication'
import { OauthError } from './oauthError'

export interface RequestedScopes {
  /** What the access token opens. */
  readonly granted: readonly string[]
  /** An ID token is wanted, too (OpenID Connect Core, 3.1.2.1). */
  readonly openid: boolean
}

/** A purpose, as the CAMARA Security and Interoperability Profile puts it among the scopes; it opens nothing by itself. */
const isPurpose = (scope: string) => scope.startsWith('dpv:')

/**
 * None of the published scopes means all that the client may have.
 * @throws OauthError `invalid_scope`
 */
export function requestedScopes(scope: string, client: KnownClient): RequestedScopes {
  const allowed: readonly string[] = client.scopes ?? ISSUED_SCOPES
  const all = scope.split(' ').filter((one) => one !== '')
  const wanted = all.filter((one) => one !== 'openid' && !isPurpose(one))
  const refused = wanted.filter((one) => !allowed.includes(one))
  if (refused.length > 0)
    throw new OauthError(
      'invalid_scope',
      `Not for this client: ${refused.join(' ')}. It may have: ${allowed.join(' ')}`,
    )
  return { granted: wanted.length > 0 ? wanted : allowed, openid: all.includes('openid') }
}
