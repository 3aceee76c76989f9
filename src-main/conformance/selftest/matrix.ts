// Which check of a suite caught which deviation, and what that says of the suite.
import type { RunReport } from '#shared/conformance/runReport'
import { runnableCases } from '../session/runnableCases'
import type { Suite, TestCase, TestStep } from '../suite'

/** `case/step/check`: a check counts in each step it stands in, for there it looks at another reply. */
type CheckKey = string

export interface MatrixRow {
  readonly deviation: string
  readonly failed: readonly CheckKey[]
}

export interface Matrix {
  readonly suite: string
  readonly checks: readonly CheckKey[]
  readonly rows: readonly MatrixRow[]
  /** What the server fails that deviates in nothing, or leaves undecided. */
  readonly undeviated: readonly CheckKey[]
  /** Deviations that no check fails. */
  readonly survivors: readonly string[]
  /** Checks that no deviation fails. */
  readonly idle: readonly CheckKey[]
  /** Deviations that cannot be told apart by what fails. */
  readonly alike: readonly (readonly string[])[]
}

type Decides = (verdict: string) => boolean

function keysIn({ cases }: RunReport, decides: Decides): CheckKey[] {
  const keys = cases.flatMap(({ id, steps }) =>
    steps.flatMap((step) =>
      step.checks.filter(({ verdict }) => decides(verdict)).map((check) => `${id}/${step.id}/${check.id}`),
    ),
  )
  return [...new Set(keys)]
}

export function failedChecks(report: RunReport): CheckKey[] {
  return keysIn(report, (verdict) => verdict === 'fail').sort()
}

/** Of the undeviated server: a check that is not decided proves nothing, either. */
export function checksNotPassed(report: RunReport): CheckKey[] {
  return keysIn(report, (verdict) => verdict === 'fail' || verdict === 'error' || verdict === 'inconclusive')
}

/** The steps of a case that can fail: what is given or only observed never does. */
function judgedSteps({ steps }: TestCase): TestStep[] {
  return steps.filter(({ purpose }) => purpose === undefined)
}

/** The cases in which a deviation can show. */
export function judgedCases(suite: Suite): readonly TestCase[] {
  return runnableCases(suite).filter((testCase) => judgedSteps(testCase).length > 0)
}

/** Of every step that can fail; each has a check of its own that something comes at all. */
function checksOf(suite: Suite): CheckKey[] {
  return judgedCases(suite).flatMap((testCase) =>
    judgedSteps(testCase).flatMap((step) =>
      [step.receives ? 'notification' : 'response', ...step.checks.map((check) => check.id)].map(
        (check) => `${testCase.id}/${step.id}/${check}`,
      ),
    ),
  )
}

function alikeIn(rows: readonly MatrixRow[]): string[][] {
  const byFailures = new Map<string, string[]>()
  for (const { deviation, failed } of rows) {
    const key = failed.join('\n')
    if (key !== '') byFailures.set(key, [...(byFailures.get(key) ?? []), deviation])
  }
  return [...byFailures.values()].filter(({ length }) => length > 1)
}

export function matrixOf(suite: Suite, undeviated: readonly CheckKey[], rows: readonly MatrixRow[]): Matrix {
  const checks = checksOf(suite)
  const everFailed = new Set(rows.flatMap(({ failed }) => failed))
  // Somebody else's cases are only held to this: that each of their checks can fail.
  const seen = suite.isForeign ? rows.filter(({ failed }) => failed.length > 0) : rows
  return {
    suite: suite.id,
    checks,
    rows: seen,
    undeviated,
    survivors: seen.filter(({ failed }) => failed.length === 0).map(({ deviation }) => deviation),
    idle: checks.filter((check) => !everFailed.has(check)),
    alike: suite.isForeign ? [] : alikeIn(rows),
  }
}

export function isClean({ undeviated, survivors, idle, alike }: Matrix): boolean {
  return [undeviated, survivors, idle, alike].every(({ length }) => length === 0)
}
