import type { CaseResult, RunReport } from '#shared/conformance/runReport'
import { evidenceProblems } from '#shared/conformance/evidenceProblems'
import { failedChecksOf, linesOf } from './failedChecks'
import { junitXml } from './junitXml'

/** Of a run that is whole, not edited, and still has no verdict. */
const NOTHING_DECIDES = 'Nothing in it decides: every case is only an observation, or not supported.'

function secondsOf({ steps }: CaseResult): number {
  return steps.reduce((sum, { response }) => sum + (response?.durationMs ?? 0), 0) / 1000
}

function seenIn({ steps }: CaseResult): string {
  return steps
    .flatMap((step) => step.checks.filter(({ verdict }) => verdict === 'notSupported' || verdict === 'observation'))
    .map(({ verdict, id, message }) => `${verdict} ${id}: ${message}`)
    .join('\n')
}

/** JUnit XML with one `testcase` for each case (`junitXml`). */
export function junitReport(report: RunReport): string {
  return junitXml({
    name: report.suite,
    startedAt: report.startedAt,
    properties: { target: report.target.serverRoot, verdict: report.verdict },
    cases: report.cases.map((one) => {
      const failed = failedChecksOf(one)
      return {
        ...{ name: `${one.id}: ${one.title}`, verdict: one.verdict, seconds: secondsOf(one), seen: seenIn(one) },
        summary: failed.map(({ check }) => `${check.id}: ${check.message}`).join('; '),
        details: failed.flatMap((check) => linesOf(one.id, check)).join('\n'),
      }
    }),
    whole: { verdict: report.verdict, why: evidenceProblems(report).join(' ') || NOTHING_DECIDES },
  })
}
