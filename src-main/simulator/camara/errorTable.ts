// How the CAMARA APIs name what the bench refuses; a release may name some of it otherwise (releases.ts).
import type { BenchErrorCode } from '#shared/errors/benchError'

export interface ErrorRow {
  readonly status: number
  readonly code: string
}

export type ErrorTable = Readonly<Record<BenchErrorCode, ErrorRow>>

const INTERNAL: ErrorRow = { status: 500, code: 'INTERNAL' }

export const CAMARA_ERRORS: ErrorTable = {
  invalidArgument: { status: 400, code: 'INVALID_ARGUMENT' },
  outOfRange: { status: 400, code: 'OUT_OF_RANGE' },
  invalidProtocol: { status: 400, code: 'INVALID_PROTOCOL' },
  invalidCredential: { status: 400, code: 'INVALID_CREDENTIAL' },
  invalidToken: { status: 400, code: 'INVALID_TOKEN' },
  invalidSink: { status: 400, code: 'INVALID_SINK' },
  unauthenticated: { status: 401, code: 'UNAUTHENTICATED' },
  permissionDenied: { status: 403, code: 'PERMISSION_DENIED' },
  invalidTokenContext: { status: 403, code: 'INVALID_TOKEN_CONTEXT' },
  subscriptionMismatch: { status: 403, code: 'SUBSCRIPTION_MISMATCH' },
  notFound: { status: 404, code: 'NOT_FOUND' },
  identifierNotFound: { status: 404, code: 'IDENTIFIER_NOT_FOUND' },
  methodNotAllowed: { status: 405, code: 'METHOD_NOT_ALLOWED' },
  notAcceptable: { status: 406, code: 'NOT_ACCEPTABLE' },
  conflict: { status: 409, code: 'ABORTED' }, // with a policy (reading C26)
  alreadyExists: { status: 409, code: 'ALREADY_EXISTS' },
  payloadTooLarge: { status: 413, code: 'PAYLOAD_TOO_LARGE' },
  unsupportedMediaType: { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' },
  serviceNotApplicable: { status: 422, code: 'SERVICE_NOT_APPLICABLE' },
  missingIdentifier: { status: 422, code: 'MISSING_IDENTIFIER' },
  unnecessaryIdentifier: { status: 422, code: 'UNNECESSARY_IDENTIFIER' },
  unsupportedIdentifier: { status: 422, code: 'UNSUPPORTED_IDENTIFIER' },
  multieventNotSupported: { status: 422, code: 'MULTIEVENT_SUBSCRIPTION_NOT_SUPPORTED' },
  privateKeyJwtNotConfigured: { status: 422, code: 'PRIVATE_KEY_JWT_NOT_CONFIGURED' },
  tooManyRequests: { status: 429, code: 'TOO_MANY_REQUESTS' },
  quotaExceeded: { status: 429, code: 'QUOTA_EXCEEDED' },
  internal: INTERNAL,
  unavailable: { status: 503, code: 'UNAVAILABLE' },
  storageFailed: INTERNAL,
  portTaken: INTERNAL,
  folderInUse: INTERNAL,
}
