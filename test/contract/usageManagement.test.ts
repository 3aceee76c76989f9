// Usage reports from the scenario file to the wire: the room that keeps them and the API that serves them, together.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { ControlledClock } from '#main/bench/clocks/benchClock'
import { listen, memoryDocument, openUsageManagement, type TestServer } from '../support/simulatorFixture'
import { createUsageManagementApp } from '#main/simulator/tmf677/usageManagementApp'
import { createUsageReports, type UsageReports } from '#main/usage/usageReports'
import { zScenario } from '#shared/domain/scenario/scenario'
import { type WireUsageConsumptionReport, zUsageConsumptionReport } from '#shared/wire/tmf677/usageConsumptionReport'
import { createTestClock } from '../support/testClock'

const PATH = '/usageManagement/v1/usageConsumptionReport'
const CERTIFICATION = resolve(import.meta.dirname, '../../fixtures/scenarios/certification.yaml')

let clock: ControlledClock
let reports: UsageReports
let server: TestServer

async function list(query = ''): Promise<WireUsageConsumptionReport[]> {
  const response = await fetch(`${server.origin}${PATH}${query}`)
  expect(response.status).toBe(200)
  return zUsageConsumptionReport.array().parse(await response.json())
}
const idsOf = (found: readonly { id: string }[]) => found.map(({ id }) => id)

beforeEach(async () => {
  const scenario = zScenario.parse(parse(readFileSync(CERTIFICATION, 'utf8')))
  clock = createTestClock(Date.parse('2028-02-10T09:30:15Z'))
  reports = createUsageReports({ clock, bus: { publish: () => {} }, document: memoryDocument(scenario.reports) })
  const onProblem = (message: string) => expect.unreachable(message)
  const serverRoot = () => server.origin
  server = await listen(createUsageManagementApp({ ...openUsageManagement, reports, clock, serverRoot, onProblem }))
})
afterEach(async () => {
  clock.stop()
  await server.close()
})

describe('the certification scenario', () => {
  it('registers the three reports of TC_UsageReport_N1', async () => {
    const served = await list()
    const facts = served.flatMap(({ id, name, relatedParty, bucket }) =>
      bucket.map(({ id: bucketId, usageType, product, bucketBalance, bucketCounter }) => [
        ...[id, name, relatedParty?.[0]?.id, product.user?.id, product.id, bucketId, usageType],
        ...(bucketCounter ?? []).map(({ value, unit }) => `used ${value} ${unit}`),
        ...(bucketBalance ?? []).map(({ remainingValue, unit }) => `left ${remainingValue} ${unit}`),
      ]),
    )
    expect(facts).toEqual([
      ['ur001', 'report1', 'u1', 'u1', 'p111', 'b111', 'data', 'used 3 MB', 'left 2 MB'],
      ['ur002', 'report2', 'u1', 'u1', 'p222', 'b222', 'voice', 'used 500 minutes', 'left 300 minutes'],
      ['ur003', 'report3', 'u2', 'u2', 'p333', 'b331', 'sms', 'used 150 messages', 'left 149 messages'],
      ['ur003', 'report3', 'u2', 'u2', 'p222', 'b332', 'national voice', 'used 500 minutes', 'left 340 minutes'],
    ])
  })

  it('measures from the first to the last day of the month in which it is asked for', async () => {
    const periods = (await list()).flatMap(({ bucket }) =>
      bucket.flatMap(({ bucketBalance = [], bucketCounter = [] }) =>
        [...bucketBalance, ...bucketCounter].map(({ validFor }) => validFor),
      ),
    )
    const february = { startDateTime: '2028-02-01T00:00:00Z', endDateTime: '2028-02-29T23:59:59Z' }
    expect(periods).toEqual(Array(8).fill(february))
  })

  it.each([
    ['TC_UsageReport_N2', '?relatedParty.id=u1', ['ur001', 'ur002']],
    ['TC_UsageReport_N2', '?relatedParty.id=u2', ['ur003']],
    ['TC_UsageReport_N3', '?bucket.product.id=p333', ['ur003']],
    ['TC_UsageReport_E1_user', '?relatedParty.id=u000', []],
    ['TC_UsageReport_E1_product', '?bucket.product.id=p000', []],
  ])('answers %s: %s', async (_case, query, ids) => {
    expect(idsOf(await list(query))).toEqual(ids)
  })

  it('shows only the bucket of the product asked for', async () => {
    const [report] = await list('?bucket.product.id=p333')
    expect(idsOf(report?.bucket ?? [])).toEqual(['b331'])
  })

  it('answers TC_UsageReport_N5 with id and bucket, complete, and nothing else', async () => {
    const [whole] = await list()
    const response = await fetch(`${server.origin}${PATH}/ur001?fields=id,bucket`)
    expect(await response.json()).toEqual({ id: 'ur001', bucket: whole?.bucket })
  })
})

describe('a date filter', () => {
  const START = 'bucket.bucketCounter.validFor.startDateTime'
  const END = 'bucket.bucketCounter.validFor.endDateTime'

  it('compares with the month in which it is asked', async () => {
    const query = `?${START}=2028-02-01&${END}=2028-02-29T23:59:59Z`
    expect(await list(query)).toHaveLength(3)
    await clock.jumpTo(Date.parse('2028-02-29T23:59:59.999Z'))
    expect(await list(query)).toHaveLength(3)
    await clock.advanceBy(1)
    expect(await list(query)).toHaveLength(0)
    expect(await list(`?${START}=2028-03-01&${END}=2028-04-01`)).toHaveLength(3)
  })
})

describe('the bench clock', () => {
  it('moves the dates of the same URL over the end of a year', async () => {
    const validity = async () => (await list('?name=report1'))[0]?.bucket[0]?.bucketCounter?.[0]?.validFor
    await clock.jumpTo(Date.parse('2028-12-31T23:59:59Z'))
    expect(await validity()).toEqual({ startDateTime: '2028-12-01T00:00:00Z', endDateTime: '2028-12-31T23:59:59Z' })
    await clock.advanceBy(1000)
    expect(await validity()).toEqual({ startDateTime: '2029-01-01T00:00:00Z', endDateTime: '2029-01-31T23:59:59Z' })
  })

  it('dates a report when it is asked for', async () => {
    const effectiveDate = async () => (await list('?name=report1'))[0]?.effectiveDate
    expect(await effectiveDate()).toBe('2028-02-10T09:30:15Z')
    await clock.advanceBy(1000)
    expect(await effectiveDate()).toBe('2028-02-10T09:30:16Z')
  })
})

describe('registering', () => {
  it('shows at once under every URL that was asked before', async () => {
    expect(idsOf(await list('?relatedParty.id=u1'))).toEqual(['ur001', 'ur002'])
    const [report] = reports.registered()
    if (!report) throw new Error('the scenario has no report')
    await reports.put({ ...report, id: 'ur004' })
    expect(idsOf(await list('?relatedParty.id=u1'))).toEqual(['ur001', 'ur002', 'ur004'])
    await reports.remove('ur001')
    expect(idsOf(await list('?relatedParty.id=u1'))).toEqual(['ur002', 'ur004'])
  })
})
