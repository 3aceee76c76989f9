import type { z } from 'zod'
import { BenchError } from './benchError'
import { issueText } from './issueText'

/** `bucket[0].product.id` from a zod path; the empty path is the whole value and reads `body`. */
export function fieldPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'body'
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text === '' ? String(key) : `${text}.${String(key)}`
  }, '')
}

/** All problems of a failed parse in one sentence each, the first one's field named. */
export function invalidArgument(error: z.ZodError): BenchError {
  const [first] = error.issues
  const message = error.issues.map((issue) => `${fieldPath(issue.path)}: ${issue.message}`).join('. ')
  return new BenchError('invalidArgument', message, first ? { field: fieldPath(first.path) } : {})
}

/** Parses; problems are told in our words, unless the schema has words of its own. */
export function parseInWords<T extends z.ZodType>(schema: T, value: unknown): z.ZodSafeParseResult<z.output<T>> {
  return schema.safeParse(value, { error: issueText })
}

/** Parses at an edge. @throws BenchError `invalidArgument` that names every field that is wrong. */
export function parseOrRefuse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = parseInWords(schema, value)
  if (result.success) return result.data
  throw invalidArgument(result.error)
}
