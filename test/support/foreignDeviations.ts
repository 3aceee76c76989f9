// Ways in which a TMF677 server can be wrong, each with the case and the check that must catch it.
import { calendarOf, strangersReport, type ForeignBucket, type ForeignReport } from './foreignReports'
import type { ForeignReply, Quirk } from './foreignServer'

export interface Deviation {
  readonly quirk: Quirk
  readonly caughtIn: string
  readonly caughtBy: string
}

type Edit = (report: ForeignReport) => void

function editing(id: string, edit: Edit): Quirk {
  return {
    edit(reports) {
      for (const report of reports.filter((one) => one.id === id)) edit(report)
      return reports
    },
  }
}

function editingBucket(id: string, edit: (bucket: ForeignBucket) => void): Quirk {
  return {
    edit(reports) {
      for (const bucket of reports.flatMap((report) => report.bucket).filter((one) => one.id === id)) edit(bucket)
      return reports
    },
  }
}

function balanceOf(bucket: ForeignBucket): Record<string, unknown> {
  return bucket.bucketBalance?.[0] ?? {}
}

function counterOf(bucket: ForeignBucket): Record<string, unknown> {
  return bucket.bucketCounter?.[0] ?? {}
}

function replying(change: (reply: ForeignReply, url: URL) => void): Quirk {
  return { finish: change }
}

function isEmptyList({ content }: ForeignReply): boolean {
  return Array.isArray(content) && content.length === 0
}

const inCase = (name: string) => (caughtBy: string, quirk: Quirk) => ({
  caughtIn: `TC_UsageReport_${name}`,
  caughtBy,
  quirk,
})
const [n1, n2, n3, n4, n5] = ['N1', 'N2', 'N3', 'N4', 'N5'].map(inCase) as [Of, Of, Of, Of, Of]
const [e1User, e1Product] = ['E1_user', 'E1_product'].map(inCase) as [Of, Of]
type Of = ReturnType<typeof inCase>

const WRONG_DATA: Record<string, Deviation> = {
  'the counter is dropped': n1('registered.bucketCounter', {
    edit: (reports) => {
      for (const bucket of reports.flatMap((report) => report.bucket)) delete bucket.bucketCounter
      return reports
    },
  }),
  'the balance is dropped': n4(
    'registered.bucketBalance',
    editingBucket('b222', (bucket) => delete bucket.bucketBalance),
  ),
  'balance and counter are dropped': n1(
    'attribute.bucket.bucketBalance',
    editingBucket('b111', (bucket) => {
      delete bucket.bucketBalance
      delete bucket.bucketCounter
    }),
  ),
  'a balance is wrong': n1(
    'registered.bucketBalance.remainingValue',
    editingBucket('b332', (bucket) => (balanceOf(bucket).remainingValue = 341)),
  ),
  'a counter is a string': n1(
    'attribute.bucket.bucketCounter.value',
    editingBucket('b111', (bucket) => (counterOf(bucket).value = '3.0')),
  ),
  'a counter has no value': n2(
    'attribute.bucket.bucketCounter.value',
    editingBucket('b222', (bucket) => delete counterOf(bucket).value),
  ),
  'a unit is wrong': n1(
    'registered.bucketCounter.unit',
    editingBucket('b111', (bucket) => (counterOf(bucket).unit = 'kB')),
  ),
  'the mandatory name is missing': n1(
    'attribute.name',
    editing('ur002', (report) => delete report.name),
  ),
  'the name is another': n4(
    'registered.name',
    editing('ur002', (report) => (report.name = 'report3')),
  ),
  'the effective date is no date': n1(
    'attribute.effectiveDate',
    editing('ur001', (report) => (report.effectiveDate = '2026-02-30T00:00:00Z')),
  ),
  'an id is wrong': n1(
    'reports.present',
    editing('ur001', (report) => (report.id = 'UR001')),
  ),
  'the address is of another report': n1(
    'registered.href',
    editing('ur001', (report) => (report.href = 'http://elsewhere.example/usageConsumptionReport/ur002')),
  ),
  'a product is another': n1(
    'registered.product.id',
    editingBucket('b332', (bucket) => (bucket.product.id = 'p999')),
  ),
  'the type of usage is another': n1(
    'registered.usageType',
    editingBucket('b331', (bucket) => (bucket.usageType = 'mms')),
  ),
  'the owner is another user': n1(
    'registered.owner',
    editing('ur003', (report) => (report.relatedParty = [{ id: 'u1' }])),
  ),
  'nothing shows the owner': n1(
    'registered.owner',
    editing('ur001', (report) => {
      delete report.relatedParty
      delete report.bucket[0]?.product.user
    }),
  ),
  'a bucket is missing': n1(
    'registered.buckets',
    editing('ur003', (report) => report.bucket.pop()),
  ),
  'a bucket is one too many': n4(
    'registered.bucketsOnly',
    editing('ur002', (report) => report.bucket.push({ ...report.bucket[0], id: 'b999', product: { id: 'p222' } })),
  ),
  'a bucket is there twice': n1(
    'registered.bucketsOnly',
    editing('ur001', (report) => report.bucket.push(...report.bucket)),
  ),
  'a report is there twice': n1('reports.unique', { edit: (reports) => [...reports, ...reports.slice(0, 1)] }),
  'a report is missing': n1('reports.present', { edit: (reports) => reports.slice(0, 2) }),
  'the periods are of last month': n1('registered.bucketCounter.validFor.startDateTime', {
    calendar: (now) => calendarOf(now, 'Z', 0, 1),
  }),
  'the balance ends in the next month': n1('registered.bucketBalance.validFor.endDateTime', {
    calendar: (now) => ({ ...calendarOf(now), lastDay: calendarOf(now, 'Z', 0, -1).lastDay }),
  }),
}

