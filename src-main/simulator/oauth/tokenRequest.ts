// The client credentials grant of RFC 6749: who asks (section 2.3.1), for what (4.4.2), and how it is refused (5.2).
import { z } from 'zod'
import { CAMARA_SCOPES } from '../camara/scopes'

export type OauthErrorCode = 'invalid_request' | 'invalid_client' | 'invalid_scope' | 'unsupported_grant_type'

/** A refusal in OAuth's own vocabulary, which is not that of the APIs. */
export class OauthError extends Error {
  override readonly name = 'OauthError'

  constructor(
    readonly code: OauthErrorCode,
    message: string,
    readonly status: 400 | 401 | 405 = code === 'invalid_client' ? 401 : 400,
  ) {
    super(message)
  }
}

/** Form fields; a field sent twice arrives as an array and is refused, as section 3.2 demands. */
const zForm = z.object({
  grant_type: z.string(),
  client_id: z.string().optional(),
  scope: z.string().optional(),
})

export interface ClientCredentialsRequest {
  readonly clientId: string
  readonly scopes: readonly string[]
}

/** The client id of HTTP basic authentication; any secret is accepted, an empty one too. */
function basicClientId(authorization: string | undefined): string | undefined {
  const [, encoded] = /^Basic +(\S+)$/i.exec(authorization ?? '') ?? []
  if (encoded === undefined) return undefined
  const [id = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return new URLSearchParams(`id=${id}`).get('id') ?? undefined // both parts are form-encoded before they are joined
}

/**
 * Reads a request to the token endpoint. No `scope` means all.
 * @throws OauthError
 */
export function readTokenRequest(authorization: string | undefined, body: unknown): ClientCredentialsRequest {
  const form = zForm.safeParse(body)
  if (!form.success)
    throw new OauthError(
      'invalid_request',
      'Send a form (application/x-www-form-urlencoded) with grant_type, each field once.',
    )
  const { grant_type, client_id, scope = '' } = form.data
  const clientId = basicClientId(authorization) ?? client_id ?? ''
  if (clientId === '')
    throw new OauthError(
      'invalid_client',
      'Say who you are: client id and secret by HTTP basic authentication, or client_id and client_secret in the form. Any will do.',
    )
  if (grant_type !== 'client_credentials')
    throw new OauthError(
      'unsupported_grant_type',
      `The grant type "${grant_type}" is not supported; use client_credentials.`,
    )
  const scopes = scope.split(' ').filter((one) => one !== '')
  const unknown = scopes.filter((one) => !CAMARA_SCOPES.some((known) => known === one))
  if (unknown.length > 0)
    throw new OauthError('invalid_scope', `Unknown scope ${unknown.join(' ')}. Known are: ${CAMARA_SCOPES.join(' ')}`)
  return { clientId, scopes: scopes.length > 0 ? scopes : CAMARA_SCOPES }
}
