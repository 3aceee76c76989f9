// Every deviation of the catalogue, switched on in a real bench, is seen by the suite; without one the bench passes.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEVIATIONS } from '#main/faults/deviations/catalogue'
import { startTestBench, type BenchUnderTest } from '../support/benchFixture'
import { failuresIn, judgeTarget } from '../support/conformanceFixture'

/** For each, a check that has to fail; a deviation without a row here fails its test. */
const CAUGHT_BY: Readonly<Record<string, string>> = {
  'tmf677-counter-dropped': 'TC_UsageReport_N1 registered.bucketCounter',
  'tmf677-balance-dropped': 'TC_UsageReport_N1 registered.bucketBalance',
  'tmf677-remaining-value-wrong': 'TC_UsageReport_N1 registered.bucketBalance.remainingValue',
  'tmf677-value-as-string': 'TC_UsageReport_N1 attribute.bucket.bucketCounter.value',
  'tmf677-unit-wrong': 'TC_UsageReport_N1 registered.bucketBalance.unit',
  'tmf677-effective-date-missing': 'TC_UsageReport_N1 attribute.effectiveDate',
  'tmf677-wrong-month': 'TC_UsageReport_N1 registered.bucketCounter.validFor.startDateTime',
  'tmf677-user-filter-ignored': 'TC_UsageReport_N2 reports.matching',
  'tmf677-product-filter-ignored': 'TC_UsageReport_E1_product reports.none',
  'tmf677-product-filter-keeps-unrelated': 'TC_UsageReport_N3 reports.matching',
  'tmf677-unknown-user-404': 'TC_UsageReport_E1_user status',
  'tmf677-unknown-product-404': 'TC_UsageReport_E1_product status',
  'tmf677-empty-object': 'TC_UsageReport_E1_user body.shape',
  'tmf677-fields-ignored': 'TC_UsageReport_N5 selection',
  'tmf677-fields-drops-id': 'TC_UsageReport_N5 reports.present',
  'tmf677-another-report': 'TC_UsageReport_N4 reports.present',
  'tmf677-list-of-two': 'TC_UsageReport_N4 body.shape',
  'tmf677-duplicate-report': 'TC_UsageReport_N1 reports.unique',
  'tmf677-last-report-missing': 'TC_UsageReport_N1 reports.present',
  'tmf677-server-error': 'TC_UsageReport_N1 status',
  'tmf677-truncated-body': 'TC_UsageReport_N1 response',
  'tmf677-text-plain': 'TC_UsageReport_N1 mediaType',
  'tmf677-not-json': 'TC_UsageReport_N1 body.json',
}

const folder = mkdtempSync(join(tmpdir(), 'callbox-test-'))
let bench: BenchUnderTest
let undeviated: Judged
const deviating = new Map<string, Judged>()

type Judged = Awaited<ReturnType<typeof judge>>

async function judge() {
  const report = await judgeTarget({ serverRoot: bench.serverRoot })
  const failures = failuresIn(report).map((line) => line.split(' ').slice(0, 2).join(' '))
  return { ...report, failures: [...new Set(failures)] }
}

beforeAll(async () => {
  bench = await startTestBench(folder)
  for (const { name } of DEVIATIONS) {
    const { id } = await bench.control.addFault({ body: { deviation: name } })
    deviating.set(name, await judge())
    await bench.control.removeFault({ id })
  }
  undeviated = await judge()
}, 120_000)
afterAll(async () => {
  await bench.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('the TMF677 server of the bench', () => {
  it('passes the seven cases when no deviation is on, or no longer', () => {
    expect(undeviated.verdict).toBe('pass')
    expect(undeviated.summary).toMatchObject({ passed: 7, failed: 0 })
  })

  it.each(DEVIATIONS.map(({ name }) => name))('fails with %s', (name) => {
    const { verdict, failures } = deviating.get(name) ?? undeviated
    expect(verdict).toBe('fail')
    expect(failures).toContain(CAUGHT_BY[name])
  })

  it('fails in another way with each of them', () => {
    const names = new Map<string, string[]>()
    for (const [name, { failures }] of deviating) {
      const failed = [...failures].sort().join(', ')
      names.set(failed, [...(names.get(failed) ?? []), name])
    }
    expect([...names.values()].filter((alike) => alike.length > 1)).toEqual([])
  })
})
