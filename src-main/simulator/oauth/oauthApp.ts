// Token endpoint, public key and discovery document of the local issuer, under `/oauth2` and `/.well-known`.
import express, { type ErrorRequestHandler, type Express } from 'express'
import { CAMARA_SCOPES } from '../camara/scopes'
import { exchangeContext, keepBody } from '../exchangeContext'
import { TOKEN_LIFETIME_SECONDS, type Issuer } from './issuer'
import { OauthError, readTokenRequest } from './tokenRequest'

export interface OauthPorts {
  issuer: Issuer
  /** The `serverRoot` of this run. */
  origin: () => string
  /** Told of every failure that is a bug or a full disk, not a refusal. */
  onProblem: (message: string) => void
}

/** RFC 8414 metadata: what is really supported, nothing more. */
function discoveryDocument(origin: string) {
  return {
    issuer: origin,
    token_endpoint: `${origin}/oauth2/token`,
    jwks_uri: `${origin}/oauth2/jwks`,
    grant_types_supported: ['client_credentials'],
    response_types_supported: [],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    scopes_supported: CAMARA_SCOPES,
  }
}

function errorRenderer(onProblem: OauthPorts['onProblem']): ErrorRequestHandler {
  return (error: Error & { status?: unknown }, _request, response, next) => {
    if (response.headersSent) return next(error)
    const { status, message } = error
    if (typeof status !== 'number' || status >= 500) {
      onProblem(`The token endpoint failed: ${error.stack ?? message}`)
      response
        .status(500)
        .json({ error: 'server_error', error_description: 'Callbox could not answer: a fault of its own.' })
      return
    }
    if (status === 401) response.set('WWW-Authenticate', 'Basic realm="callbox"')
    // What the form parser refuses is, in OAuth's words, an invalid request.
    const code = error instanceof OauthError ? error.code : 'invalid_request'
    response.status(status).json({ error: code, error_description: message })
  }
}

/** Handles full paths: `POST /oauth2/token`, `GET /oauth2/jwks`, `GET /.well-known/openid-configuration`. */
export function createOauthApp({ issuer, origin, onProblem }: OauthPorts): Express {
  const app = express().disable('x-powered-by')

  app
    .route('/oauth2/token')
    .post(express.urlencoded({ extended: false, limit: '64kb', verify: keepBody }), async (request, response) => {
      response.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' })
      const { clientId, scopes } = readTokenRequest(request.headers.authorization, request.body)
      exchangeContext(request).clientId = clientId
      const expiresInSeconds = TOKEN_LIFETIME_SECONDS
      const { accessToken } = await issuer.mint({ clientId, scopes: [...scopes], expiresInSeconds })
      response.json({
        access_token: accessToken,
        token_type: 'Bearer',
        expires_in: expiresInSeconds,
        scope: scopes.join(' '),
      })
    })
    .all((_request, response) => {
      response.set('Allow', 'POST')
      throw new OauthError('invalid_request', 'A token is asked for with POST.', 405)
    })
  app.get('/oauth2/jwks', async (_request, response) => {
    response.json(await issuer.jwks())
  })
  app.get('/.well-known/openid-configuration', (_request, response) => {
    response.json(discoveryDocument(origin()))
  })
  app.use((_request, response) => {
    response
      .status(404)
      .json({ error: 'not_found', error_description: 'There is nothing here. See /.well-known/openid-configuration.' })
  })
  app.use(errorRenderer(onProblem))
  return app
}
