import { ISSUED_SCOPES } from '../scopes'
import { ALGORITHM } from './issuerKeys'

/** Metadata of OpenID Connect Discovery 1.0 and RFC 8414: what is really supported, nothing more. */
export function discoveryDocument(origin: string) {
  return {
    issuer: origin,
    authorization_endpoint: `${origin}/oauth2/authorize`,
    token_endpoint: `${origin}/oauth2/token`,
    jwks_uri: `${origin}/oauth2/jwks`,
    grant_types_supported: ['client_credentials', 'authorization_code'],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
    authorization_response_iss_parameter_supported: true,
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: [ALGORITHM],
    claims_supported: ['iss', 'sub', 'aud', 'exp', 'iat', 'nonce', 'phone_number'],
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    scopes_supported: ['openid', ...ISSUED_SCOPES],
  }
}
