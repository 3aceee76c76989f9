// The suite of the document's tables, on servers that conform and on servers that deviate in one way each.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { TMF677_V1_PROFILE as SUITE } from '#main/conformance/suites/tmf677V1Profile/tmf677V1Profile'
import type { RunReport } from '#shared/conformance/runReport'
import { startTestBench, type BenchUnderTest } from '../support/benchFixture'
import { failuresIn, judgeTarget } from '../support/conformanceFixture'
import { startForeignServer, type ForeignServer, type Quirk } from '../support/foreignServer'
import { VARIANTS } from '../support/foreignVariants'

let server: ForeignServer | undefined

afterEach(() => server?.stop())

async function judge(quirk: Quirk, options: { strict?: boolean; caseIds?: string[]; allowWrites?: boolean } = {}) {
  server = await startForeignServer({ quirk, now: () => new Date('2026-11-15T12:00:00Z') })
  return judgeTarget({ serverRoot: server.serverRoot }, options, {}, SUITE)
}

function verdictsOf(report: RunReport): Record<string, string> {
  return Object.fromEntries(report.cases.map(({ id, verdict }) => [id, verdict]))
}

/** `filter.name carried` for each step that failed. */
function failedSteps({ cases }: RunReport): string[] {
  return cases.flatMap(({ id, steps }) =>
    steps.filter(({ verdict }) => verdict === 'fail').map((step) => `${id} ${step.id}`),
  )
}

