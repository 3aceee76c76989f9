// What is wrong with a value, in the words of the bench: the reason, and what to send instead. It stands after the field.
import type { z } from 'zod'

type Issue = z.core.$ZodRawIssue

const KINDS: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a string',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'an array',
  null: 'null',
  undefined: 'nothing',
}

/** What a text is to be, by the name that zod has for its format. */
export const FORMATS: Readonly<Record<string, string>> = {
  guid: 'a UUID, such as 3fa85f64-5717-4562-b3fc-2c963f66afa6',
  uuid: 'a UUID, such as 3fa85f64-5717-4562-b3fc-2c963f66afa6',
  ipv4: 'an IPv4 address, such as 203.0.113.7',
  ipv6: 'an IPv6 address, such as 2001:db8::7',
  cidrv4: 'an IPv4 prefix, such as 203.0.113.0/24',
  cidrv6: 'an IPv6 prefix, such as 2001:db8::/48',
  datetime: 'an RFC 3339 date-time with a time zone, such as 2026-11-25T12:00:00Z',
  url: 'an absolute URL',
}

const kindOf = (kind: string) => KINDS[kind] ?? kind

function given(input: unknown): string {
  if (input === null) return 'null'
  if (Array.isArray(input)) return 'an array'
  return kindOf(typeof input)
}

function wrongType(expected: string, input: unknown): string {
  if (input === undefined) return `is missing; send ${kindOf(expected)}`
  if (expected === 'int' && typeof input === 'number') return 'is not a whole number; send one without a fraction'
  return `is ${given(input)}; send ${kindOf(expected)}`
}

const UNITS: Readonly<Record<string, readonly [one: string, more: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
}

function outOfBounds(origin: string, bound: number | bigint, which: 'at least' | 'at most'): string {
  const unit = UNITS[origin]
  if (unit === undefined) return `must be ${which} ${bound}`
  return `must have ${which} ${bound} ${Number(bound) === 1 ? unit[0] : unit[1]}`
}

const quoted = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join(', ')

/**
 * An error map of zod; where a schema has words of its own, those are used. @returns undefined to leave it to zod's words
 */
export function issueText(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, issue.input)
    case 'invalid_value':
      if (issue.input === undefined)
        return `is missing; send ${issue.values.length > 1 ? 'one of ' : ''}${quoted(issue.values)}`
      return issue.values.length > 1 ? `must be one of ${quoted(issue.values)}` : `must be ${quoted(issue.values)}`
    case 'too_small':
      return outOfBounds(issue.origin, issue.minimum, 'at least')
    case 'too_big':
      return outOfBounds(issue.origin, issue.maximum, 'at most')
    case 'invalid_format':
      return `is not ${FORMATS[issue.format] ?? `of the form ${issue.pattern ?? issue.format}`}`
    case 'unrecognized_keys':
      return `has ${issue.keys.length > 1 ? 'properties' : 'a property'} that it cannot have; leave out ${quoted(issue.keys)}`
    case 'invalid_union':
      return issue.input === undefined ? 'is missing' : 'is of none of the forms that are possible here'
    case 'invalid_key':
      return 'has a key that it cannot have'
    default:
      return undefined
  }
}
