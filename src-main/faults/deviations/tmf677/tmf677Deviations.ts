// Ways in which a TMF677 v1 server can fail to conform; what each breaks is named as in the conformance document.
import { refusal, TRUNCATION } from '../../behaviour'
import type { Behaviour } from '../../behaviour'
import type { Deviation } from '../deviation'
import { MISSING_ATTRIBUTES } from './missingAttributes'
import { monthEarlier } from './monthEarlier'
import {
  asNotFound,
  changing,
  editingBalances,
  editingBuckets,
  editingCounters,
  editingList,
  editingQuantities,
  editingReports,
  editingSingle,
  filterValue,
  ignoring,
  whenNothingHas,
  without,
  type Json,
} from './reportEdits'
import { ROW_FILTERS } from './rowFilters'
import { ROW_SELECTIONS } from './rowSelections'
import { CERTIFICATION, rowsOf } from './rowsOf'
import { WRONG_SETS } from './wrongSets'
import { WRONG_TYPES } from './wrongTypes'
import { WRONG_VALUES } from './wrongValues'

const value = rowsOf('attributes')
const registered = rowsOf('attributes', CERTIFICATION)
const filter = rowsOf('filters')
const resource = rowsOf('resources')
const reply = rowsOf('replies')

function hasProduct(report: Json, productId: string): boolean {
  const buckets = report.bucket as { product?: { id?: unknown } }[]
  return buckets.some(({ product }) => product?.id === productId)
}

/** Answers from the list, which is asked for in its place. */
const ANOTHER_REPORT: Behaviour = {
  rewrite(url) {
    const id = url.pathname.indexOf('/usageConsumptionReport/')
    return id < 0 ? url : new URL(`${url.pathname.slice(0, id)}/usageConsumptionReport${url.search}`, url)
  },
  edit(reply, url) {
    const [, id] = /\/usageConsumptionReport\/(.+)/.exec(url.pathname) ?? []
    if (id === undefined || reply.status !== 200 || reply.body === '') return reply
    const reports = JSON.parse(reply.body) as Json[]
    const asked = reports.findIndex((report) => report.id === decodeURIComponent(id))
    return { ...reply, body: JSON.stringify(reports[(asked + 1) % reports.length]) }
  },
}

/** Trims nothing once any report has the product. */
const UNRELATED_REPORTS: Behaviour = {
  ...ignoring('bucket.product.id'),
  ...editingList((reports, url) => {
    const productId = filterValue(url, 'bucket.product.id')
    return productId === null || reports.some((report) => hasProduct(report, productId)) ? reports : []
  }),
}

const VALUES: readonly Deviation[] = [
  registered(
    'counter-dropped',
    'attribute bucket.bucketCounter',
    'Buckets come without their counters.',
    editingBuckets(without('bucketCounter')),
  ),
  registered(
    'balance-dropped',
    'attribute bucket.bucketBalance',
    'Buckets come without their balances.',
    editingBuckets(without('bucketBalance')),
  ),
  registered(
    'remaining-value-wrong',
    'attribute bucket.bucketBalance.remainingValue',
    'Every balance says one more than remains.',
    editingBalances(changing({ remainingValue: (value) => Number(value) + 1 })),
  ),
  value(
    'value-as-string',
    'attribute bucket.bucketCounter.value',
    'The values of counters are strings.',
    editingCounters(changing({ value: String })),
  ),
  registered(
    'unit-wrong',
    'attributes bucket.bucketBalance.unit, bucket.bucketCounter.unit',
    'Balances and counters are in hours, whatever they measure.',
    editingQuantities(changing({ unit: () => 'hours' })),
  ),
  value(
    'effective-date-missing',
    'attribute effectiveDate',
    'Reports come without their effective date.',
    editingReports(without('effectiveDate')),
  ),
  registered(
    'wrong-month',
    'attributes bucket.bucketBalance.validFor, bucket.bucketCounter.validFor',
    'Validity periods are those of the month before.',
    editingQuantities(
      changing({
        validFor: (period) => changing({ startDateTime: monthEarlier, endDateTime: monthEarlier })(period as Json),
      }),
    ),
  ),
]

const FILTERS: readonly Deviation[] = [
  filter(
    'user-filter-ignored',
    'filter relatedParty.id',
    'The filter by user is ignored.',
    ignoring('relatedParty.id'),
  ),
  filter(
    'product-filter-ignored',
    'filter bucket.product.id',
    'The filter by product is ignored.',
    ignoring('bucket.product.id'),
  ),
  filter(
    'product-filter-keeps-unrelated',
    'filter bucket.product.id',
    'The filter by product also brings every report without the product, whole.',
    UNRELATED_REPORTS,
  ),
  filter(
    'unknown-user-404',
    'TC_UsageReport_E1, unknown user',
    'An unknown user is answered with 404.',
    whenNothingHas('relatedParty.id', asNotFound),
  ),
  filter(
    'unknown-product-404',
    'TC_UsageReport_E1, unknown product',
    'An unknown product is answered with 404.',
    whenNothingHas('bucket.product.id', asNotFound),
  ),
  filter(
    'empty-object',
    'TC_UsageReport_E1',
    'A list of nothing is an empty object.',
    editingList((reports) => (reports.length === 0 ? {} : reports)),
  ),
  filter('fields-ignored', 'attribute selection', 'The selection by fields is ignored.', ignoring('fields')),
  filter(
    'fields-drops-id',
    'attribute selection of id',
    'The selection by fields leaves out the id that was selected.',
    editingReports((report, url) => (url.searchParams.has('fields') ? without('id')(report) : report)),
  ),
]

const REPORTS: readonly Deviation[] = [
  resource(
    'another-report',
    'TC_UsageReport_N4',
    'A report asked for by its id is answered with another one.',
    ANOTHER_REPORT,
  ),
  resource(
    'list-of-two',
    'TC_UsageReport_N4',
    'A report asked for by its id comes as a list that has it twice.',
    editingSingle((report) => [report, report]),
  ),
  resource(
    'duplicate-report',
    'TC_UsageReport_N1',
    'A list has its first report twice.',
    editingList((reports) => [...reports, ...reports.slice(0, 1)]),
  ),
  resource(
    'last-report-missing',
    'TC_UsageReport_N1',
    'A list lacks its last report.',
    editingList((reports) => reports.slice(0, -1)),
  ),
]

const REPLIES: readonly Deviation[] = [
  reply(
    'server-error',
    'response code 200',
    'Every request is answered with 500.',
    refusal(500, 'internal', 'The server has failed.'),
  ),
  reply('truncated-body', 'body of the response', 'Bodies break off in the middle.', TRUNCATION),
  reply('text-plain', 'body of the response', 'Bodies are declared as plain text.', {
    edit: (said) => ({ ...said, headers: { ...said.headers, 'content-type': 'text/plain; charset=utf-8' } }),
  }),
  reply('not-json', 'body of the response', 'Bodies have single quotes for double ones, which is not JSON.', {
    edit: (said) => ({ ...said, body: said.body.replaceAll('"', "'") }),
  }),
]

export const TMF677_DEVIATIONS: readonly Deviation[] = [
  ...VALUES,
  ...MISSING_ATTRIBUTES,
  ...WRONG_TYPES,
  ...WRONG_VALUES,
  ...FILTERS,
  ...ROW_FILTERS,
  ...ROW_SELECTIONS,
  ...REPORTS,
  ...WRONG_SETS,
  ...REPLIES,
]
