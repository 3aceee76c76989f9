// Query strings of the two GET operations, parsed. Anything unknown is refused, since ignoring it would answer another question;
// a setting has it ignored all the same, as many servers do.
import type { Settings } from '#shared/control/settings'
import { BenchError } from '#shared/errors/benchError'
import { type Criteria, FILTER_NAMES, isFilter, OPERATORS, parseCriteria } from './criteria'
import { parseFields, type Selection } from './selectFields'

export interface ListQuery {
  readonly criteria: Criteria
  /** Absent: every attribute. */
  readonly fields: Selection | undefined
  /** How many matching reports to skip. */
  readonly offset: number
  /** How many reports to return at most. */
  readonly limit: number
}

type OnUnknown = Settings['usageUnknownParameters']

const PAGING = ['offset', 'limit'] as const

/** @throws BenchError `invalidArgument` for a parameter whose percent escapes are none of UTF-8 */
export function readQuery(text: string | null): URLSearchParams {
  for (const part of text?.split('&') ?? []) {
    try {
      decodeURIComponent(part)
    } catch {
      throw new BenchError(
        'invalidArgument',
        `"${part}" holds a broken percent escape. Encode name and value as UTF-8, a percent sign itself as %25.`,
        { field: part.split('=', 1)[0] ?? part },
      )
    }
  }
  return new URLSearchParams(text ?? '')
}

/** @throws BenchError `invalidArgument` that names the parameter and says what is allowed */
export function parseListQuery(query: URLSearchParams, onUnknown: OnUnknown): ListQuery {
  const others = ['fields', ...PAGING]
  const unknown = [...query.keys()].find((name) => !others.includes(name) && !isFilter(name))
  if (unknown !== undefined && onUnknown === 'refuse') throw unknownListParameter(unknown, others)
  return {
    criteria: parseCriteria([...query].filter(([name]) => isFilter(name))),
    fields: parseFields(query.getAll('fields'), onUnknown),
    offset: wholeNumber(query, 'offset', 0),
    limit: wholeNumber(query, 'limit', Infinity),
  }
}

/** @throws BenchError `invalidArgument`: a report by its id takes `fields` only */
export function parseReportQuery(query: URLSearchParams, onUnknown: OnUnknown): Selection | undefined {
  const unknown = [...query.keys()].find((name) => name !== 'fields')
  if (unknown !== undefined && onUnknown === 'refuse') throw unknownReportParameter(unknown)
  return parseFields(query.getAll('fields'), onUnknown)
}

function wholeNumber(query: URLSearchParams, name: (typeof PAGING)[number], absent: number): number {
  const values = query.getAll(name)
  const [text = ''] = values
  if (values.length === 0) return absent
  if (values.length === 1 && /^\d{1,15}$/.test(text)) return Number(text)
  const found =
    values.length > 1 ? 'is given more than once' : `has the value "${text}", which is no whole number from 0`
  throw new BenchError('invalidArgument', `"${name}" ${found}. Write it once, for example ${name}=10.`, { field: name })
}

function unknownListParameter(name: string, others: readonly string[]): BenchError {
  const dates = OPERATORS.map((operator) => `.${operator}`).join(', ')
  const allowed = [...others, ...FILTER_NAMES].join(', ')
  return new BenchError(
    'invalidArgument',
    `"${name}" is no parameter of this list. Choose from: ${allowed}. The two dates also take the suffixes ${dates}.`,
    { field: name },
  )
}

function unknownReportParameter(name: string): BenchError {
  return new BenchError('invalidArgument', `"${name}" is no parameter of a single report. It takes only: fields.`, {
    field: name,
  })
}
