// Authorization and token endpoint, public key and discovery document of the local issuer, under `/oauth2` and
// `/.well-known`.
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import type { BenchClock, Ids } from '#shared/domain/clocks'
import type { ClientRegistry } from '../clients'
import { exchangeContext, keepBody } from '../exchangeContext'
import { createAuthorizationCodes, type AuthorizationCodes } from './authorizationCodes'
import { answerTarget, authorizationGrant, type AnswerTarget, type AuthorizationPorts } from './authorizationRequest'
import { discoveryDocument } from './discoveryDocument'
import { TOKEN_LIFETIME_SECONDS, type Issuer } from './issuer'
import { OauthError } from './oauthError'
import { readTokenRequest } from './tokenRequest'

export interface OauthPorts extends AuthorizationPorts {
  clock: Pick<BenchClock, 'now'>
  ids: Ids
  issuer: Issuer
  clients: Pick<ClientRegistry, 'find' | 'isClosed' | 'mayUseDevice'>
  /** The `serverRoot` of this run. */
  origin: () => string
  /** Told of every failure that is a bug or a full disk, not a refusal. */
  onProblem: (message: string) => void
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

function tokenEndpoint({ issuer, clients }: OauthPorts, codes: AuthorizationCodes): RequestHandler {
  return async (request, response) => {
    response.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' })
    const grant = readTokenRequest(request.headers.authorization, request.body, { clients, codes })
    const { clientId, scopes, phoneNumber, idToken } = grant
    exchangeContext(request).clientId = clientId
    const expiresInSeconds = TOKEN_LIFETIME_SECONDS
    const whom = { clientId, ...(phoneNumber !== undefined && { phoneNumber }) }
    const { accessToken } = await issuer.mint({ ...whom, scopes: [...scopes], expiresInSeconds })
    response.json({
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: expiresInSeconds,
      scope: scopes.join(' '),
      ...(idToken &&
        phoneNumber !== undefined && { id_token: await issuer.mintIdToken({ clientId, phoneNumber, ...idToken }) }),
    })
  }
}

/** The answer as parameters of the redirect URI, with `state` and the issuer (RFC 6749, 4.1.2; RFC 9207). */
function answerUrl({ redirectUri, state }: AnswerTarget, origin: string, answer: Record<string, string>): string {
  const url = new URL(redirectUri)
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value)
  if (state !== undefined) url.searchParams.set('state', state)
  url.searchParams.set('iss', origin)
  return url.href
}

function authorizationEndpoint(ports: OauthPorts, codes: AuthorizationCodes): RequestHandler {
  function answer(parameters: unknown, target: AnswerTarget): Record<string, string> {
    try {
      return { code: codes.issue(authorizationGrant(parameters, target, ports)) }
    } catch (error) {
      if (error instanceof OauthError) return { error: error.code, error_description: error.message }
      throw error
    }
  }

  return (request, response) => {
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
    const parameters: unknown = request.method === 'POST' ? request.body : request.query
    const target = answerTarget(parameters, ports)
    exchangeContext(request).clientId = target.client.id
    response.redirect(302, answerUrl(target, ports.origin(), answer(parameters, target)))
  }
}

function onlyBy(allow: string): RequestHandler {
  return (request, response) => {
    response.set('Allow', allow)
    throw new OauthError('invalid_request', `${request.method} is not possible here; use ${allow}.`, 405)
  }
}

/** Handles full paths: `/oauth2/authorize`, `/oauth2/token`, `/oauth2/jwks`, `/.well-known/openid-configuration`. */
export function createOauthApp(ports: OauthPorts): Express {
  const { issuer, origin } = ports
  const codes = createAuthorizationCodes(ports)
  const form = express.urlencoded({ extended: false, limit: '64kb', verify: keepBody })
  const authorize = authorizationEndpoint(ports, codes)
  const app = express().disable('x-powered-by')

  app.route('/oauth2/token').post(form, tokenEndpoint(ports, codes)).all(onlyBy('POST'))
  app.route('/oauth2/authorize').get(authorize).post(form, authorize).all(onlyBy('GET, POST'))
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
  app.use(errorRenderer(ports.onProblem))
  return app
}
