// Filter parameters of a list, parsed. A comma separates alternatives; parameters, repeated ones too, are all to hold.
import { BenchError } from '#shared/errors/benchError'
import type { WireBucketCounter } from '#shared/wire/tmf677/usageConsumptionReport'
import { z } from 'zod'
import {
  ALIASES,
  BUCKET_FIELDS,
  COUNTER_FIELDS,
  type FilteredBucket,
  type FilteredParty,
  type FilteredReport,
  PARTY_FIELDS,
  type Read,
  REPORT_FIELDS,
} from './filterFields'

/** Holds for what reads as one of these texts. */
export interface TextCriterion<Holder> {
  readonly field: string
  readonly read: Read<Holder>
  readonly anyOf: readonly string[]
}

export const OPERATORS = ['gt', 'gte', 'lt', 'lte'] as const
export type Operator = (typeof OPERATORS)[number]

/** Holds for a counter whose instant stands so to one of these, in milliseconds since the epoch. */
export interface InstantCriterion {
  readonly read: Read<WireBucketCounter>
  readonly operator: Operator
  readonly anyOf: readonly number[]
}

/** Grouped by what they must hold for together: the report, one party, one bucket, one counter of that bucket (U17). */
export interface Criteria {
  readonly report: readonly TextCriterion<FilteredReport>[]
  readonly party: readonly TextCriterion<FilteredParty>[]
  readonly bucket: readonly TextCriterion<FilteredBucket>[]
  readonly counter: readonly InstantCriterion[]
}

type Parameter = readonly [name: string, value: string]

/** Every parameter name that `parseCriteria` accepts, suffixed ones left out. */
export const FILTER_NAMES: readonly string[] = [REPORT_FIELDS, PARTY_FIELDS, BUCKET_FIELDS, ALIASES, COUNTER_FIELDS]
  .flatMap((fields) => [...fields.keys()])
  .sort()

export function isFilter(name: string): boolean {
  return FILTER_NAMES.includes(name) || COUNTER_FIELDS.has(withoutOperator(name).field)
}

/**
 * @param parameters names for which `isFilter` holds, decoded
 * @throws BenchError `invalidArgument` for an empty value, or a date that is none
 */
export function parseCriteria(parameters: readonly Parameter[]): Criteria {
  return {
    report: textCriteria(parameters, REPORT_FIELDS),
    party: textCriteria(parameters, PARTY_FIELDS),
    bucket: textCriteria(parameters, BUCKET_FIELDS),
    counter: parameters.flatMap(instantCriterion),
  }
}

function textCriteria<Holder>(
  parameters: readonly Parameter[],
  fields: ReadonlyMap<string, Read<Holder>>,
): TextCriterion<Holder>[] {
  return parameters.flatMap(([name, value]) => {
    const field = ALIASES.get(name) ?? name
    const read = fields.get(field)
    return read ? [{ field, read, anyOf: texts(name, value) }] : []
  })
}

function instantCriterion([name, value]: Parameter): InstantCriterion[] {
  const { field, operator } = withoutOperator(name)
  const known = COUNTER_FIELDS.get(field)
  if (!known) return []
  return [
    {
      read: known.read,
      operator: operator ?? known.plainOperator,
      anyOf: alternatives(name, value).map((text) => instant(name, text)),
    },
  ]
}

function withoutOperator(name: string): { field: string; operator?: Operator } {
  const operator = OPERATORS.find((one) => name.endsWith(`.${one}`))
  return operator ? { field: name.slice(0, -operator.length - 1), operator } : { field: name }
}

function alternatives(name: string, value: string): string[] {
  const parts = value.split(',')
  if (parts.every((part) => part !== '')) return parts
  throw new BenchError(
    'invalidArgument',
    `"${name}" has an empty value. Write ${name}=VALUE, or VALUE,VALUE for either of two, or leave the parameter out.`,
    { field: name },
  )
}

/** The whole value is an alternative too: a name may hold a comma. An E.164 number's bare `+` arrives as a space. */
function texts(name: string, value: string): string[] {
  const parts = alternatives(name, value)
  const all = parts.length > 1 ? [...parts, value] : parts
  return all.map((text) => text.replace(/^ (?=\d)/, '+'))
}

const zInstant = z.union([z.iso.datetime({ offset: true }), z.iso.date()])

/** A full date is 00:00Z; the bare `+` of an offset arrives as a space (reading U16). */
function instant(name: string, text: string): number {
  const parsed = zInstant.safeParse(text.replace(/ (?=\d\d:\d\d$)/, '+'))
  if (parsed.success) return Date.parse(parsed.data)
  throw new BenchError(
    'invalidArgument',
    `"${name}" has the value "${text}", which is no instant. Write an RFC 3339 date-time such as ` +
      '2026-01-31T00:00:00Z or 2026-01-31T00:00:00%2B01:00, or a full date such as 2026-01-31.',
    { field: name },
  )
}
