// From the outcome of a request to the result of its step.
import type { CheckResult, RecordedRequest, StepResult } from '#shared/conformance/runReport'
import { worstOf } from '#shared/conformance/verdict'
import { resultsOf } from './checkResults'
import type { ProbeOutcome } from './probe/probe'
import type { Reply, RequestMoment, TestStep } from './suite'

/** A run lasts minutes; a session stepped through by hand may last days, which must not make every day a right one. */
const LONGEST_RUN_MS = 3_600_000

type Answer = Extract<ProbeOutcome, { kind: 'answered' }>

export interface JudgeContext {
  readonly caseId: string
  readonly strict: boolean
  /** Wall instants: the start of the run, and the arrival of the reply. */
  readonly runStartedAt: number
  readonly receivedAt: number
}

/** `Date` is cut to whole seconds: the reply was made at some instant of that second, or earlier in the run (U13). */
function momentOf(date: string | undefined, { runStartedAt, receivedAt }: JudgeContext): RequestMoment {
  const elapsedMs = Math.min(receivedAt - runStartedAt, LONGEST_RUN_MS)
  const said = date === undefined ? NaN : Date.parse(date)
  if (Number.isNaN(said)) return { from: receivedAt - elapsedMs, to: receivedAt }
  return { from: said - elapsedMs, to: said + 999 }
}

function transportCheck(outcome: Answer | { kind: 'unanswered'; message: string }, caseId: string): CheckResult {
  const common = { id: 'response', clause: `${caseId}: Wait for a response from the server`, notes: [] }
  if (outcome.kind === 'unanswered') return { ...common, verdict: 'error', message: outcome.message }
  if (outcome.bodyProblem !== undefined) return { ...common, verdict: 'fail', message: outcome.bodyProblem }
  return { ...common, verdict: 'pass', message: 'the target answers, and its reply is whole' }
}

function judgeReply(step: TestStep, { response, bodyProblem }: Answer, context: JudgeContext): CheckResult[] {
  const { status, headers, body } = response
  const isComplete = bodyProblem === undefined
  const reply: Reply = { status, headers, body, isComplete, moment: momentOf(headers.date, context) }
  return step.checks.flatMap((check) => resultsOf(check, check.judge(reply), context.strict))
}

export function judgeStep(
  step: TestStep,
  request: RecordedRequest,
  outcome: Exclude<ProbeOutcome, { kind: 'cancelled' }>,
  context: JudgeContext,
): StepResult {
  const judged = outcome.kind === 'answered' ? judgeReply(step, outcome, context) : []
  const checks = [transportCheck(outcome, context.caseId), ...judged]
  const response = outcome.kind === 'answered' ? outcome.response : null
  const verdict = worstOf(checks.map((check) => check.verdict))
  return { id: step.id, title: step.title, verdict, request, response, checks }
}