const WRONG_FILTERS: Record<string, Deviation> = {
  'the filter by user is ignored': n2('reports.matching', { hasUser: () => true }),
  'the filter by user loses a report': n2('reports.present', {
    hasUser: (report, user) => report.relatedParty?.[0]?.id === user && report.id !== 'ur002',
  }),
  'a foreign report slips through the filter': n2('reports.matching', {
    edit: (reports, calendar) => [...reports, strangersReport(calendar, 'ur900', 'u9')],
    hasUser: (report, user) => report.id === 'ur900' || report.relatedParty?.[0]?.id === user,
  }),
  'every report is said to be of the user who was asked for': n2('reports.matching', {
    hasUser: () => true,
    finish(reply, url) {
      const id = url.searchParams.get('relatedParty.id')
      if (id === null || !Array.isArray(reply.content)) return
      reply.content = (reply.content as ForeignReport[]).map((report) => ({ ...report, relatedParty: [{ id }] }))
    },
  }),
  'the filter by product is ignored': n3('reports.matching', { hasProduct: () => true, trim: (report) => report }),
  'the filter by product keeps the wrong bucket': n3('registered.buckets', {
    trim: (report) => ({ ...report, bucket: report.bucket.slice(1) }),
  }),
  'an unknown user is a 404': e1User(
    'status',
    replying((reply) => isEmptyList(reply) && (reply.status = 404)),
  ),
  'an unknown product is a 404': e1Product(
    'status',
    replying((reply) => isEmptyList(reply) && (reply.status = 404)),
  ),
  'an unknown user gets everything': e1User('reports.none', { hasUser: () => true }),
  'nothing found is an empty object': e1User(
    'body.shape',
    replying((reply) => isEmptyList(reply) && (reply.content = {})),
  ),
  'nothing found is null': e1Product(
    'body.shape',
    replying((reply) => isEmptyList(reply) && (reply.content = null)),
  ),
  'fields is ignored': n5('selection', { select: (report) => report }),
  'fields loses the id': n5('reports.present', { select: ({ bucket }) => ({ bucket }) }),
  'fields empties the buckets': n5('attribute.bucket.product', {
    select: ({ id, bucket }) => ({ id, bucket: bucket.map((one) => ({ id: one.id })) }),
  }),
}

const WRONG_REPLIES: Record<string, Deviation> = {
  'the list is wrapped': n1(
    'body.shape',
    replying((reply) => Array.isArray(reply.content) && (reply.content = { items: reply.content })),
  ),
  'the list holds addresses instead of reports': n1(
    'body.shape',
    replying((reply) => Array.isArray(reply.content) && (reply.content = ['/usageConsumptionReport/ur001'])),
  ),
  'one report comes as a list of two': n4(
    'body.shape',
    replying((reply, url) => url.pathname.endsWith('/ur002') && (reply.content = [reply.content, reply.content])),
  ),
  'the body is truncated': n1(
    'response',
    replying((reply) => {
      reply.raw = JSON.stringify(reply.content).slice(0, 40)
      reply.announcedLength = 4000
    }),
  ),
  'the body is not JSON': n1(
    'body.json',
    replying((reply) => (reply.raw = "[{ id: 'ur001' }]")),
  ),
  'the body is declared as HTML': n1(
    'mediaType',
    replying((reply) => (reply.contentType = 'text/html')),
  ),
  'the body of a list is empty': n1(
    'body.json',
    replying((reply) => (reply.raw = '')),
  ),
  'the server breaks': n1(
    'status',
    replying((reply) => (reply.status = 500)),
  ),
}

export const DEVIATIONS: Readonly<Record<string, Deviation>> = { ...WRONG_DATA, ...WRONG_FILTERS, ...WRONG_REPLIES }
