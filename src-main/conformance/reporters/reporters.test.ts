import { describe, expect, it } from 'vitest'
import type { CaseResult, CheckResult, RunReport } from '#shared/conformance/runReport'
import { createConsoleReporter } from './consoleReporter'
import { junitReport } from './junitReporter'

const NOTE = { reading: 'U1', text: 'both spellings are accepted' }
const PASS: CheckResult = { id: 'registered.name', clause: 'TC: name', verdict: 'pass', message: 'fine', notes: [NOTE] }
const FAIL: CheckResult = {
  id: 'registered.product.id',
  clause: 'TC: product_Id',
  verdict: 'fail',
  path: '$[0].bucket[0].product.id',
  expected: 'p111',
  actual: 'p<1>\u0001',
  message: 'registered was "p111"',
  notes: [],
}
const ERROR: CheckResult = {
  id: 'response',
  clause: 'TC: wait',
  verdict: 'error',
  message: 'connection refused',
  notes: [],
}

function caseWith(id: string, verdict: CaseResult['verdict'], checks: CheckResult[]): CaseResult {
  const request = { method: 'GET', url: 'http://target/reports', headers: {}, body: null }
  const response = { status: 200, headers: {}, body: '[]', durationMs: 250 }
  const steps = checks.length === 0 ? [] : [{ id: 'all', title: 'All reports', verdict, request, response, checks }]
  return { id, title: `Title of ${id}`, verdict, steps }
}

const REPORT: RunReport = {
  suite: 'a-suite',
  suiteVersion: '1.0.0',
  tool: { name: 'callbox', version: '0.0.0-test' },
  target: { serverRoot: 'http://target' },
  startedAt: '2026-11-15T12:00:00.000Z',
  finishedAt: '2026-11-15T12:00:01.000Z',
  verdict: 'fail',
  strict: true,
  partial: true,
  edited: false,
  summary: { passed: 1, failed: 1, inconclusive: 0, errors: 1, notRun: 1 },
  cases: [
    caseWith('TC_1', 'pass', [PASS]),
    caseWith('TC_2', 'fail', [PASS, FAIL]),
    caseWith('TC_3', 'error', [ERROR]),
    caseWith('TC_4', 'notRun', []),
  ],
}

describe('the console reporter', () => {
  function printed(): string[] {
    const lines: string[] = []
    const reporter = createConsoleReporter((line) => lines.push(line))
    for (const result of REPORT.cases) {
      for (const step of result.steps) reporter.onEvent({ kind: 'stepFinished', caseId: result.id, step })
      reporter.onEvent({ kind: 'caseFinished', result })
    }
    reporter.finish(REPORT)
    return lines
  }

  it('says of a failed check where, what was expected, what came, and which clause wants it', () => {
    const text = printed().join('\n')
    expect(text).toContain('fail TC_2/all registered.product.id at $[0].bucket[0].product.id: registered was "p111"')
    expect(text).toMatch(/expected {2}p111\n.*actual {4}p<1>.*\n.*clause {4}TC: product_Id\n.*GET http:\/\/target/)
  })

  it('ends with every case, the readings relied on and the verdict', () => {
    const lines = printed()
    expect(lines.filter((line) => /^ {2}(pass|fail|error|notRun) /.test(line))).toHaveLength(4)
    expect(lines).toContain('  U1: both spellings are accepted')
    expect(lines.at(-1)).toBe(
      'Verdict: fail (strict; partial, so never evidence). Cases: 1 passed, 1 failed, 0 inconclusive, 1 errors, 1 not run.',
    )
  })
})

describe('a report in which not everything decides', () => {
  it('counts that apart on the console', () => {
    const lines: string[] = []
    const summary = { ...REPORT.summary, notSupported: 2, observations: 1 }
    createConsoleReporter((line) => lines.push(line)).finish({ ...REPORT, summary })
    expect(lines.at(-1)).toMatch(/1 errors, 1 not run, 2 not supported, 1 observed\.$/)
  })
})

describe('the JUnit reporter', () => {
  const xml = junitReport(REPORT)

  it('counts a case that was not judged as an error, never as skipped', () => {
    expect(xml).toMatch(/<testsuite [^>]*name="a-suite"[^>]*/)
    expect(xml).toMatch(/tests="4"/)
    expect(xml.match(/<failure/g)).toHaveLength(1)
    expect(xml.match(/<error/g)).toHaveLength(2)
    expect(xml).not.toContain('<skipped')
  })

  it('skips a case in which nothing decides, and tells what was seen', () => {
    const seen: CheckResult = { ...PASS, id: 'filter.name', verdict: 'notSupported', message: 'it is ignored' }
    const cases = [caseWith('TC_1', 'pass', [PASS]), caseWith('TC_5', 'notSupported', [seen])]
    const undecided = junitReport({ ...REPORT, verdict: 'pass', partial: false, cases })
    expect(undecided.match(/<skipped/g)).toHaveLength(1)
    expect(undecided).toContain('notSupported filter.name: it is ignored')
    expect(undecided).not.toMatch(/<error|<failure/)
  })

  it('tells what failed, in XML that holds whatever the target sent', () => {
    expect(xml).toContain('registered.product.id: registered was &quot;p111&quot;')
    expect(xml).toContain('$[0].bucket[0].product.id')
    // eslint-disable-next-line no-control-regex -- XML 1.0 cannot hold these at all
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/)
  })
})
