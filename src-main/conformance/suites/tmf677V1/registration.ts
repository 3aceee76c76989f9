// What the tester registers, for people and for programs, with the dates of one month.
import { UTCDate } from '@date-fns/utc'
import { endOfMonth, formatISO, startOfMonth } from 'date-fns'
import type { SuiteRegistration } from '../../suite'
import { REGISTERED_REPORTS, type RegisteredBucket, type RegisteredReport } from './registeredReports'

interface Month {
  readonly startDateTime: string
  readonly endDateTime: string
}

function daysOf(month: string): Month {
  const day = new UTCDate(`${month}-01T00:00:00Z`)
  return { startDateTime: formatISO(startOfMonth(day)), endDateTime: formatISO(endOfMonth(day)) }
}

function rowsOf({ id, name, userId, buckets }: RegisteredReport, { startDateTime, endDateTime }: Month) {
  return buckets.map((bucket) => ({
    report: id,
    name: name.registered,
    user: userId,
    product: bucket.productId,
    bucket: bucket.id,
    usageType: bucket.usageType.registered,
    used: bucket.counter.value,
    left: bucket.balance.value,
    unit: bucket.counter.unit.registered,
    from: startDateTime.slice(0, 10),
    until: endDateTime.slice(0, 10),
  }))
}

function bucketResource(bucket: RegisteredBucket, userId: string, validFor: Month) {
  const { id, usageType, productId, balance, counter } = bucket
  return {
    id,
    usageType: usageType.registered,
    product: { id: productId, user: { id: userId } },
    bucketBalance: [{ unit: balance.unit.registered, remainingValue: balance.value, validFor }],
    bucketCounter: [{ unit: counter.unit.registered, value: counter.value, validFor }],
  }
}

function resourceOf({ id, name, userId, buckets }: RegisteredReport, validFor: Month) {
  return {
    id,
    name: name.registered,
    effectiveDate: validFor.startDateTime,
    bucket: buckets.map((bucket) => bucketResource(bucket, userId, validFor)),
    relatedParty: [{ id: userId, role: 'user' }],
  }
}

export const REGISTRATION: SuiteRegistration = {
  clause: 'TC_UsageReport_N1: Register the following definition of usage reports',
  instruction:
    'Register these usage reports at the target, valid from the first to the last day of the current month. ' +
    'The cases compare what it answers with them, value by value.',
  columns: [
    { key: 'report', label: 'Report' },
    { key: 'name', label: 'Name' },
    { key: 'user', label: 'User' },
    { key: 'product', label: 'Product' },
    { key: 'bucket', label: 'Bucket' },
    { key: 'usageType', label: 'Usage type' },
    { key: 'used', label: 'Used', numeric: true },
    { key: 'left', label: 'Left', numeric: true },
    { key: 'unit', label: 'Unit' },
    { key: 'from', label: 'From' },
    { key: 'until', label: 'Until' },
  ],
  fill(month) {
    const validFor = daysOf(month)
    return {
      rows: REGISTERED_REPORTS.flatMap((report) => rowsOf(report, validFor)),
      resources: REGISTERED_REPORTS.map((report) => resourceOf(report, validFor)),
    }
  },
}
