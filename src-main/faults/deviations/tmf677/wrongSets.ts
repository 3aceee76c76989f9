// Lists that hold too much or too little, or are no lists.
import type { Deviation } from '../deviation'
import { editingList, editingReports, whenNothingHas, type Json } from './reportEdits'
import { CERTIFICATION, rowsOf } from './rowsOf'

const set = rowsOf('lists')
const registered = rowsOf('lists', CERTIFICATION)

const bucketsOf = (report: Json): readonly Json[] => (Array.isArray(report.bucket) ? (report.bucket as Json[]) : [])

/** Leaves alone what has no buckets. */
function changingBuckets(change: (buckets: readonly Json[]) => readonly Json[]) {
  return editingReports((report) => ('bucket' in report ? { ...report, bucket: change(bucketsOf(report)) } : report))
}

export const WRONG_SETS: readonly Deviation[] = [
  set(
    'list-wrapped',
    'body of the response',
    'A list comes inside an object.',
    editingList((reports) => ({ items: reports, totalCount: reports.length })),
  ),
  set(
    'list-of-addresses',
    'TC_UsageReport_N1',
    'A list that is not empty holds the addresses of its reports.',
    editingList((reports) =>
      reports.length === 0 ? reports : reports.map(({ id }) => `/usageConsumptionReport/${String(id)}`),
    ),
  ),
  set(
    'first-report-only',
    'TC_UsageReport_N1',
    'A list ends after its first report.',
    editingList((reports) => reports.slice(0, 1)),
  ),
  set(
    'last-bucket-missing',
    'attribute bucket',
    'Reports of several buckets lack the last one.',
    changingBuckets((buckets) => (buckets.length > 1 ? buckets.slice(0, -1) : buckets)),
  ),
  registered(
    'bucket-twice',
    'attribute bucket',
    'Reports have their buckets twice.',
    changingBuckets((buckets) => [...buckets, ...buckets]),
  ),
  set(
    'bucket-ids-wrong',
    'attribute bucket.id',
    'Buckets are numbered instead of having their ids.',
    changingBuckets((buckets) => buckets.map((bucket, index) => ({ ...bucket, id: `bucket ${index + 1}` }))),
  ),
  set('nothing-not-json', 'TC_UsageReport_E1', 'A list of nothing is a sentence, which is not JSON.', {
    edit: (reply) => (reply.body === '[]' ? { ...reply, body: 'no usage reports' } : reply),
  }),
  set(
    'nothing-is-null',
    'TC_UsageReport_E1, unknown user',
    'An unknown user is answered with null.',
    whenNothingHas('relatedParty.id', (reply) => ({ ...reply, body: 'null' })),
  ),
]
