// An API is a table of operations: what each is asked, what it answers and what it may refuse. The server, the description
// that is served beside it and the tests of refusals all read it.
import type { z } from 'zod'
import type { Caller } from '#shared/domain/caller'
import type { FaultyOperation } from '#shared/domain/fault'
import type { BenchErrorCode } from '#shared/errors/benchError'
import type { ErrorTable } from './errorTable'
import type { CamaraScope } from './scopes'

/** By the names that `:name` marks in a path. */
export type PathParameters = Readonly<Record<string, string>>

export interface CamaraCall {
  readonly caller: Caller
  /** As sent, not yet judged by a schema; undefined for methods without a body. */
  readonly body: unknown
  /** As sent, not yet judged. */
  readonly query: unknown
  /** A path parameter of the operation. */
  readonly parameter: (name: string) => string
}

type SuccessStatus = 200 | 201 | 202 | 204

export interface CamaraReply {
  readonly status: SuccessStatus
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: object
}

export interface CamaraOperation {
  readonly operationId: FaultyOperation
  readonly method: 'get' | 'post' | 'patch' | 'delete'
  /** Below the base path; `:name` marks a parameter. */
  readonly path: string
  readonly scope: CamaraScope
  /** What it is for, in a few words. */
  readonly summary: string
  readonly query?: z.ZodObject
  /** The body that is asked for. */
  readonly request?: z.ZodType
  /** The body of each status that means success; null where there is none. */
  readonly replies: Readonly<Partial<Record<SuccessStatus, z.ZodType | null>>>
  /** The events posted to the sink that the request names. */
  readonly event?: z.ZodType
  /** What it may refuse beyond what every operation may. */
  readonly refusals: readonly BenchErrorCode[]
  /** @throws BenchError */
  answer(call: CamaraCall): CamaraReply | Promise<CamaraReply>
}

export interface CamaraApi {
  readonly title: string
  /** Of the published API. */
  readonly version: string
  readonly basePath: string
  /** How it names refusals. */
  readonly errors: ErrorTable
  readonly operations: readonly CamaraOperation[]
}

/** The last four come by a fault only, or when something is wrong with the bench itself. */
const OF_EVERY_OPERATION: readonly BenchErrorCode[] = [
  'invalidArgument',
  'unauthenticated',
  'permissionDenied',
  'notAcceptable',
  'tooManyRequests',
  'quotaExceeded',
  'internal',
  'unavailable',
]
const OF_EVERY_BODY: readonly BenchErrorCode[] = ['outOfRange', 'payloadTooLarge', 'unsupportedMediaType']

/** All that an operation may refuse. A wrong method is refused by the path, not by an operation. */
export function refusalsOf({ request, refusals }: CamaraOperation): readonly BenchErrorCode[] {
  return [...OF_EVERY_OPERATION, ...(request ? OF_EVERY_BODY : []), ...refusals]
}
