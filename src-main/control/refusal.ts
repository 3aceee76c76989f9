// How a refusal is told: status by code, `{code, message, field?}` to programs, a plain page to people.
import type { ErrorRequestHandler, Response } from 'express'
import type { ControlError } from '#shared/control/contract'
import { BenchError, type BenchErrorCode } from '#shared/errors/benchError'
import { plainPage } from './plainPage'

const STATUS: Record<BenchErrorCode, number> = {
  invalidArgument: 400,
  outOfRange: 400,
  invalidProtocol: 400,
  invalidCredential: 400,
  invalidToken: 400,
  invalidSink: 400,
  unauthenticated: 401,
  permissionDenied: 403,
  invalidTokenContext: 403,
  subscriptionMismatch: 403,
  notFound: 404,
  identifierNotFound: 404,
  methodNotAllowed: 405,
  notAcceptable: 406,
  conflict: 409,
  alreadyExists: 409,
  payloadTooLarge: 413,
  unsupportedMediaType: 415,
  serviceNotApplicable: 422,
  missingIdentifier: 422,
  unnecessaryIdentifier: 422,
  unsupportedIdentifier: 422,
  multieventNotSupported: 422,
  privateKeyJwtNotConfigured: 422,
  tooManyRequests: 429,
  quotaExceeded: 429,
  internal: 500,
  unavailable: 503,
  storageFailed: 503,
  portTaken: 409,
  folderInUse: 409,
}

/** What Express and its body parser throw (package http-errors). */
interface HttpError {
  status: number
  message: string
}

function isHttpError(error: unknown): error is HttpError {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500
}

const CODE_BY_STATUS: Partial<Record<number, BenchErrorCode>> = {
  404: 'notFound',
  413: 'payloadTooLarge',
  415: 'unsupportedMediaType',
}

function benchErrorOf(error: unknown, reportBug: (error: unknown) => void): BenchError {
  if (error instanceof BenchError) return error
  if (isHttpError(error)) {
    const message = `The request cannot be read: ${error.message}`
    return new BenchError(CODE_BY_STATUS[error.status] ?? 'invalidArgument', message, { cause: error })
  }
  reportBug(error)
  const where = 'Its console says more; please report it as a bug.'
  return new BenchError('internal', `The bench failed at this. ${where}`, { cause: error })
}

/** Once a reply has begun (an event stream) nothing can be said any more: the connection ends. */
function refuseWith(send: (response: Response, error: BenchError) => void, reportBug: (error: unknown) => void) {
  const handler: ErrorRequestHandler = (thrown, _request, response, _next) => {
    const error = benchErrorOf(thrown, reportBug)
    if (response.headersSent) return response.destroy()
    response.status(STATUS[error.code]).set('Cache-Control', 'no-store')
    if (error.code === 'unauthenticated') response.set('WWW-Authenticate', 'Bearer')
    send(response, error)
  }
  return handler
}

export function refuseWithJson(reportBug: (error: unknown) => void): ErrorRequestHandler {
  return refuseWith((response, { code, message, field }) => {
    response.json({ code, message, ...(field !== undefined && { field }) } satisfies ControlError)
  }, reportBug)
}

export function refuseWithPage(reportBug: (error: unknown) => void): ErrorRequestHandler {
  return refuseWith((response, { message }) => response.type('html').send(plainPage(message)), reportBug)
}
