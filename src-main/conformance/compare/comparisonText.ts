// A comparison of two runs for a terminal: only what is different.
import type { AnswerChange, CaseComparison, RunComparison, StepComparison } from '#shared/control/runComparison'

const LONGEST_VALUE = 120

interface Change {
  readonly before?: unknown
  readonly after?: unknown
}

function shown(value: unknown): string {
  if (value === undefined) return 'absent'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text
}

const arrow = ({ before, after }: Change) => `${shown(before)} → ${shown(after)}`
const isChanged = ({ before, after }: Change) => before !== after

function answerLines({ status, headers, body, moreInBody }: AnswerChange): string[] {
  return [
    ...(status ? [`status ${arrow({ before: status.before ?? 'no reply', after: status.after ?? 'no reply' })}`] : []),
    ...headers.map((header) => `header ${header.name}: ${arrow(header)}`),
    ...body
      .filter(({ kind }) => kind !== 'instant')
      .map((change) => `body ${change.path} ${change.kind}: ${arrow(change)}`),
    ...(moreInBody > 0 ? [`body: ${moreInBody} more`] : []),
  ]
}

function stepLines({ id, verdicts, request, checks, answer }: StepComparison): string[] {
  const verdict = isChanged(verdicts) ? `: ${arrow(verdicts)}` : ''
  const lines = [
    ...(request ? [`request ${arrow(request)}`] : []),
    ...checks.flatMap((check) => [
      `check ${check.id}: ${arrow({ before: check.before?.verdict, after: check.after?.verdict })}  (${check.clause})`,
      ...(check.after?.messages ?? check.before?.messages ?? []).map((message) => `  ${message}`),
    ]),
    ...(answer ? answerLines(answer) : []),
  ]
  if (lines.length === 0 && verdict === '') return []
  return [`  step ${id}${verdict}`, ...lines.map((line) => `    ${line}`)]
}

function caseLines({ id, title, verdicts, steps }: CaseComparison): string[] {
  const lines = steps.flatMap(stepLines)
  if (lines.length === 0 && !isChanged(verdicts)) return []
  return ['', `${id}  ${title}: ${isChanged(verdicts) ? arrow(verdicts) : verdicts.after}`, ...lines]
}

function runLine(side: string, { suite, suiteVersion, target, startedAt, verdict }: RunComparison['before']): string {
  return `${side.padEnd(7)} ${verdict.padEnd(12)} ${suite} ${suiteVersion} against ${target.serverRoot}, ${startedAt}`
}

export function comparisonText({ before, after, remarks, verdictChanged, cases }: RunComparison): string[] {
  const verdicts = cases.filter((one) => one.verdictChanged).length
  const answers = cases.filter((one) => one.answerChanged).length
  return [
    runLine('before', before),
    runLine('after', after),
    ...remarks.map((remark) => `Note: ${remark}`),
    ...cases.flatMap(caseLines),
    '',
    `${verdictChanged ? 'A verdict is different' : 'No verdict is different'}: verdicts in ${verdicts} of ${cases.length} cases, answers in ${answers}.`,
  ]
}
