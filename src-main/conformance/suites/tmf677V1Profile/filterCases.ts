// One case for each filter, and two for several at once. A filter is optional: one that is ignored or refused throughout is
// not supported, one that is applied by halves fails (decisions/supported-or-wrong.md).
import type { Place } from '../../place'
import type { Check, Earlier, Finding, Reply, TestCase, TestStep } from '../../suite'
import { note, type ReadingId } from '../tmf677V1/readings'
import { ALL_REPORTS, COLLECTION, NOTHING_GIVEN, reportsBefore } from './given'
import { filterResult, type Expected, type FilterResult } from './filterResult'
import { FILTER_ROWS, filterRow, filterValues, holdsFor, matchingBuckets, type FilterRow } from './filterRow'

interface Criterion {
  readonly row: FilterRow
  readonly value: string
}

function queryOf(criteria: readonly Criterion[]): string {
  const pairs = criteria.map(({ row, value }) => `${row.parameter}=${encodeURIComponent(value)}`)
  return `${COLLECTION}?${pairs.join('&')}`
}

/** All criteria hold, those on buckets for the same bucket (reading U17). */
function expectedOf(all: readonly Place[], criteria: readonly Criterion[]): Expected {
  const onBuckets = criteria.filter(({ row }) => row.attribute.startsWith('bucket.'))
  const buckets = (report: Place) => {
    const sets = onBuckets.map(({ row, value }) => matchingBuckets(report, row, value).map(({ path }) => path))
    const [first] = onBuckets
    const candidates = first ? matchingBuckets(report, first.row, first.value) : []
    return candidates.filter(({ path }) => sets.every((paths) => paths.includes(path)))
  }
  return {
    all,
    buckets,
    holds: (report) =>
      criteria.every(({ row, value }) => holdsFor(report, row, value)) &&
      (onBuckets.length === 0 || buckets(report).length > 0),
  }
}

function say(
  outcome: Finding['outcome'],
  result: FilterResult,
  words: string,
  readings: readonly ReadingId[],
): Finding {
  const { expected, actual, message } = result
  const notes = [...readings, ...(result.isBodyEmpty ? (['U10'] as const) : [])].map((reading) => note(reading))
  return { outcome, path: '$', expected, actual, message: `${words}: ${message}`, notes }
}

function right(result: FilterResult, readings: readonly ReadingId[]): Finding {
  return say(result.isBodyEmpty ? 'tolerated' : 'met', result, 'the filter is applied', readings)
}

function judgeOther(row: FilterRow, result: FilterResult): Finding {
  if (result.kind === 'right') return right(result, row.readings)
  if (result.kind === 'wrong') return say('violated', result, 'a value that no report carries', row.readings)
  return say('notSupported', result, `the filter is ${result.kind}`, row.readings)
}

/** @param other what came of the value that no report carries: the same filter cannot be there and not be there */
function judgeCarried(row: FilterRow, result: FilterResult, other: FilterResult): Finding {
  const isAbsent = other.kind === 'ignored' || other.kind === 'refused'
  const looksIgnored = result.kind !== 'wrong' && (result.kind !== 'right' || result.isAmbiguous)
  if (isAbsent && looksIgnored) return say('notSupported', result, 'the filter is ignored or refused', row.readings)
  if (isAbsent && result.kind === 'right') {
    return say('violated', { ...result, message: other.message }, 'applied, but not for an unknown value', row.readings)
  }
  if (result.kind === 'right') return right(result, row.readings)
  return say('violated', result, 'the filter is applied by halves', row.readings)
}

function untried({ attribute }: FilterRow): Finding {
  return { outcome: 'observed', message: `no report shows ${attribute}, so the filter cannot be tried` }
}

function judgeFilter(row: FilterRow, step: 'other' | 'carried', reply: Reply, earlier: Earlier): Finding {
  const all = reportsBefore(earlier, ALL_REPORTS)
  if (!all) return NOTHING_GIVEN
  const values = filterValues(row, all, earlier.unusedId)
  const { carried } = values
  if (carried === undefined) return untried(row)
  const resultOf = (one: Reply, value: string) => filterResult(one, expectedOf(all, [{ row, value }]))
  if (step === 'other') return judgeOther(row, resultOf(reply, values.other))
  const before = earlier.reply('other')
  if (!before) return NOTHING_GIVEN
  return judgeCarried(row, resultOf(reply, carried), resultOf(before, values.other))
}

