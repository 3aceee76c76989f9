export type OauthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_scope'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'
  | 'access_denied'

/** A refusal in OAuth's own vocabulary (RFC 6749, 4.1.2.1 and 5.2), which is not that of the APIs. */
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
