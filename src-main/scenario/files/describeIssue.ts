// What the schema says of a mistake, in words for whoever wrote the file: the reason, and what to do about it.
import type { z } from 'zod'
import { FORMATS } from '#shared/errors/issueText'
import { keysAt } from './knownKeys'
import { suggestionFor } from './suggestion'

export interface DescribedIssue {
  /** Where it is; for an unknown key the mapping that has it. */
  readonly path: readonly PropertyKey[]
  readonly key?: string
  readonly reason: string
  readonly fix: string
}

type Issue = z.core.$ZodIssue
type Words = Omit<DescribedIssue, 'path'>

function typeOf(value: unknown): string {
  if (value === null) return 'nothing'
  return Array.isArray(value)
    ? 'a list'
    : typeof value === 'object'
      ? 'a mapping'
      : `${typeof value} ${JSON.stringify(value)}`
}

const NOUNS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
}

function wrongType(issue: z.core.$ZodIssueInvalidType, value: unknown): Words {
  const noun = NOUNS[issue.expected] ?? issue.expected
  if (value === undefined) return { reason: 'is missing', fix: `give ${noun}` }
  const isQuotable = issue.expected === 'string' && ['number', 'boolean'].includes(typeof value)
  const fix = isQuotable ? `put it in quotes: "${JSON.stringify(value)}"` : `give ${noun}`
  return { reason: `is ${typeOf(value)}, not ${noun}`, fix }
}

const SEE_SCHEMA = 'see what callbox scenario schema says of it'

/**
 * In the schemas of this project `give …` is a fix without a reason; a fix that has one stands behind it, after a
 * semicolon or a colon.
 */
function ofMessage(message: string): Words {
  if (/^give /.test(message)) return { reason: 'has none of the forms there are', fix: message }
  const [reason = message, fix = SEE_SCHEMA] = message.split(/; |: (?=leave |give )/)
  return { reason, fix }
}

function ofFormat({ format, pattern, message }: z.core.$ZodIssueInvalidStringFormat): Words {
  const what = FORMATS[format]
  if (what !== undefined) return { reason: `is not ${what.split(',')[0]}`, fix: `give ${what}` }
  if (!/^Invalid string: must match/.test(message)) return ofMessage(message)
  return { reason: 'is not of the form that is asked for', fix: `give what matches ${pattern}` }
}

function ofValue({ values }: z.core.$ZodIssueInvalidValue, value: unknown): Words {
  const allowed = values.map(String)
  if (value === undefined) return { reason: 'is missing', fix: `give ${allowed.join(', ')}` }
  const fix = suggestionFor(typeof value === 'string' ? value : JSON.stringify(value), allowed)
  return { reason: `cannot be ${typeOf(value)}`, fix: fix ?? SEE_SCHEMA }
}

const COUNTED: Record<string, string> = { array: ' items', string: ' characters' }

function outOfBounds(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): Words {
  const what = COUNTED[issue.origin] ?? ''
  const bound =
    issue.code === 'too_small'
      ? `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`
      : `${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`
  return { reason: `is out of bounds`, fix: `give ${bound}${what}` }
}

function describe(issue: Issue, value: unknown): Words {
  if (issue.code === 'invalid_type') return wrongType(issue, value)
  if (issue.code === 'invalid_value') return ofValue(issue, value)
  if (issue.code === 'too_small' || issue.code === 'too_big') return outOfBounds(issue)
  if (issue.code === 'invalid_format') return ofFormat(issue)
  if (issue.code === 'invalid_key') return ofMessage(issue.issues[0]?.message ?? issue.message)
  if (value === undefined && issue.code === 'invalid_union')
    return { reason: 'is missing', fix: /^give /.test(issue.message) ? issue.message : SEE_SCHEMA }
  return ofMessage(issue.message.replace(/^Invalid input: /, ''))
}

/** A union whose one form nearly fits says more by what is wrong with that form. */
function innermost(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || /^give /.test(issue.message)) return [issue]
  const within = issue.errors.filter((errors) => errors.some(({ path }) => path.length > 0))
  const [only] = within
  if (within.length !== 1 || only === undefined) return [issue]
  return only.flatMap((inner) => innermost({ ...inner, path: [...issue.path, ...inner.path] }))
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key],
    document,
  )
}

/** @param document what was parsed, to tell what is missing from what is wrong */
export function describeIssue(issue: Issue, document: unknown): DescribedIssue[] {
  return innermost(issue).flatMap((one): DescribedIssue[] => {
    if (one.code !== 'unrecognized_keys') return [{ path: one.path, ...describe(one, valueAt(document, one.path)) }]
    return one.keys.map((key) => {
      const fix = suggestionFor(key, keysAt(one.path)) ?? 'leave it out'
      return { path: one.path, key, reason: `there is no "${key}" here`, fix }
    })
  })
}
