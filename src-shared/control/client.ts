// A client of the control API, for the window and for tests: one method per operation of the table.
import type { z } from 'zod'
import { OPERATIONS, type OperationName, zControlError } from './contract'
import type { Operation, OutputOf, RequestOf } from './operation'

interface FetchRequest {
  method: string
  headers: Record<string, string>
  body?: string
}

/** The part of `fetch` that is needed here; the browser's and Node's both fit. */
type Fetch = (url: string, request: FetchRequest) => Promise<{ readonly status: number; text(): Promise<string> }>

export interface ControlClientOptions {
  /** Scheme, host and port; empty for a page of the bench itself. */
  baseUrl: string
  fetch: Fetch
  /** The control token; a page sends its session cookie instead. */
  token?: string
}

type Arguments<O extends Operation> = object extends RequestOf<O> ? [request?: RequestOf<O>] : [request: RequestOf<O>]

/** Each method rejects with ControlClientError when the bench refuses, and with what `fetch` throws when none answers. */
export type ControlClient = {
  readonly [Name in OperationName]: (
    ...request: Arguments<(typeof OPERATIONS)[Name]>
  ) => Promise<OutputOf<(typeof OPERATIONS)[Name]>>
}

/** A refusal of the bench, or (`unexpectedReply`) an answer that is not of the contract. */
export class ControlClientError extends Error {
  override readonly name = 'ControlClientError'

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly field?: string,
  ) {
    super(message)
  }
}

interface AnyRequest {
  readonly query?: object
  readonly body?: unknown
  readonly [pathParameter: string]: unknown
}

function urlOf(operation: Operation, request: AnyRequest): string {
  const path = operation.path.replace(/{(\w+)}/g, (_, name: string) => encodeURIComponent(String(request[name])))
  const query = Object.entries(request.query ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
  return `/control/v1${path}${query.length > 0 ? `?${query.join('&')}` : ''}`
}

/** @returns undefined when the text is not JSON of that shape. */
function parseJson<T extends z.ZodType>(schema: T, text: string): z.output<T> | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function refusalOf(status: number, text: string): ControlClientError {
  const refusal = parseJson(zControlError, text)
  if (refusal) return new ControlClientError(status, refusal.code, refusal.message, refusal.field)
  const message = `The bench answered ${status} with a body that is not of the control API: ${text.slice(0, 200)}`
  return new ControlClientError(status, 'unexpectedReply', message)
}

export function createControlClient({ baseUrl, fetch, token }: ControlClientOptions): ControlClient {
  async function call(operation: Operation, request: AnyRequest = {}): Promise<unknown> {
    const reply = await fetch(`${baseUrl}${urlOf(operation, request)}`, {
      method: operation.method,
      headers: {
        Accept: 'application/json',
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(operation.body && { 'Content-Type': 'application/json' }),
      },
      ...(operation.body && { body: JSON.stringify(request.body) }),
    })
    const text = await reply.text()
    if (reply.status !== operation.status) throw refusalOf(reply.status, text)
    const output = parseJson(operation.response, text === '' ? 'null' : text)
    if (output === undefined) throw refusalOf(reply.status, text)
    return output
  }
  const methods = Object.entries<Operation>(OPERATIONS).map(([name, operation]) => [
    name,
    (request?: AnyRequest) => call(operation, request),
  ])
  // The mapped type above says what the loop makes; the table is the source of both.
  return Object.fromEntries(methods) as ControlClient
}
