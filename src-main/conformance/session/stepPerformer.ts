// Sends the request of one step, with what has to be there before it, and judges the reply.
import type { EditedRequest } from '#shared/conformance/editedRequest'
import type { CheckResult, RecordedRequest, StepResult } from '#shared/conformance/runReport'
import type { Target } from '#shared/conformance/targetConfig'
import type { WallClock } from '#shared/domain/clocks'
import type { PublishedFiles } from '../openapi/publishedFiles'
import type { Redactor } from '../probe/redaction'
import type { Registrar } from '../registration/registrar'
import type { Prepared, Stage } from '../stage'
import type { Earlier, Reply, StepRequest, Suite, TestCase } from '../suite'
import type { createAuthorization } from '../target/authorization'
import { isSameRequest, recordedRequest, requestOf, withEdit } from '../target/requestToSend'
import { judgeReceived, judgeStep, messageOf, replyOf, type JudgeContext } from './judgeStep'
import { publishedChecks } from './publishedChecks'
import type { Sender } from './sender'
import type { Turn } from './stepCursor'

export interface StepPerformerPorts {
  readonly suite: Suite
  readonly target: Target
  readonly strict: boolean
  readonly wall: WallClock
  readonly signal: AbortSignal | undefined
  readonly sender: Sender
  /** Judge every body as well. */
  readonly publishedFiles: PublishedFiles | undefined
  readonly redactor: Redactor
  readonly registrar: Registrar
  readonly authorization: ReturnType<typeof createAuthorization>
  /** Absent: the suite needs none. */
  readonly stage: Stage | undefined
  /** An id that nothing on the target has. */
  readonly unusedId: string
  readonly onReply: ((moment: ReplyMoment) => void) | undefined
}

/** A reply, or a notification in its place, just before it is judged. */
export interface ReplyMoment extends Turn {
  readonly reply: Reply
  readonly earlier: Earlier
}

export interface StepPerformer {
  /** What would be sent, secrets redacted. */
  preview(turn: Turn): RecordedRequest
  /** @returns undefined when the run was cancelled meanwhile */
  perform(turn: Turn, edit?: EditedRequest): Promise<StepResult | undefined>
}

/** Stands for a token that is fetched only when it is needed. */
const UNKNOWN_YET = 'Bearer ***'

