// Ways in which a TMF677 server can differ and still conform.
import {
  calendarOf,
  strangersReport,
  type ForeignBucket,
  type ForeignQuantity,
  type ForeignReport,
} from './foreignReports'
import type { ForeignReply, Quirk } from './foreignServer'

export interface Variant {
  readonly quirk: Quirk
  /** The reading that tolerates it; `--strict` does not. */
  readonly toleratedBy?: string
}

function every(edit: (report: ForeignReport) => void): Quirk {
  return {
    edit(reports) {
      reports.forEach(edit)
      return reports
    },
  }
}

function everyBucket(edit: (bucket: ForeignBucket) => void): Quirk {
  return every((report) => report.bucket.forEach(edit))
}

function quantitiesOf({ bucketBalance = [], bucketCounter = [] }: ForeignBucket): ForeignQuantity[] {
  return [...bucketBalance, ...bucketCounter]
}

function everyQuantity(edit: (quantity: ForeignQuantity) => void): Quirk {
  return everyBucket((bucket) => quantitiesOf(bucket).forEach(edit))
}

function inZone(zone: string, minutes: number): Quirk {
  return { calendar: (now) => calendarOf(now, zone, minutes) }
}

/** Midnights of a place ahead of UTC, told in UTC: the first day starts on the last day of the month before. */
function localDaysInUtc(minutes: number): Quirk {
  const utc = (text: string) => new Date(Date.parse(text) - minutes * 60_000).toISOString()
  return {
    calendar(now) {
      const { firstDay, today, lastDay } = calendarOf(now, 'Z', minutes)
      return { firstDay: utc(firstDay), today: utc(today), lastDay: utc(lastDay) }
    },
  }
}

function replying(change: (reply: ForeignReply) => void): Quirk {
  return { finish: change }
}

const SHOWN_TYPES: Record<string, string> = { sms: 'data', 'national voice': 'voice' }

export const VARIANTS: Readonly<Record<string, Variant>> = {
  'it is the plain server': { quirk: {} },
  'it has another order': { quirk: { edit: (reports) => reports.reverse() } },
  'it has more attributes': {
    quirk: every((report) => Object.assign(report, { '@type': 'UsageReport', description: 'as agreed' })),
  },
  'it declares a character set': {
    quirk: replying((reply) => (reply.contentType = 'Application/JSON; charset=UTF-8')),
  },
  'it sends its bodies in small pieces': { quirk: replying((reply) => (reply.chunkBytes = 100)) },
  'it compresses its bodies with gzip': { quirk: replying((reply) => (reply.coding = 'gzip')) },
  'it compresses its bodies with Brotli, in pieces': {
    quirk: replying((reply) => Object.assign(reply, { coding: 'br', chunkBytes: 100 })),
  },
  'it shows every optional attribute': {
    quirk: every((report) => {
      Object.assign(report, { description: 'as agreed', '@type': 'UsageReport' })
      report.relatedParty?.forEach((party) => Object.assign(party, { name: `name of ${party.id}`, href: '/party' }))
      for (const bucket of report.bucket) Object.assign(bucket, { name: `bucket ${bucket.id}`, isShared: false })
    }),
  },
  'it writes numbers with a fraction': {
    quirk: replying((reply) => (reply.raw = JSON.stringify(reply.content).replace(/:(\d+)([,}])/g, ':$1.0$2'))),
  },
  'it is east of Greenwich': { quirk: inZone('+05:45', 345) },
  'it is at the eastern end of the world': { quirk: inZone('+14:00', 840) },
  'it is at the western end of the world': { quirk: inZone('-12:00', -720) },
  'it tells its local days in UTC': { quirk: localDaysInUtc(120), toleratedBy: 'U13' },
  'it writes full dates': {
    quirk: {
      calendar(now) {
        const { firstDay, today, lastDay } = calendarOf(now)
        return { firstDay: firstDay.slice(0, 10), today: today.slice(0, 10), lastDay: lastDay.slice(0, 10) }
      },
    },
    toleratedBy: 'U13',
  },
  'its periods are the registered month': {
    quirk: {
      edit(reports, { firstDay, lastDay }) {
        const buckets = reports.flatMap((report) => report.bucket)
        for (const quantity of buckets.flatMap(quantitiesOf)) {
          quantity.validFor = { startDateTime: firstDay, endDateTime: lastDay }
        }
        return reports
      },
    },
  },
  'it has no periods': { quirk: everyQuantity((quantity) => delete quantity.validFor) },
  'its periods have no end': { quirk: everyQuantity((quantity) => delete quantity.validFor?.endDateTime) },
  'it has reports of other users': {
    quirk: { edit: (reports, calendar) => [strangersReport(calendar, 'ur900', 'u9'), ...reports] },
  },
  'it has another report of the same user': {
    quirk: { edit: (reports, calendar) => [...reports, strangersReport(calendar, 'ur901', 'u1')] },
  },
  'it shows the user of another report by product.user only': {
    quirk: {
      edit: (reports, calendar) => [...reports, { ...strangersReport(calendar, 'ur901', 'u1'), relatedParty: [] }],
      hasUser: (report, user) => report.bucket.some((bucket) => bucket.product.user?.id === user),
    },
  },
  'it shows the owner by relatedParty only': { quirk: everyBucket((bucket) => delete bucket.product.user) },
  'it shows the owner by product.user only': {
    quirk: {
      ...every((report) => delete report.relatedParty),
      hasUser: (report, user) => report.bucket.some((bucket) => bucket.product.user?.id === user),
    },
  },
  'it gives the whole report for a product': { quirk: { trim: (report) => report } },
  'it counts in the singular': {
    quirk: everyQuantity((quantity) => quantity.unit === 'messages' && (quantity.unit = 'message')),
    toleratedBy: 'U4',
  },
  'it has the names of the samples': {
    quirk: every((report) => (report.name = `report ${report.id?.slice(-1)}`)),
    toleratedBy: 'U1',
  },
  'it has the types of usage of the samples': {
    quirk: everyBucket((bucket) => (bucket.usageType = SHOWN_TYPES[bucket.usageType ?? ''] ?? bucket.usageType ?? '')),
    toleratedBy: 'U3',
  },
  'it does not say the type of usage': { quirk: everyBucket((bucket) => delete bucket.usageType) },
  'it has no address': { quirk: every((report) => delete report.href) },
  'it spells counterType as TMF677 v3 does': {
    quirk: everyBucket((bucket) => bucket.bucketCounter?.forEach((counter) => (counter.counterType = 'used'))),
  },
  'it counts by device too': {
    quirk: everyBucket((bucket) => bucket.bucketCounter?.unshift({ unit: 'events', value: 1, level: 'device' })),
  },
  'it wraps one report in an array': {
    quirk: replying((reply) => Array.isArray(reply.content) || (reply.content = [reply.content])),
    toleratedBy: 'U8',
  },
  'it answers nothing when it finds nothing': {
    quirk: replying((reply) => Array.isArray(reply.content) && reply.content.length === 0 && (reply.raw = '')),
    toleratedBy: 'U10',
  },
}
