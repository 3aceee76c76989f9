import type { CheckResult, RunReport } from '#shared/conformance/runReport'

/** A run of one case with one step that passed; its reply has this body. */
export function sampleReport(body = '[{"id":"ur001","value":2.0}]', more: Partial<RunReport> = {}): RunReport {
  const check: CheckResult = {
    id: 'registered.name',
    clause: 'TC: name',
    verdict: 'pass',
    message: 'as registered',
    notes: [{ reading: 'U1', text: 'both spellings are accepted' }],
  }
  const request = { method: 'GET', url: 'http://target/reports?id=ur001', headers: { accept: '*/*' }, body: null }
  const headers = { 'content-type': 'application/json' }
  const response = { status: 200, headers, body, durationMs: 12, waitMs: 10 }
  const sentAt = '2026-11-15T12:00:00.100Z'
  const step = { id: 'all', title: 'All reports', verdict: 'pass' as const, sentAt, request, response, checks: [check] }
  return {
    suite: 'a-suite',
    suiteVersion: '1.0.0',
    tool: { name: 'callbox', version: '0.0.0-test' },
    target: { serverRoot: 'http://target' },
    ranBy: 'a tester',
    startedAt: '2026-11-15T12:00:00.000Z',
    finishedAt: '2026-11-15T12:00:01.000Z',
    verdict: 'pass',
    strict: false,
    partial: false,
    edited: false,
    summary: { passed: 1, failed: 0, inconclusive: 0, errors: 0, notRun: 0 },
    cases: [{ id: 'TC_1', title: 'One', verdict: 'pass', steps: [step] }],
    ...more,
  }
}
