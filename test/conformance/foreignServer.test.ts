import { afterEach, describe, expect, it } from 'vitest'
import { failuresIn, judgeTarget } from '../support/conformanceFixture'
import { DEVIATIONS } from '../support/foreignDeviations'
import { startForeignServer, type ForeignServer, type ForeignServerOptions } from '../support/foreignServer'
import { VARIANTS } from '../support/foreignVariants'

let server: ForeignServer | undefined

afterEach(() => server?.stop())

async function judge(options: ForeignServerOptions, strict = false) {
  server = await startForeignServer(options)
  return judgeTarget({ serverRoot: server.serverRoot }, { strict })
}

const INSTANTS = [
  'in the middle of a month 2026-11-15T12:00:00Z',
  'at the end of a leap day 2028-02-29T23:59:30Z',
  'at the start of a year 2027-01-01T00:00:30Z',
]

describe.each(INSTANTS)('a server that conforms, %s', (when) => {
  const now = () => new Date(when.slice(-20))

  it.each(Object.entries(VARIANTS))('passes although %s', async (_, { quirk }) => {
    const report = await judge({ quirk, now })
    expect(failuresIn(report)).toEqual([])
    expect(report.verdict).toBe('pass')
  })
})

describe('strictness', () => {
  const now = () => new Date('2026-11-15T12:00:00Z')
  const all = Object.entries(VARIANTS)
  const tolerated = all.flatMap(([name, { quirk, toleratedBy }]) => (toleratedBy ? [{ name, quirk, toleratedBy }] : []))

  it.each(tolerated)('reading $toleratedBy tolerates that $name, unless strict', async ({ quirk, toleratedBy }) => {
    const report = await judge({ quirk, now }, true)
    const failed = report.cases.flatMap(({ steps }) => steps.flatMap(({ checks }) => checks)).filter(hasFailed)
    expect(report.verdict).toBe('fail')
    expect(new Set(failed.flatMap(({ notes }) => notes.map(({ reading }) => reading)))).toEqual(new Set([toleratedBy]))
  })

  it.each(all.filter(([, { toleratedBy }]) => toleratedBy === undefined))(
    'has nothing against it when %s',
    async (_, { quirk }) => {
      expect(failuresIn(await judge({ quirk, now }, true))).toEqual([])
    },
  )

  function hasFailed({ verdict }: { verdict: string }): boolean {
    return verdict === 'fail'
  }
})

describe('a server that deviates', () => {
  it.each(Object.entries(DEVIATIONS))('is caught when %s', async (_, { quirk, caughtIn, caughtBy }) => {
    const report = await judge({ quirk, now: () => new Date('2026-11-15T12:00:00Z') })
    const caught = failuresIn(report).map((line) => line.split(' ').slice(0, 2).join(' '))
    expect(caught).toContain(`${caughtIn} ${caughtBy}`)
    expect(report.verdict).toBe('fail')
  })

  it('is told each mismatch once', async () => {
    const { quirk = {} } = DEVIATIONS['a counter is a string'] ?? {}
    const failures = failuresIn(await judge({ quirk })).filter((line) => line.startsWith('TC_UsageReport_N1'))
    expect(failures).toEqual([
      'TC_UsageReport_N1 attribute.bucket.bucketCounter.value $[0].bucket[0].bucketCounter[0].value',
    ])
  })

  it('has all its mismatches listed, each with path, expectation and clause', async () => {
    const quirk = { edit: () => [] }
    const report = await judge({ quirk })
    const [present] = report.cases[0]?.steps[0]?.checks.filter(({ id }) => id === 'reports.present') ?? []
    expect(failuresIn(report).filter((line) => line.startsWith('TC_UsageReport_N1'))).toHaveLength(3)
    expect(present).toMatchObject({ path: '$', expected: 'ur001', actual: [], message: 'ur001 is missing' })
    expect(present?.clause).toContain('TC_UsageReport_N1')
  })
})
