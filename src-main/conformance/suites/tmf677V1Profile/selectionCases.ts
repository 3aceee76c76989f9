// Attribute selection by `fields=`: one case for each row, judged on the list and on one report (readings U18, U23).
import { isStructure, type Place } from '../../place'
import type { Check, Earlier, Finding, Reply, TestCase, TestStep } from '../../suite'
import { isSuccess, jsonOf, reportsIn, type Resource } from '../tmf677V1/body'
import { note } from '../tmf677V1/readings'
import { ALL_REPORTS, COLLECTION, NOTHING_GIVEN, ONE, ONE_REPORT, reportsBefore } from './given'
import { projected, steadied } from './projection'

interface SelectionRow {
  readonly fields: readonly string[]
  readonly isMandatory: boolean
  readonly clause: string
}

const FIRST_LEVEL = ['id', 'href', 'name', 'description', 'effectiveDate', 'bucket', 'relatedParty']
const SECOND_LEVEL = ['bucket.product', 'bucket.bucketBalance', 'bucket.bucketCounter']
const LEAVES = ['bucket.id', 'bucket.name', 'bucket.usageType', 'bucket.isShared', 'bucket.product.user']

const ROWS: readonly SelectionRow[] = [
  ...[...FIRST_LEVEL, ...SECOND_LEVEL].map((field) => ({
    fields: [field],
    isMandatory: true,
    clause: `Filtering table: ${field}, Response Attribute Selection First Level (M)`,
  })),
  {
    fields: ['id', 'name'],
    isMandatory: true,
    clause: 'Definitions, Filtered Response Data: several attributes are selected together',
  },
  ...LEAVES.map((field) => ({
    fields: [field],
    isMandatory: false,
    clause: `Filtering table: bucket, Response Attribute Selection N Level (O): ${field}`,
  })),
]

const REFUSALS = [400, 422, 501]

function selectedOf(report: unknown, fields: readonly string[]): unknown {
  const parts = fields.map((field) => projected(report, field.split('.'))).filter(isStructure)
  return Object.assign({}, ...parts) as unknown
}

/** Each report as text; those of which nothing is left are not counted. */
function textsOf(reports: readonly unknown[], resource: Resource): string[] {
  const isLive = resource === 'collection' // where more is listed than the registered reports
  return reports.flatMap((report) => {
    const steady = steadied(report, isLive)
    return steady === undefined ? [] : [JSON.stringify(steady)]
  })
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify([...one].sort()) === JSON.stringify([...other].sort())
}

function unlike(texts: readonly string[], others: readonly string[]): unknown {
  const text = texts.find((one) => !others.includes(one)) ?? texts[0]
  return text === undefined ? 'nothing' : (JSON.parse(text) as unknown)
}

function unreadable(reply: Reply, { isMandatory }: SelectionRow): Finding {
  const { status } = reply
  const isRefused = !isMandatory && REFUSALS.includes(status)
  const message = isSuccess(reply) ? 'the body holds no reports' : `it answers ${status}`
  return { outcome: isRefused ? 'notSupported' : 'violated', expected: 200, actual: status, message }
}

function compare(row: SelectionRow, got: readonly Place[], given: readonly Place[], resource: Resource): Finding {
  const { fields, isMandatory } = row
  const selection = fields.join(',')
  const values = given.map(({ value }) => value)
  const gotTexts = textsOf(
    got.map(({ value }) => value),
    resource,
  )
  const wanted = textsOf(
    values.map((value) => selectedOf(value, fields)),
    resource,
  )
  const is = (texts: readonly string[]) => isSame(gotTexts, texts)
  const firstLevel = fields.map((field) => field.split('.')[0] ?? field)
  const wider = textsOf(
    values.map((value) => selectedOf(value, firstLevel)),
    resource,
  )
  if (is(wanted) && wanted.length > 0) {
    return { outcome: 'met', message: `${selection} came, and nothing else`, notes: [note('U18')] }
  }
  if (is(wanted)) {
    const message = `no report shows ${selection}, and nothing else came`
    return { outcome: isMandatory ? 'met' : 'observed', message }
  }
  if (!isMandatory && (is(textsOf(values, resource)) || is(wider) || gotTexts.length === 0)) {
    return { outcome: 'notSupported', message: `the selection of ${selection} is not known to the target` }
  }
  return {
    outcome: 'violated',
    path: '$',
    expected: unlike(wanted, gotTexts),
    actual: unlike(gotTexts, wanted),
    message: `fields=${selection} does not bring just what it selects`,
    notes: [note('U18')],
  }
}

function judgeSelection(row: SelectionRow, resource: Resource, reply: Reply, earlier: Earlier): Finding {
  const given = reportsBefore(earlier, resource === 'collection' ? ALL_REPORTS : ONE_REPORT)
  if (!given) return NOTHING_GIVEN
  const json = jsonOf(reply)
  const reports = reportsIn(reply, resource)
  const isReadable = json !== undefined && 'root' in json && (resource === 'collection' || reports.length === 1)
  if (!isReadable || (resource === 'collection' && !Array.isArray(json.root.value))) return unreadable(reply, row)
  return compare(row, reports, given, resource)
}

function selectionStep(row: SelectionRow, resource: Resource): TestStep {
  const selection = row.fields.join(',')
  const check: Check = {
    id: `selection.${selection}`,
    clause: row.clause,
    judge: (reply, earlier) => [judgeSelection(row, resource, reply, earlier)],
  }
  const isList = resource === 'collection'
  return {
    id: isList ? 'list' : 'single',
    title: isList ? `${selection} of all reports` : `${selection} of report ${ONE}`,
    request: { method: 'GET', path: `${COLLECTION}${isList ? '' : `/${ONE}`}?fields=${selection}` },
    checks: [check],
  }
}

export const SELECTION_CASES: readonly TestCase[] = ROWS.map((row) => ({
  id: `selection.${row.fields.join('+')}`,
  title: `Select ${row.fields.join(' and ')}`,
  steps: [ALL_REPORTS, selectionStep(row, 'collection'), ONE_REPORT, selectionStep(row, 'individual')],
}))
