// The token endpoint (RFC 6749, 4.1.3 and 4.4.2; RFC 7636, 4.5): which token a request is to get, or why it gets none.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { ClientRegistry } from '../clients'
import type { AuthorizationCodes } from './authorizationCodes'
import { authenticateClient, type KnownClient } from './clientAuthentication'
import { OauthError } from './oauthError'
import { zParameter } from './parameter'
import { requestedScopes } from './requestedScopes'

export interface TokenPorts {
  clients: Pick<ClientRegistry, 'find' | 'isClosed'>
  codes: AuthorizationCodes
}

const zForm = z.object({
  grant_type: zParameter.pipe(z.string()),
  client_id: zParameter,
  client_secret: zParameter,
  scope: zParameter,
  code: zParameter,
  redirect_uri: zParameter,
  code_verifier: zParameter,
})
type Form = z.infer<typeof zForm>

export interface TokenGrant {
  readonly clientId: string
  readonly scopes: readonly string[]
  /** The subscriber, in the authorization code grant. */
  readonly phoneNumber?: string
  /** An ID token is wanted, with this nonce if there is one. */
  readonly idToken?: { readonly nonce: string | undefined }
}

const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url')

/** @throws OauthError `invalid_grant` */
function redeemed(
  { code, redirect_uri, code_verifier }: Form,
  client: KnownClient,
  codes: AuthorizationCodes,
): TokenGrant {
  if (code === undefined || redirect_uri === undefined || code_verifier === undefined)
    throw new OauthError('invalid_request', 'Send code, redirect_uri and code_verifier.')
  const { clientId, redirectUri, phoneNumber, scopes, nonce, codeChallenge } = codes.redeem(code)
  if (clientId !== client.id)
    throw new OauthError('invalid_grant', 'The authorization code was given to another client.')
  if (redirectUri !== redirect_uri)
    throw new OauthError('invalid_grant', 'redirect_uri differs from the one in the authorization request.')
  if (challengeOf(code_verifier) !== codeChallenge)
    throw new OauthError('invalid_grant', 'code_verifier does not fit the code_challenge of the authorization request.')
  return { clientId, phoneNumber, scopes: scopes.granted, ...(scopes.openid && { idToken: { nonce } }) }
}

/** @throws OauthError */
export function readTokenRequest(authorization: string | undefined, body: unknown, ports: TokenPorts): TokenGrant {
  const form = zForm.safeParse(body)
  if (!form.success)
    throw new OauthError(
      'invalid_request',
      'Send a form (application/x-www-form-urlencoded) with grant_type, each field once.',
    )
  const client = authenticateClient(authorization, form.data, ports.clients)
  const { grant_type, scope = '' } = form.data
  switch (grant_type) {
    case 'client_credentials':
      return { clientId: client.id, scopes: requestedScopes(scope, client).granted }
    case 'authorization_code':
      return redeemed(form.data, client, ports.codes)
    default:
      throw new OauthError(
        'unsupported_grant_type',
        `The grant type "${grant_type}" is not supported; use client_credentials or authorization_code.`,
      )
  }
}
