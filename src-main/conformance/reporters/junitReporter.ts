import type { CaseResult, RunReport } from '#shared/conformance/runReport'
import junit from 'junit-report-builder'
import { failedChecksOf, linesOf } from './failedChecks'

function secondsOf({ steps }: CaseResult): number {
  return steps.reduce((sum, { response }) => sum + (response?.durationMs ?? 0), 0) / 1000
}

/**
 * JUnit XML with one `testcase` for each case. Whatever is neither `pass` nor `fail` is an `<error>`, `notRun` included:
 * most viewers show what is skipped as green, and such a run is not.
 */
export function junitReport(report: RunReport): string {
  const builder = junit.newBuilder()
  const suite = builder.testSuite().name(report.suite).timestamp(report.startedAt)
  suite.property('target', report.target.serverRoot)
  suite.property('verdict', report.verdict)
  for (const one of report.cases) {
    const testCase = suite.testCase().className(report.suite).name(`${one.id}: ${one.title}`).time(secondsOf(one))
    const failed = failedChecksOf(one)
    const summary =
      failed.map(({ check }) => `${check.id}: ${check.message}`).join('; ') || 'this case was not run to its end'
    const details = failed.flatMap((check) => linesOf(one.id, check)).join('\n')
    if (one.verdict === 'fail') testCase.failure(summary, 'fail').stacktrace(details)
    else if (one.verdict !== 'pass') testCase.error(summary, one.verdict, details)
  }
  return builder.build()
}
