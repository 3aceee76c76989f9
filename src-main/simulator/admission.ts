// Who calls, and whether the caller may: what is checked before a body is read (order: reading C32), and what a refusal says
// of the access token.
import type { IncomingMessage } from 'node:http'
import accepts from 'accepts'
import type { Caller } from '#shared/domain/caller'
import { BenchError } from '#shared/errors/benchError'
import type { Scope } from './scopes'

export interface AdmissionPorts {
  /** `open`: whoever calls is the client `anonymous` with every scope, whatever token is sent. */
  auth: 'strict' | 'open'
  /** `verify` throws BenchError `unauthenticated`. */
  issuer: { verify(accessToken: string): Promise<Caller> }
}

const ANONYMOUS: Caller = { clientId: 'anonymous', scopes: 'all' }
const BEARER = /^Bearer +(\S+)$/i

/** @throws BenchError `unauthenticated` */
export async function authenticate(request: IncomingMessage, { auth, issuer }: AdmissionPorts): Promise<Caller> {
  if (auth === 'open') return ANONYMOUS
  const { authorization } = request.headers
  const accessToken = BEARER.exec(authorization ?? '')?.[1]
  if (accessToken !== undefined) return issuer.verify(accessToken)
  const wrong = authorization === undefined ? 'is missing' : 'is not of the form "Bearer {access token}"'
  throw new BenchError('unauthenticated', `The header Authorization ${wrong}. POST /oauth2/token gives a token.`, {
    field: 'Authorization',
  })
}

class InsufficientScope extends BenchError {
  constructor(readonly scope: Scope) {
    super('permissionDenied', `The access token lacks the scope ${scope}. Ask for a token with it.`, {
      field: 'Authorization',
    })
  }
}

/** @throws BenchError `permissionDenied` */
export function requireScope({ scopes }: Caller, scope: Scope): void {
  if (scopes !== 'all' && !scopes.includes(scope)) throw new InsufficientScope(scope)
}

/**
 * The header `WWW-Authenticate` of a refusal. Only who has sent a token is told what is wrong with it (RFC 6750, section 3).
 * @returns undefined where the token is not the reason
 */
export function challengeOf(thrown: unknown, status: number, { headers }: IncomingMessage): string | undefined {
  const challenge = 'Bearer realm="callbox"'
  if (thrown instanceof InsufficientScope) return `${challenge}, error="insufficient_scope", scope="${thrown.scope}"`
  if (status !== 401) return undefined
  return BEARER.test(headers.authorization ?? '') ? `${challenge}, error="invalid_token"` : challenge
}

/** A range may name the charset, and then fits only what names it too. */
const JSON_TYPES = ['application/json', 'application/json; charset=utf-8']

/** @throws BenchError `notAcceptable` */
export function requireJsonAccepted(request: IncomingMessage): void {
  if (request.headers.accept === undefined || accepts(request).type(JSON_TYPES) !== false) return
  throw new BenchError('notAcceptable', 'This API answers application/json only, which the header Accept excludes.', {
    field: 'Accept',
  })
}