function filterStep(row: FilterRow, id: 'other' | 'carried', title: string): TestStep {
  const check: Check = {
    id: `filter.${row.parameter}`,
    clause: row.clause,
    judge: (reply, earlier) => [judgeFilter(row, id, reply, earlier)],
  }
  return {
    id,
    title,
    checks: [check],
    request(earlier) {
      const { carried, other } = filterValues(row, reportsBefore(earlier, ALL_REPORTS) ?? [], earlier.unusedId)
      const value = id === 'carried' ? (carried ?? earlier.unusedId) : other
      return { method: 'GET', path: queryOf([{ row, value }]) }
    },
  }
}

function filterCase(row: FilterRow): TestCase {
  return {
    id: `filter.${row.parameter}`,
    title: `Filter by ${row.parameter}`,
    steps: [
      ALL_REPORTS,
      filterStep(row, 'other', 'A value that no report carries'),
      filterStep(row, 'carried', 'A value that a report carries'),
    ],
  }
}

type CriteriaOf = (all: readonly Place[], unusedId: string) => readonly Criterion[]

function judgeAlone(result: FilterResult): Finding {
  if (result.kind === 'wrong') return say('violated', result, 'alone it is applied by halves', [])
  return say('observed', result, `alone it is ${result.kind}`, [])
}

function judgeTogether(together: FilterResult, alone: readonly FilterResult[]): Finding {
  if (alone.some(({ kind }) => kind === 'ignored' || kind === 'refused')) {
    return say('notSupported', together, 'one of the filters is not supported alone', ['U17'])
  }
  if (together.kind === 'right') return right(together, ['U17'])
  return say('violated', together, 'the criteria are not joined by AND', ['U17'])
}

function andCase(id: string, title: string, criteriaOf: CriteriaOf): TestCase {
  const clause = 'Definitions, Filtered Search: a logical AND is applied to combine the criteria'
  const pick = (earlier: Earlier) => criteriaOf(reportsBefore(earlier, ALL_REPORTS) ?? [], earlier.unusedId)
  const judge = (which: readonly number[], reply: Reply, earlier: Earlier): Finding => {
    const all = reportsBefore(earlier, ALL_REPORTS)
    if (!all) return NOTHING_GIVEN
    const criteria = criteriaOf(all, earlier.unusedId)
    const chosen = (indices: readonly number[]) => criteria.filter((_, index) => indices.includes(index))
    const result = (one: Reply, indices: readonly number[]) => filterResult(one, expectedOf(all, chosen(indices)))
    if (which.length === 1) return judgeAlone(result(reply, which))
    const [first, second] = [earlier.reply('first'), earlier.reply('second')]
    return first && second
      ? judgeTogether(result(reply, which), [result(first, [0]), result(second, [1])])
      : NOTHING_GIVEN
  }
  const step = (stepId: string, stepTitle: string, which: readonly number[]): TestStep => ({
    id: stepId,
    title: stepTitle,
    checks: [{ id, clause, judge: (reply, earlier) => [judge(which, reply, earlier)] }],
    request: (earlier) => ({
      method: 'GET',
      path: queryOf(pick(earlier).filter((_, index) => which.includes(index))),
    }),
  })
  return {
    id,
    title,
    steps: [
      ALL_REPORTS,
      step('first', 'The first criterion alone', [0]),
      step('second', 'The second criterion alone', [1]),
      step('both', 'Both criteria', [0, 1]),
    ],
  }
}

/** The user of ur001 and ur002, the product of ur002 and ur003. */
const USER_AND_PRODUCT: CriteriaOf = () => [
  { row: filterRow('relatedParty.id'), value: 'u1' },
  { row: filterRow('bucket.product.id'), value: 'p222' },
]

/** The product of one bucket of ur003 and the id of its other one: no bucket has both. */
const TWO_BUCKETS: CriteriaOf = () => [
  { row: filterRow('bucket.product.id'), value: 'p333' },
  { row: filterRow('bucket.id'), value: 'b332' },
]

export const FILTER_CASES: readonly TestCase[] = [
  ...FILTER_ROWS.map(filterCase),
  andCase('filter.and', 'Filter by user and product', USER_AND_PRODUCT),
  andCase('filter.and.sameBucket', 'Two criteria that no single bucket meets', TWO_BUCKETS),
]
