import express, { type Request, type Response } from 'express'
import type { z } from 'zod'
import { BenchError } from '#shared/errors/benchError'
import { invalidArgument } from '#shared/errors/zodIssues'
import { keepBody } from '../exchangeContext'

const parseJson = express.json({ limit: '64kb', verify: keepBody })

/**
 * Reads a JSON body; undefined when there is none.
 * @throws BenchError `unsupportedMediaType`; an HTTP error of the parser when it is too large or not JSON
 */
export function readJson(request: Request, response: Response): Promise<unknown> {
  if (request.is('application/json') === false)
    throw new BenchError('unsupportedMediaType', 'Send the body as application/json, and say so in Content-Type.', {
      field: 'Content-Type',
    })
  return new Promise((resolve, reject) => {
    parseJson(request, response, (error?: unknown) => {
      if (error instanceof Error) reject(error)
      else resolve(request.body)
    })
  })
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
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const refusal = invalidArgument(result.error)
  if (!result.error.issues.every(isOutOfBounds)) throw refusal
  throw new BenchError('outOfRange', refusal.message, { ...(refusal.field !== undefined && { field: refusal.field }) })
}
