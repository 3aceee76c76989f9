// What is wrong with a form, by the field of the control API that says it.
import type { z } from 'zod'
import { fieldPath } from '#shared/errors/zodIssues'

export type FieldProblems = ReadonlyMap<string, string>

export const NO_PROBLEMS: FieldProblems = new Map()

export function problemsOf(error: z.ZodError): FieldProblems {
  return new Map(error.issues.map(({ path, message }) => [fieldPath(path), message]))
}

/** A message begins with the field it is about, which a reader beside that field does not need. */
export function withoutField(message: string, field: string): string {
  return message.startsWith(field) ? message.slice(field.length).replace(/^:?\s*/, '') : message
}

/** Of a field or of anything in it: `target.headers` is told what is wrong with `target.headers.Host`. */
export function problemAt(problems: FieldProblems, field: string): string | undefined {
  const isIn = (path: string) => path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`)
  const found = [...problems].find(([path]) => isIn(path))
  return found && found[1]
}