export function createStepPerformer(ports: StepPerformerPorts): StepPerformer {
  const { suite, target, strict, wall, signal, sender, redactor, registrar, authorization, unusedId, stage } = ports
  const { publishedFiles, onReply } = ports
  const runStartedAt = wall.now()
  const replies = new Map<TestCase, Map<string, Reply>>()

  const earlierIn = (testCase: TestCase): Earlier => ({
    reply: (stepId) => replies.get(testCase)?.get(stepId),
    unusedId,
    ...(stage && { staged: stage.staged(testCase) }),
  })

  function contextOf({ testCase }: Turn): JudgeContext {
    return { caseId: testCase.id, strict, earlier: earlierIn(testCase) }
  }

  function remember({ testCase, step }: Turn, reply: Reply | undefined): void {
    const known = replies.get(testCase) ?? new Map<string, Reply>()
    if (reply) known.set(step.id, reply)
    else known.delete(step.id)
    replies.set(testCase, known)
  }

  /** As the suite has it; what a stage only makes when its turn comes is left open. */
  function askedOf({ testCase, step }: Turn): StepRequest {
    return typeof step.request === 'function' ? step.request(earlierIn(testCase)) : step.request
  }

  function planned(asked: StepRequest, header: string | undefined, edit: EditedRequest | undefined) {
    const asPlanned = requestOf(suite, asked, target, header)
    const request = edit === undefined ? asPlanned : withEdit(asPlanned, edit, target)
    const isEdited = !isSameRequest(asPlanned, request)
    if (isEdited) redactor.learnFrom(request) // whatever becomes of it: a tester may have typed secrets into its body
    return { request, isEdited }
  }

  const expectedHeader = authorization.isExpected ? UNKNOWN_YET : undefined

  /** A *Given* of the step does not hold, so nothing is sent and nothing is said about the target. */
  function unsent(turn: Turn, edit: EditedRequest | undefined, check: Pick<CheckResult, 'id' | 'clause' | 'message'>) {
    const { request, isEdited } = planned(askedOf(turn), expectedHeader, edit)
    const { id, title } = turn.step
    const checks: CheckResult[] = [{ ...check, verdict: 'inconclusive', notes: [] }]
    const recorded = recordedRequest(request, redactor)
    const step = { id, title, verdict: 'inconclusive' as const, request: recorded, response: null, checks }
    return redactor.all({ ...step, ...(isEdited && { edited: true as const }) })
  }

  async function exchange(
    turn: Turn,
    asked: StepRequest,
    edit: EditedRequest | undefined,
    header: string | undefined,
  ): Promise<StepResult | undefined> {
    const { request, isEdited } = planned(asked, header, edit)
    const sentAt = new Date(wall.now()).toISOString()
    redactor.learnFrom({ url: request.url, headers: request.headers })
    const outcomes = await sender.send(turn.step, request)
    const [outcome] = outcomes
    if (outcome === undefined) return undefined
    if (outcome.kind === 'answered') {
      const { headers, body } = outcome.response
      redactor.learnFrom({ headers, ...(isEdited && { body }) })
    }
    const reply = replyOf(outcomes, request, { runStartedAt, receivedAt: wall.now() })
    if (reply) onReply?.({ ...turn, reply, earlier: earlierIn(turn.testCase) })
    const shown = recordedRequest(request, redactor)
    const published = publishedChecks(publishedFiles, target, turn.step, request, outcome)
    const step = { ...judgeStep(turn.step, shown, outcome, reply, { ...contextOf(turn), published }), sentAt }
    remember(turn, reply)
    const recorded = { ...step, ...(isEdited && { edited: true as const }) }
    const response = step.response && { ...step.response, headers: redactor.headers(step.response.headers) }
    return redactor.all({ ...recorded, response })
  }

  function received(turn: Turn, prepared: Extract<Prepared, { kind: 'received' | 'missing' }>): StepResult {
    const moment = { from: runStartedAt, to: wall.now() }
    if (prepared.kind === 'received')
      onReply?.({ ...turn, reply: messageOf(prepared, moment), earlier: earlierIn(turn.testCase) })
    const step = judgeReceived(turn.step, prepared, moment, contextOf(turn))
    return redactor.all({ ...step, request: { ...step.request, headers: redactor.headers(step.request.headers) } })
  }

  async function perform(turn: Turn, edit?: EditedRequest): Promise<StepResult | undefined> {
    const clause = suite.registration?.clause ?? suite.title
    const unregistered = await registrar.ensure()
    if (unregistered !== undefined) {
      const message = `not sent, as what the suite wants is not registered: ${unregistered}`
      return unsent(turn, edit, { id: 'registration', clause, message })
    }
    const prepared: Prepared | undefined = stage
      ? await stage.prepare(turn.testCase, turn.step, earlierIn(turn.testCase))
      : { kind: 'ready', request: askedOf(turn) }
    if (prepared === undefined) return undefined
    if (prepared.kind === 'unmet') {
      const { clause: given, message } = prepared
      return unsent(turn, edit, { id: 'given', clause: given, message: `not sent, as ${message}` })
    }
    if (prepared.kind !== 'ready') return received(turn, prepared)
    const authorized = await authorization.get()
    if (authorized.kind === 'problem') {
      const message = `not sent, as there is ${authorized.message}`
      return unsent(turn, edit, { id: 'token', clause: 'RFC 6749, 4.4: client credentials', message })
    }
    const header = authorized.kind === 'header' ? authorized.value : undefined
    return exchange(turn, prepared.request, edit, header)
  }

  return {
    preview: (turn) => recordedRequest(planned(askedOf(turn), expectedHeader, undefined).request, redactor),
    async perform(turn, edit) {
      const step = await perform(turn, edit)
      return signal?.aborted ? undefined : step
    },
  }
}
