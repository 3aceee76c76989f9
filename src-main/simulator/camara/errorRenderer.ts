import type { IncomingMessage, ServerResponse } from 'node:http'
import { BenchError } from '#shared/errors/benchError'
import { InjectedError } from '#shared/errors/injectedError'
import type { WireErrorInfo } from '#shared/wire/camara/common'
import { challengeOf } from '../admission'
import type { ErrorTable } from './errorTable'
import { sendJson } from './sendJson'

/** What Express and its body parser throw: an error with the status they suggest. */
function ofExpress(error: unknown): BenchError | undefined {
  const { status, message } = error as { status?: unknown; message?: unknown }
  const told = String(message)
  switch (status) {
    case 400:
      return new BenchError('invalidArgument', `The request cannot be read: ${told}`, { cause: error })
    case 413:
      return new BenchError('payloadTooLarge', 'The body is larger than 64 kB.', { cause: error })
    case 415:
      return new BenchError('unsupportedMediaType', `The body cannot be decoded: ${told}`, { cause: error })
    default:
      return undefined
  }
}

/** As long as a message of r4.1 may be (schema `ErrorInfo`); r3.2 has no bound. */
const LONGEST_MESSAGE = 512

function bounded(message: string): string {
  return message.length <= LONGEST_MESSAGE ? message : `${message.slice(0, LONGEST_MESSAGE - 1)}…`
}

function errorInfoOf(thrown: unknown, errors: ErrorTable): WireErrorInfo {
  if (thrown instanceof InjectedError) return { status: thrown.status, code: thrown.code, message: thrown.message }
  const refusal =
    thrown instanceof BenchError
      ? thrown
      : (ofExpress(thrown) ??
        new BenchError('internal', 'Callbox could not answer: a fault of its own.', { cause: thrown }))
  return { ...errors[refusal.code], message: bounded(refusal.message) }
}

/** @param thrown by whatever was to answer */
export type RefusalRenderer = (thrown: unknown, request: IncomingMessage, response: ServerResponse) => void

/**
 * The one place where a refusal becomes a CAMARA `ErrorInfo`. A reply that has begun is cut short.
 * @param errors how the API names refusals
 * @param onProblem told of what is no refusal but a bug or a full disk
 */
export function refusalRenderer(errors: ErrorTable, onProblem: (message: string) => void): RefusalRenderer {
  return (thrown, request, response) => {
    if (response.headersSent) {
      response.destroy()
      return
    }
    const body = errorInfoOf(thrown, errors)
    const { status } = body
    if (status === 500 && !(thrown instanceof InjectedError)) {
      const { stack } = thrown instanceof Error ? thrown : new Error(String(thrown))
      onProblem(`${request.method} ${request.url} failed: ${stack}`)
    }
    const challenge = challengeOf(thrown, status, request)
    if (challenge !== undefined) response.setHeader('WWW-Authenticate', challenge)
    sendJson(response, status, body)
  }
}
