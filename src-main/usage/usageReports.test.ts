import { beforeEach, describe, expect, it } from 'vitest'
import type { BenchEvent } from '#shared/control/events'
import type { RegisteredReport } from '#shared/domain/registeredReport'
import type { Document } from '#shared/domain/rowLog'
import { createUsageReports, type UsageReports } from './usageReports'

const period = { startDateTime: 'start of month', endDateTime: 'now' } as const

function report(id: string, name = `report ${id}`): RegisteredReport {
  return {
    id,
    name,
    effectiveDate: 'now',
    bucket: [
      {
        id: `bucket of ${id}`,
        product: { id: 'p111' },
        bucketBalance: [
          { unit: 'MB', remainingValue: 2, validFor: { startDateTime: 'now', endDateTime: 'end of month' } },
          { unit: 'MB', remainingValue: 1 },
        ],
        bucketCounter: [
          { unit: 'MB', value: 3, validFor: period },
          { unit: 'MB', value: 4, validFor: { startDateTime: '2026-01-01T00:00:00Z' } },
        ],
      },
    ],
  }
}

function documentInMemory(data: RegisteredReport[]): Document<RegisteredReport[]> {
  const document = {
    data,
    replace(next: RegisteredReport[]) {
      document.data = next
      return Promise.resolve()
    },
  }
  return document
}

let now: number
let changed: string[]
let document: Document<RegisteredReport[]>
let reports: UsageReports

function publish(event: BenchEvent) {
  if (event.kind === 'usageReport.changed') changed.push(event.id)
}

beforeEach(() => {
  now = Date.parse('2026-11-17T09:30:15.250Z')
  changed = []
  document = documentInMemory([report('ur001'), report('ur002')])
  reports = createUsageReports({ clock: { now: () => now }, bus: { publish }, document })
})

describe('asking for reports', () => {
  it('resolves every date of a report from the same instant', () => {
    const bucket = reports.find('ur001')?.bucket[0]
    expect(reports.find('ur001')?.effectiveDate).toBe('2026-11-17T09:30:15Z')
    expect(bucket?.bucketBalance?.[0]?.validFor).toEqual({
      startDateTime: '2026-11-17T09:30:15Z',
      endDateTime: '2026-11-30T23:59:59Z',
    })
    expect(bucket?.bucketCounter?.[0]?.validFor).toEqual({
      startDateTime: '2026-11-01T00:00:00Z',
      endDateTime: '2026-11-17T09:30:15Z',
    })
  })

  it('adds no validity and no end that was not registered', () => {
    const bucket = reports.find('ur001')?.bucket[0]
    expect(bucket?.bucketBalance?.[1]).toEqual({ unit: 'MB', remainingValue: 1 })
    expect(bucket?.bucketCounter?.[1]?.validFor).toEqual({ startDateTime: '2026-01-01T00:00:00Z' })
  })

  it('adds no counter to a bucket that has balances only, and no balance to one that has counters only', async () => {
    const counters = [{ unit: 'MB', value: 3 }]
    await reports.put({ ...report('ur003'), bucket: [{ id: 'b1', product: { id: 'p1' }, bucketCounter: counters }] })
    expect(reports.find('ur003')?.bucket).toEqual([{ id: 'b1', product: { id: 'p1' }, bucketCounter: counters }])
  })

  it('follows the clock over the end of the month', () => {
    now = Date.parse('2026-11-30T23:59:59.999Z')
    expect(reports.find('ur001')?.bucket[0]?.bucketCounter?.[0]?.validFor?.startDateTime).toBe('2026-11-01T00:00:00Z')
    now += 1
    expect(reports.find('ur001')?.bucket[0]?.bucketCounter?.[0]?.validFor).toEqual({
      startDateTime: '2026-12-01T00:00:00Z',
      endDateTime: '2026-12-01T00:00:00Z',
    })
  })

  it('finds nothing under an unknown id', () => {
    expect(reports.find('ur000')).toBeUndefined()
  })
})

describe('registering reports', () => {
  it('adds a new report at the end', async () => {
    await expect(reports.put(report('ur003'))).resolves.toEqual({ created: true })
    expect(reports.registered().map(({ id }) => id)).toEqual(['ur001', 'ur002', 'ur003'])
    expect(changed).toEqual(['ur003'])
  })

  it('replaces a known report in its place', async () => {
    await expect(reports.put(report('ur001', 'renamed'))).resolves.toEqual({ created: false })
    expect(reports.registered().map(({ name }) => name)).toEqual(['renamed', 'report ur002'])
    expect(changed).toEqual(['ur001'])
  })

  it('removes a report', async () => {
    await reports.remove('ur001')
    expect(reports.find('ur001')).toBeUndefined()
    expect(reports.registered().map(({ id }) => id)).toEqual(['ur002'])
    expect(changed).toEqual(['ur001'])
  })

  it('refuses to remove a report that is not registered', async () => {
    await expect(reports.remove('ur000')).rejects.toMatchObject({ code: 'notFound', field: 'id' })
    expect(changed).toEqual([])
  })

  it('replaces all reports and tells of those that went and those that came', async () => {
    await reports.replaceAll([report('ur002'), report('ur009')])
    expect(reports.registered().map(({ id }) => id)).toEqual(['ur002', 'ur009'])
    expect(changed).toEqual(['ur001', 'ur002', 'ur009'])
  })

  it('tells of a change only when it is on disk', async () => {
    const full = { data: [], replace: () => Promise.reject(new Error('disk full')) }
    const unwritable = createUsageReports({ clock: { now: () => now }, bus: { publish }, document: full })
    await expect(unwritable.put(report('ur001'))).rejects.toThrow('disk full')
    expect(changed).toEqual([])
  })
})

describe('the revision', () => {
  it.each([
    ['put', () => reports.put(report('ur003'))],
    ['remove', () => reports.remove('ur001')],
    ['replaceAll', () => reports.replaceAll([])],
    ['a document that was restored', () => document.replace([report('ur001')])],
  ])('changes with %s', async (_, change) => {
    const before = reports.revision()
    await change()
    expect(reports.revision()).not.toBe(before)
  })

  it('stays while nothing is registered', () => {
    const before = reports.revision()
    now += 86_400_000
    reports.find('ur001')
    expect(reports.revision()).toBe(before)
  })
})
