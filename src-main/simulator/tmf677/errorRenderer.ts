import { STATUS_CODES } from 'node:http'
import type { ErrorRequestHandler } from 'express'
import { BenchError, type BenchErrorCode } from '#shared/errors/benchError'
import { InjectedError } from '#shared/errors/injectedError'
import type { WireTmfError } from '#shared/wire/tmf677/usageConsumptionReport'
import { challengeOf } from '../admission'

/** What TMF677 answers to each refusal of the bench: the HTTP status and the `reason` of the error body. */
const REFUSALS: Record<BenchErrorCode, readonly [status: number, reason: string]> = {
  invalidArgument: [400, 'Invalid request'],
  outOfRange: [400, 'Value out of range'],
  invalidProtocol: [400, 'Invalid protocol'],
  invalidCredential: [400, 'Invalid credential'],
  invalidToken: [400, 'Invalid token'],
  invalidSink: [400, 'Invalid sink'],
  unauthenticated: [401, 'Not authenticated'],
  permissionDenied: [403, 'Access denied'],
  invalidTokenContext: [403, 'Access denied'],
  subscriptionMismatch: [403, 'Access denied'],
  notFound: [404, 'Resource not found'],
  identifierNotFound: [404, 'Resource not found'],
  methodNotAllowed: [405, 'Method not allowed'],
  notAcceptable: [406, 'Not acceptable'],
  conflict: [409, 'Conflict'],
  alreadyExists: [409, 'Resource exists already'],
  payloadTooLarge: [413, 'Request too large'],
  unsupportedMediaType: [415, 'Unsupported media type'],
  serviceNotApplicable: [422, 'Service not applicable'],
  missingIdentifier: [422, 'Identifier missing'],
  unnecessaryIdentifier: [422, 'Identifier not needed'],
  unsupportedIdentifier: [422, 'Identifier not supported'],
  multieventNotSupported: [422, 'Event types not supported together'],
  privateKeyJwtNotConfigured: [422, 'Credential not configured'],
  tooManyRequests: [429, 'Too many requests'],
  quotaExceeded: [429, 'Quota exceeded'],
  internal: [500, 'Internal error'],
  unavailable: [503, 'Service unavailable'],
  storageFailed: [500, 'Storage failed'],
  portTaken: [500, 'Internal error'],
  folderInUse: [500, 'Internal error'],
}

/**
 * The one place where a refusal becomes the error body of the TMF REST guidelines.
 * @param onProblem told of what is no refusal but a bug
 */
export function tmfErrorRenderer(onProblem: (message: string) => void): ErrorRequestHandler {
  return (thrown: unknown, request, response, next) => {
    if (response.headersSent) return next(thrown)
    const body = errorBodyOf(thrown)
    const status = Number(body.status)
    if (status === 500 && !(thrown instanceof InjectedError)) {
      const { stack } = thrown instanceof Error ? thrown : new Error(String(thrown))
      onProblem(`${request.method} ${request.path} failed: ${stack}`)
    }
    const challenge = challengeOf(thrown, status, request)
    if (challenge !== undefined) response.setHeader('WWW-Authenticate', challenge)
    response.status(status).json(body)
  }
}

function errorBodyOf(thrown: unknown): WireTmfError {
  if (thrown instanceof InjectedError) {
    const { status, code, message } = thrown
    return { code, reason: STATUS_CODES[status] ?? 'Refused', message, status: String(status) }
  }
  const { code, message } = asBenchError(thrown)
  const [status, reason] = REFUSALS[code]
  return { code, reason, message, status: String(status) }
}

function asBenchError(thrown: unknown): BenchError {
  if (thrown instanceof BenchError) return thrown
  // Express's router throws this for a path parameter with a broken percent escape.
  if (thrown instanceof URIError) {
    return new BenchError('invalidArgument', 'The path holds a broken percent escape. Encode the id as UTF-8.')
  }
  return new BenchError('internal', 'Callbox could not answer: a fault of its own.', { cause: thrown })
}
