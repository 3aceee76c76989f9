// From the outcome of a request to the result of its step.
import type { CheckResult, RecordedRequest, StepResult } from '#shared/conformance/runReport'
import { worstOf } from '#shared/conformance/verdict'
import { resultsOf } from '../checkResults'
import type { ProbeOutcome } from '../probe/probe'
import type { Prepared } from '../stage'
import type { Earlier, Reply, RequestMoment, SentRequest, TestStep } from '../suite'

/** A run lasts minutes; a session stepped through by hand may last days, which must not make every day a right one. */
const LONGEST_RUN_MS = 3_600_000

type Outcome = Exclude<ProbeOutcome, { kind: 'cancelled' }>

/** Wall instants: the start of the run, and the arrival of the reply. */
export interface JudgeTimes {
  readonly runStartedAt: number
  readonly receivedAt: number
}

export interface JudgeContext {
  readonly caseId: string
  readonly strict: boolean
  readonly earlier: Earlier
  /** By published files, beside those of the step. */
  readonly published?: readonly CheckResult[]
}

/** `Date` is cut to whole seconds: the reply was made at some instant of that second, or earlier in the run (U13). */
function momentOf(date: string | undefined, { runStartedAt, receivedAt }: JudgeTimes): RequestMoment {
  const elapsedMs = Math.min(receivedAt - runStartedAt, LONGEST_RUN_MS)
  const said = date === undefined ? NaN : Date.parse(date)
  if (Number.isNaN(said)) return { from: receivedAt - elapsedMs, to: receivedAt }
  return { from: said - elapsedMs, to: said + 999 }
}

/** The first outcome as the checks see it, beside those of its copies; nothing when no reply came. */
export function replyOf(
  [first, ...copies]: readonly Outcome[],
  request: SentRequest,
  times: JudgeTimes,
): Reply | undefined {
  if (first?.kind !== 'answered') return undefined
  const { status, headers, body } = first.response
  return {
    status,
    headers,
    body,
    isComplete: first.bodyProblem === undefined,
    moment: momentOf(headers.date, times),
    request,
    copies: copies.flatMap((copy) => (copy.kind === 'answered' ? [copy.response] : [])),
  }
}

/** What a broken reply makes of a step; one to be judged by it has failed. */
const BROKEN = { given: 'inconclusive', observation: 'observation' } as const

function transportCheck(outcome: Outcome, { purpose }: TestStep, caseId: string): CheckResult {
  const common = { id: 'response', clause: `${caseId}: Wait for a response from the server`, notes: [] }
  const broken = purpose === undefined ? 'fail' : BROKEN[purpose]
  const unanswered = purpose === 'observation' ? 'observation' : 'error'
  if (outcome.kind === 'unanswered') return { ...common, verdict: unanswered, message: outcome.message }
  if (outcome.bodyProblem !== undefined) return { ...common, verdict: broken, message: outcome.bodyProblem }
  return { ...common, verdict: 'pass', message: 'the target answers, and its reply is whole' }
}

/** That a reply came, and its form, say nothing about what was asked for: they pass only where nothing else was judged. */
function verdictOf(ofForm: readonly CheckResult[], judged: readonly CheckResult[]): StepResult['verdict'] {
  const counting = judged.length > 0 ? ofForm.filter(({ verdict }) => verdict !== 'pass') : ofForm
  return worstOf([...counting, ...judged].map((check) => check.verdict))
}

/** Of the checks of a step; none when nothing came that they could judge. */
function judgedBy({ checks }: TestStep, reply: Reply | undefined, { strict, earlier }: JudgeContext): CheckResult[] {
  if (reply === undefined) return []
  return checks.flatMap((check) => resultsOf(check, check.judge(reply, earlier), strict))
}

export function judgeStep(
  step: TestStep,
  request: RecordedRequest,
  outcome: Outcome,
  reply: Reply | undefined,
  context: JudgeContext,
): StepResult {
  const transport = transportCheck(outcome, step, context.caseId)
  const judged = judgedBy(step, reply, context)
  const { published = [] } = context
  return {
    id: step.id,
    title: step.title,
    verdict: verdictOf([transport, ...published], judged),
    request,
    response: outcome.kind === 'answered' ? outcome.response : null,
    checks: [transport, ...judged, ...published],
  }
}

/** What arrived, as the checks see it. */
export function messageOf(
  { request, response }: Extract<Prepared, { kind: 'received' }>,
  moment: RequestMoment,
): Reply {
  return { status: response.status, headers: request.headers, body: request.body ?? '', isComplete: true, moment }
}

/** Of a step that waits for what the target sends: the message stands where a request stands, our answer where a reply does. */
export function judgeReceived(
  step: TestStep,
  prepared: Extract<Prepared, { kind: 'received' | 'missing' }>,
  moment: RequestMoment,
  context: JudgeContext,
): StepResult {
  const { id, title } = step
  const common = { id: 'notification', clause: `${context.caseId}: ${title}`, notes: [] }
  const { request } = prepared
  if (prepared.kind === 'missing') {
    const missing: CheckResult = { ...common, verdict: 'fail', message: prepared.message }
    return { id, title, verdict: 'fail', request, response: null, checks: [missing] }
  }
  const { response } = prepared
  const arrived: CheckResult = { ...common, verdict: 'pass', message: 'it arrives' }
  const judged = judgedBy(step, messageOf(prepared, moment), context)
  return { id, title, verdict: verdictOf([arrived], judged), request, response, checks: [arrived, ...judged] }
}
