import type { IncomingMessage, ServerResponse } from 'node:http'
import express from 'express'
import typeIs from 'type-is'
import type { z } from 'zod'
import { BenchError } from '#shared/errors/benchError'
import { invalidArgument, parseInWords } from '#shared/errors/zodIssues'
import { keepBody } from '../exchangeContext'

const parseJson = express.json({ limit: '64kb', strict: false, verify: keepBody })
const parsed = new WeakMap<IncomingMessage, Promise<unknown>>()

/** Reads a body once, however often it is asked for. */
function parsedBody(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  const known = parsed.get(request)
  if (known) return known
  const body = new Promise((resolve, reject) => {
    parseJson(request, response, (error?: unknown) => {
      if (error instanceof Error) reject(error)
      else resolve((request as { body?: unknown }).body)
    })
  })
  parsed.set(request, body)
  return body
}

/** The JSON body for whoever may not judge it: undefined when `readJson` would refuse it. */
export function peekJson(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  return parsedBody(request, response).catch(() => undefined)
}

/**
 * Reads a JSON body; undefined when there is none.
 * @throws BenchError `unsupportedMediaType`; an HTTP error of the parser when it is too large or not JSON
 */
export async function readJson(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  if (typeIs(request, ['application/json']) === false)
    throw new BenchError('unsupportedMediaType', 'Send the body as application/json, and say so in Content-Type.', {
      field: 'Content-Type',
    })
  return parsedBody(request, response)
}

function isOutOfBounds(issue: z.core.$ZodIssue): boolean {
  if (issue.code !== 'too_small' && issue.code !== 'too_big') return false
  return issue.origin === 'number' || issue.origin === 'int'
}

/**
 * Parses a body by its published schema.
 * @throws BenchError naming every field that is wrong: `outOfRange` when all that is wrong are numbers outside their
 * bounds (readings C15, C35: every operation with a body lists it), else `invalidArgument`
 */
export function parseBody<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const result = parseInWords(schema, body)
  if (result.success) return result.data
  const refusal = invalidArgument(result.error)
  if (!result.error.issues.every(isOutOfBounds)) throw refusal
  throw new BenchError('outOfRange', refusal.message, { ...(refusal.field !== undefined && { field: refusal.field }) })
}
