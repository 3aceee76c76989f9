// What the bench can refuse, as data: the code is the contract, the message (why + fix) is for people.
// Each API owns a table from these codes to its own status and code; a new code without a row there does not compile.

export const BENCH_ERROR_CODES = [
  'invalidArgument',
  'outOfRange',
  'invalidProtocol',
  'invalidCredential',
  'invalidToken',
  'invalidSink',
  'unauthenticated',
  'permissionDenied',
  'invalidTokenContext',
  'subscriptionMismatch',
  'notFound',
  'identifierNotFound',
  'methodNotAllowed',
  'notAcceptable',
  'conflict',
  'alreadyExists',
  'payloadTooLarge',
  'unsupportedMediaType',
  'serviceNotApplicable',
  'missingIdentifier',
  'unnecessaryIdentifier',
  'unsupportedIdentifier',
  'multieventNotSupported',
  'privateKeyJwtNotConfigured',
  'tooManyRequests',
  'quotaExceeded',
  'internal',
  'unavailable',
  'storageFailed',
  'portTaken',
  'folderInUse',
] as const
export type BenchErrorCode = (typeof BENCH_ERROR_CODES)[number]

export interface BenchErrorOptions {
  /** Where the caller went wrong: a JSON path, a query parameter, a header or a command-line flag. */
  field?: string
  cause?: unknown
}

/** A refusal that a caller may see. Anything else that is thrown is a bug and is answered as `internal`. */
export class BenchError extends Error {
  override readonly name = 'BenchError'
  readonly field: string | undefined

  constructor(
    readonly code: BenchErrorCode,
    message: string,
    options: BenchErrorOptions = {},
  ) {
    super(message, { cause: options.cause })
    this.field = options.field
  }
}
