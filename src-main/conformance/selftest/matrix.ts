// Which check of a suite caught which deviation, and what that says of the suite.
import type { RunReport } from '#shared/conformance/runReport'
import { isFinding, type CheckVerdict } from '#shared/conformance/verdict'
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
  /** What differs in a reply that fails this check and no other of its step. */
  readonly alone: Readonly<Record<CheckKey, string>>
  /** Checks of a suite that claims it (`Suite.mutations`) for which there is no such reply. */
  readonly entangled: readonly CheckKey[]
}

/** What a run of the undeviated server says of the suite. */
export interface Undeviated {
  readonly report: RunReport
  readonly alone: ReadonlyMap<CheckKey, string>
}

/** As the matrix names a check. */
export function keyOf(caseId: string, stepId: string, checkId: string): CheckKey {
  return `${caseId}/${stepId}/${checkId}`
}

type Decides = (verdict: CheckVerdict) => boolean

function keysIn({ cases }: RunReport, decides: Decides): CheckKey[] {
  const keys = cases.flatMap(({ id, steps }) =>
    steps.flatMap((step) =>
      step.checks.filter(({ verdict }) => decides(verdict)).map((check) => keyOf(id, step.id, check.id)),
    ),
  )
  return [...new Set(keys)]
}

export function failedChecks(report: RunReport): CheckKey[] {
  return keysIn(report, (verdict) => verdict === 'fail').sort()
}

/** Of the undeviated server: a check that is not decided proves nothing, either. */
function checksNotPassed(report: RunReport): CheckKey[] {
  return keysIn(report, isFinding)
}

/** The steps of a case that can fail: what is given or only observed never does. */
function judgedSteps({ steps }: TestCase): TestStep[] {
  return steps.filter(({ purpose }) => purpose === undefined)
}

/** The cases in which a deviation can show. */
export function judgedCases(suite: Suite): readonly TestCase[] {
  return runnableCases(suite).filter((testCase) => judgedSteps(testCase).length > 0)
}

function keysOf(suite: Suite, checkIdsOf: (step: TestStep) => readonly string[]): CheckKey[] {
  return judgedCases(suite).flatMap((testCase) =>
    judgedSteps(testCase).flatMap((step) => checkIdsOf(step).map((check) => keyOf(testCase.id, step.id, check))),
  )
}

/** That something comes at all; where it does not, no other check is made. */
const arrivalCheck = ({ receives }: TestStep) => (receives ? 'notification' : 'response')
const ownChecks = ({ checks }: TestStep) => checks.map(({ id }) => id)

function entangledIn(suite: Suite, alone: Undeviated['alone']): CheckKey[] {
  return suite.mutations ? keysOf(suite, ownChecks).filter((key) => !alone.has(key)) : []
}

function alikeIn(rows: readonly MatrixRow[]): string[][] {
  const byFailures = new Map<string, string[]>()
  for (const { deviation, failed } of rows) {
    const key = failed.join('\n')
    if (key !== '') byFailures.set(key, [...(byFailures.get(key) ?? []), deviation])
  }
  return [...byFailures.values()].filter(({ length }) => length > 1)
}

export function matrixOf(suite: Suite, { report, alone }: Undeviated, rows: readonly MatrixRow[]): Matrix {
  const checks = keysOf(suite, (step) => [arrivalCheck(step), ...ownChecks(step)])
  const everFailed = new Set(rows.flatMap(({ failed }) => failed))
  // Somebody else's cases are only held to this: that each of their checks can fail.
  const seen = suite.isForeign ? rows.filter(({ failed }) => failed.length > 0) : rows
  return {
    suite: suite.id,
    checks,
    rows: seen,
    undeviated: checksNotPassed(report),
    survivors: seen.filter(({ failed }) => failed.length === 0).map(({ deviation }) => deviation),
    idle: checks.filter((check) => !everFailed.has(check)),
    alike: suite.isForeign ? [] : alikeIn(rows),
    alone: Object.fromEntries(alone),
    entangled: entangledIn(suite, alone),
  }
}

export function isClean({ undeviated, survivors, idle, alike, entangled }: Matrix): boolean {
  return [undeviated, survivors, idle, alike, entangled].every(({ length }) => length === 0)
}
