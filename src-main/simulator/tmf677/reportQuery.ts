// Query strings of the two GET operations, parsed. Anything unknown is refused, since ignoring it would answer another question.
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

/** @throws BenchError `invalidArgument` that names the parameter and says what is allowed */
export function parseListQuery(query: URLSearchParams): ListQuery {
  const others = ['fields', 'offset', 'limit']
  for (const name of query.keys()) {
    if (!others.includes(name) && !isFilter(name)) throw unknownListParameter(name, others)
  }
  return {
    criteria: parseCriteria([...query].filter(([name]) => !others.includes(name))),
    fields: parseFields(query.getAll('fields')),
    offset: wholeNumber(query, 'offset', 0),
    limit: wholeNumber(query, 'limit', Infinity),
  }
}

/** @throws BenchError `invalidArgument`: a report by its id takes `fields` only */
export function parseReportQuery(query: URLSearchParams): Selection | undefined {
  for (const name of query.keys()) if (name !== 'fields') throw unknownReportParameter(name)
  return parseFields(query.getAll('fields'))
}

function wholeNumber(query: URLSearchParams, name: string, absent: number): number {
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
