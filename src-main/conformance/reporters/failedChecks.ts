// What every reporter for people says of a check that does not pass.
import type { CaseResult, CheckResult, StepResult } from '#shared/conformance/runReport'
import { isFinding } from '#shared/conformance/verdict'

const LONGEST_VALUE = 200

export interface FailedCheck {
  readonly step: StepResult
  readonly check: CheckResult
}

export function failedChecksOf({ steps }: CaseResult): FailedCheck[] {
  return steps.flatMap((step) =>
    step.checks.filter(({ verdict }) => isFinding(verdict)).map((check) => ({ step, check })),
  )
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text
}

/** `TC_UsageReport_N2/u1 reports.matching at $[2].id: …`, then one line for each thing worth knowing. */
export function linesOf(caseId: string, { step, check }: FailedCheck): string[] {
  const where = check.path === undefined ? '' : ` at ${check.path}`
  return [
    `${check.verdict} ${caseId}/${step.id} ${check.id}${where}: ${check.message}`,
    ...(check.expected === undefined ? [] : [`  expected  ${shown(check.expected)}`]),
    ...(check.actual === undefined ? [] : [`  actual    ${shown(check.actual)}`]),
    `  clause    ${check.clause}`,
    `  request   ${step.request.method} ${step.request.url}`,
    ...check.notes.map(({ reading, text }) => `  reading   ${reading}: ${text}`),
  ]
}
