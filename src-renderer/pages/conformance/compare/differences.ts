// What counts as different, and how it is said.
import {
  saysOtherwise,
  type CaseComparison,
  type RunComparison,
  type StepComparison,
} from '#shared/control/runComparison'

interface Change {
  readonly before?: unknown
  readonly after?: unknown
}

const isChanged = ({ before, after }: Change) => before !== after

export function isDifferentStep({ verdicts, request, checks, answer }: StepComparison): boolean {
  const isOtherAnswer = answer !== undefined && saysOtherwise(answer)
  return isChanged(verdicts) || request !== undefined || checks.length > 0 || isOtherAnswer
}

export function isDifferent({ verdicts, steps }: CaseComparison): boolean {
  return isChanged(verdicts) || steps.some(isDifferentStep)
}

/** `2 verdicts changed, 3 answers changed`, in cases. */
export function verdictsText({ cases }: RunComparison): string {
  const count = (some: readonly CaseComparison[]) => (some.length === 1 ? '1 case' : `${some.length} cases`)
  const verdicts = count(cases.filter(({ verdictChanged }) => verdictChanged))
  const answers = count(cases.filter(({ answerChanged }) => answerChanged))
  return `verdicts changed in ${verdicts}, answers in ${answers}, of ${cases.length}`
}

/** One member a line; what is not there at all is `absent`. */
export function valueText(value: unknown): string {
  if (value === undefined) return 'absent'
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}