describe('the server of the bench', () => {
  const folder = mkdtempSync(join(tmpdir(), 'callbox-test-'))
  let bench: BenchUnderTest

  beforeAll(async () => {
    bench = await startTestBench(folder)
  })
  afterAll(async () => {
    await bench.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it.each([false, true])('passes, strict or not: %s', async (strict) => {
    const report = await judgeTarget({ serverRoot: bench.serverRoot }, { strict }, {}, SUITE)
    expect(failuresIn(report)).toEqual([])
    expect(report).toMatchObject({
      verdict: 'pass',
      partial: false,
      summary: { failed: 0, inconclusive: 0, notRun: 0 },
    })
  })

  it('supports every filter and selection of the tables', async () => {
    const report = await judgeTarget({ serverRoot: bench.serverRoot }, {}, {}, SUITE)
    const undecided = report.cases.filter(
      ({ id, verdict }) => !id.startsWith('observed.') && verdict === 'notSupported',
    )
    expect(undecided).toEqual([])
  })

  it('loses nothing by a run that may write', async () => {
    const report = await judgeTarget({ serverRoot: bench.serverRoot }, { allowWrites: true }, {}, SUITE)
    expect(report.verdict).toBe('pass')
    expect(verdictsOf(report)['operations.NA.registered']).toBe('observation')
    expect((await bench.control.listUsageReports()).items).toHaveLength(3)
  })
})

describe('a foreign server that conforms', () => {
  it.each(Object.entries(VARIANTS))('passes although %s', async (_, { quirk }) => {
    const report = await judge(quirk)
    expect(failuresIn(report)).toEqual([])
    expect(report.verdict).toBe('pass')
  })

  it('is not failed for the optional filters that it does not support, and not silently passed either', async () => {
    expect(verdictsOf(await judge({}))).toMatchObject({
      'filter.relatedParty.id': 'pass',
      'filter.bucket.product.id': 'pass',
      'filter.and': 'pass',
      'filter.name': 'notSupported',
      'filter.bucket.usageType': 'notSupported',
      'filter.relatedParty.role': 'notSupported',
      'filter.and.sameBucket': 'notSupported',
      'filter.bucket.product.name': 'observation',
      'observed.unknownId': 'observation',
      'operations.NA': 'observation',
    })
  })
})

type Deviations = Readonly<Record<string, readonly [Quirk, string]>>

const all = () => true

/** Each with a step that has to fail. */
const DEVIATIONS: Deviations = {
  'an unknown user gets everything, a known one what is right': [
    { hasUser: (report, user) => !/^u\d$/.test(user) || report.relatedParty?.[0]?.id === user },
    'filter.relatedParty.id carried',
  ],
  'a filter loses a report that matches': [
    { hasUser: (report, user) => report.id !== 'ur001' && report.relatedParty?.[0]?.id === user },
    'filter.and first',
  ],
  'a filter finds nothing at all': [{ hasUser: () => false }, 'filter.relatedParty.id carried'],
  'a filter trims the bucket that matches': [
    { trim: (report, product) => ({ ...report, bucket: report.bucket.filter((one) => one.product.id !== product) }) },
    'filter.bucket.product.id carried',
  ],
  'an unknown product is a 404': [
    { finish: (reply, url) => void (url.search.includes('product.id=callbox-') && (reply.status = 404)) },
    'filter.bucket.product.id other',
  ],
  'the criteria are joined by OR': [
    {
      hasUser: all,
      hasProduct: all,
      trim: (report) => report,
      finish: (reply, url) => {
        if (!Array.isArray(reply.content) || url.search === '') return
        const user = url.searchParams.get('relatedParty.id')
        const product = url.searchParams.get('bucket.product.id')
        if (user === null && product === null) return
        reply.content = (
          reply.content as { relatedParty: { id: string }[]; bucket: { product: { id: string } }[] }[]
        ).filter(
          (report) => report.relatedParty[0]?.id === user || report.bucket.some((one) => one.product.id === product),
        )
      },
    },
    'filter.and both',
  ],
  'an unknown user is answered with everything': [{ hasUser: all }, 'error.unknownUser unknown'],
  'fields is ignored': [{ select: (report) => report }, 'selection.id list'],
  'fields always adds the id': [
    { select: (report, fields) => ({ id: report.id, [fields[0] ?? '']: report[fields[0] ?? ''] }) },
    'selection.name single',
  ],
  'fields knows the first level only': [
    {
      select: (report, fields) => Object.fromEntries(Object.entries(report).filter(([name]) => fields.includes(name))),
    },
    'selection.bucket.product list',
  ],
  'fields works on the list only': [
    {
      finish: (reply, url) => {
        if (url.searchParams.get('fields') === 'effectiveDate' && !Array.isArray(reply.content)) reply.content = {}
      },
    },
    'selection.effectiveDate single',
  ],
  'an optional attribute has the wrong type': [
    { edit: (reports) => reports.map((report) => ({ ...report, description: 7 })) },
    'attributes.list all',
  ],
  'one report comes as another': [
    { finish: (reply, url) => void (url.pathname.endsWith('/ur001') && (reply.content = { id: 'ur009' })) },
    'operations.GET single',
  ],
}

describe('a foreign server that deviates', () => {
  it.each(Object.entries(DEVIATIONS))('is caught when %s', async (_, [quirk, step]) => {
    const report = await judge(quirk)
    expect(failedSteps(report)).toContain(step)
    expect(report.verdict).toBe('fail')
  })

  it.each<[string, Quirk['finish']]>([
    ['does not list its reports', (reply) => void (reply.status = 500)],
    ['breaks off in its list', (reply) => void (reply.announcedLength = 9999)],
  ])('that %s leaves the rest in doubt, not failed', async (_, finish) => {
    const report = await judge(
      { finish: (reply, url) => (url.search === '' ? finish?.(reply, url) : undefined) },
      { caseIds: ['filter.name'] },
    )
    expect(verdictsOf(report)['filter.name']).toBe('inconclusive')
  })
})

describe('the suite', () => {
  it('has ids of its own for cases and steps, and a clause for each check', () => {
    const ids = SUITE.cases.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { steps } of SUITE.cases) {
      expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length)
      for (const { checks } of steps) {
        expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length)
        expect(checks.filter(({ clause }) => clause.trim() === '')).toEqual([])
      }
    }
  })

  it('judges the ten rows with a mandatory selection (reading U23)', () => {
    const checks = SUITE.cases.flatMap(({ steps }) => steps.flatMap((step) => step.checks))
    const rows = checks.filter(({ clause }) => clause.endsWith('First Level (M)')).map(({ id }) => id)
    expect(new Set(rows).size).toBe(10)
  })

  it('writes to no registered report unless it may', () => {
    const writing = SUITE.cases.filter(({ writes }) => !writes).flatMap(({ steps }) => steps)
    const earlier = { reply: () => undefined, unusedId: 'callbox-unused' }
    for (const { request } of writing) {
      const { method, path } = typeof request === 'function' ? request(earlier) : request
      if (method !== 'GET' && method !== 'HEAD') expect(path).toContain('callbox-unused')
    }
  })
})
