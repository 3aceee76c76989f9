import junit from 'junit-report-builder'
import { isFinding, type Verdict } from '#shared/conformance/verdict'

export interface JUnitCase {
  readonly name: string
  readonly verdict: Verdict
  readonly seconds: number
  /** What is wrong, in a line and in full. */
  readonly summary: string
  readonly details: string
  /** What was seen where nothing decides. */
  readonly seen?: string
}

export interface JUnitRun {
  readonly name: string
  /** ISO 8601 */
  readonly startedAt: string
  readonly properties: Readonly<Record<string, string>>
  readonly cases: readonly JUnitCase[]
  /** Of the run, and why it is not that of its cases, where it is not. */
  readonly whole: { readonly verdict: Verdict; readonly why: string }
}

/**
 * JUnit XML with one `testcase` for each case. What never decides is skipped. Whatever else is neither `pass` nor
 * `fail` is an `<error>`, `notRun` included: most viewers show what is skipped as green, and such a run is not.
 */
export function junitXml({ name, startedAt, properties, cases, whole }: JUnitRun): string {
  const builder = junit.newBuilder()
  const suite = builder.testSuite().name(name).timestamp(startedAt)
  for (const [key, value] of Object.entries(properties)) suite.property(key, value)
  for (const one of cases) {
    const testCase = suite.testCase().className(name).name(one.name).time(one.seconds)
    const summary = one.summary || 'this case was not run to its end'
    if (one.verdict === 'fail') testCase.failure(summary, 'fail').stacktrace(one.details)
    else if (one.verdict === 'notSupported' || one.verdict === 'observation')
      testCase.skipped().standardOutput(one.seen ?? '')
    else if (one.verdict !== 'pass') testCase.error(summary, one.verdict, one.details)
  }
  const isGreen = !cases.some(({ verdict }) => isFinding(verdict) || verdict === 'notRun')
  if (isGreen && whole.verdict !== 'pass') {
    // No case is wrong and the run still did not pass: a viewer that counts cases has to see it too.
    suite.testCase().className(name).name('The run as a whole').error(whole.why, whole.verdict, whole.why)
  }
  return builder.build()
}
