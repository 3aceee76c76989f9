// The control API from the page: same origin, the session in a cookie.
import { OPERATIONS, zControlError, type OperationName } from '#shared/control/contract'
import type { Operation, OutputOf, RequestOf } from '#shared/control/operation'

/** A refusal of the bench, or `unreachable` when it did not answer at all. */
export class ControlRefusal extends Error {
  override readonly name = 'ControlRefusal'

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly field?: string,
  ) {
    super(message)
  }
}

export type ControlClient = {
  readonly [Name in OperationName]: (
    request: RequestOf<(typeof OPERATIONS)[Name]>,
  ) => Promise<OutputOf<(typeof OPERATIONS)[Name]>>
}

type AnyRequest = Record<string, unknown> & { query?: Record<string, string | number | undefined>; body?: unknown }

function addressOf(base: string, operation: Operation, request: AnyRequest): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(request[name])))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) query.set(name, String(value))
  }
  return `${base}${path}${query.size > 0 ? `?${query}` : ''}`
}

async function refusalOf(response: Response): Promise<ControlRefusal> {
  const parsed = zControlError.safeParse(await response.json().catch(() => null))
  if (!parsed.success) return new ControlRefusal(response.status, 'unknown', `the bench answered ${response.status}`)
  return new ControlRefusal(response.status, parsed.data.code, parsed.data.message, parsed.data.field)
}

async function call(base: string, operation: Operation, request: AnyRequest): Promise<unknown> {
  const body = operation.body === undefined ? undefined : JSON.stringify(request.body)
  const response = await fetch(addressOf(base, operation, request), {
    method: operation.method,
    ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
  }).catch(() => {
    throw new ControlRefusal(0, 'unreachable', 'the bench does not answer')
  })
  if (!response.ok) throw await refusalOf(response)
  // Our own bench in the same version: its answers are trusted, not parsed again.
  return response.status === 204 ? null : response.json()
}

/** @param base e.g. `/control/v1`, without a slash at the end. */
export function createControlClient(base: string): ControlClient {
  const operations = Object.entries(OPERATIONS) as [OperationName, Operation][]
  return Object.fromEntries(
    operations.map(([name, operation]) => [name, (request: AnyRequest) => call(base, operation, request)]),
  ) as unknown as ControlClient
}
