// Who calls, and whether the caller may: what is checked before a body is read (order: reading C32).
import type { IncomingMessage } from 'node:http'
import accepts from 'accepts'
import type { Caller } from '#shared/domain/caller'
import { BenchError } from '#shared/errors/benchError'
import { hasScope, type CamaraScope } from './scopes'

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

/** @throws BenchError `permissionDenied` */
export function requireScope(caller: Caller, scope: CamaraScope): void {
  if (hasScope(caller, scope)) return
  throw new BenchError('permissionDenied', `The access token lacks the scope ${scope}. Ask for a token with it.`, {
    field: 'Authorization',
  })
}

/** @throws BenchError `notAcceptable` */
export function requireJsonAccepted(request: IncomingMessage): void {
  if (request.headers.accept === undefined || accepts(request).type('json') !== false) return
  throw new BenchError('notAcceptable', 'This API answers application/json only, which the header Accept excludes.', {
    field: 'Accept',
  })
}
