import type { CaseResult, RunReport } from '#shared/conformance/runReport'
import { evidenceProblems } from '#shared/conformance/evidenceProblems'
import junit from 'junit-report-builder'
import { failedChecksOf, linesOf } from './failedChecks'

function secondsOf({ steps }: CaseResult): number {
  return steps.reduce((sum, { response }) => sum + (response?.durationMs ?? 0), 0) / 1000
}

function seenIn({ steps }: CaseResult): string {
  return steps
    .flatMap((step) => step.checks.filter(({ verdict }) => verdict === 'notSupported' || verdict === 'observation'))
    .map(({ verdict, id, message }) => `${verdict} ${id}: ${message}`)
    .join('\n')
}

/**
 * JUnit XML with one `testcase` for each case. What never decides is skipped. Whatever else is neither `pass` nor
 * `fail` is an `<error>`, `notRun` included: most viewers show what is skipped as green, and such a run is not.
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
    else if (one.verdict === 'notSupported' || one.verdict === 'observation')
      testCase.skipped().standardOutput(seenIn(one))
    else if (one.verdict !== 'pass') testCase.error(summary, one.verdict, details)
  }
  const isGreen = report.cases.every(({ verdict }) => verdict === 'pass')
  if (isGreen && report.verdict !== 'pass') {
    // Every case passed and the run still did not: a viewer that counts cases has to see it too.
    const why = evidenceProblems(report).join(' ')
    suite.testCase().className(report.suite).name('The run as a whole').error(why, report.verdict, why)
  }
  return builder.build()
}
