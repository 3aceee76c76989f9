// Sends the request of one step, with what has to be there before it, and judges the reply.
import type { EditedRequest } from '#shared/conformance/editedRequest'
import type { CheckResult, RecordedRequest, StepResult } from '#shared/conformance/runReport'
import type { Target } from '#shared/conformance/targetConfig'
import type { WallClock } from '#shared/domain/clocks'
import type { Probe, ProbeRequest } from '../probe/probe'
import type { Redactor } from '../probe/redaction'
import type { Registrar } from '../registration/registrar'
import type { Earlier, Reply, Suite, TestCase } from '../suite'
import type { createAuthorization } from '../target/authorization'
import { isSameRequest, recordedRequest, requestOf, withEdit } from '../target/requestToSend'
import { judgeStep, replyOf } from './judgeStep'
import type { Turn } from './stepCursor'

export interface StepPerformerPorts {
  readonly suite: Suite
  readonly target: Target
  readonly strict: boolean
  readonly wall: WallClock
  readonly signal: AbortSignal | undefined
  readonly probe: Probe
  readonly redactor: Redactor
  readonly registrar: Registrar
  readonly authorization: ReturnType<typeof createAuthorization>
  /** An id that nothing on the target has. */
  readonly unusedId: string
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
  const { suite, target, strict, wall, signal, probe, redactor, registrar, authorization, unusedId } = ports
  const runStartedAt = wall.now()
  const replies = new Map<TestCase, Map<string, Reply>>()

  const earlierIn = (testCase: TestCase): Earlier => ({
    reply: (stepId) => replies.get(testCase)?.get(stepId),
    unusedId,
  })

  function remember({ testCase, step }: Turn, reply: Reply | undefined): void {
    const known = replies.get(testCase) ?? new Map<string, Reply>()
    if (reply) known.set(step.id, reply)
    else known.delete(step.id)
    replies.set(testCase, known)
  }

  /** The request and its copies, sent at the same time; nothing when the run was cancelled meanwhile. */
  async function sendAll(request: ProbeRequest, copies: number) {
    const outcomes = await Promise.all(Array.from({ length: copies }, () => probe.send(request)))
    const answered = outcomes.filter((outcome) => outcome.kind !== 'cancelled')
    return answered.length === copies ? answered : []
  }

  function planned(turn: Turn, header: string | undefined, edit: EditedRequest | undefined) {
    const { request: asked } = turn.step
    const plain = typeof asked === 'function' ? asked(earlierIn(turn.testCase)) : asked
    const asPlanned = requestOf(suite, plain, target, header)
    const request = edit === undefined ? asPlanned : withEdit(asPlanned, edit, target)
    return { request, isEdited: !isSameRequest(asPlanned, request) }
  }

  const expectedHeader = authorization.isExpected ? UNKNOWN_YET : undefined

  /** A *Given* of the step does not hold, so nothing is sent and nothing is said about the target. */
  function unsent(turn: Turn, edit: EditedRequest | undefined, check: Pick<CheckResult, 'id' | 'clause' | 'message'>) {
    const { request, isEdited } = planned(turn, expectedHeader, edit)
    const { id, title } = turn.step
    const checks: CheckResult[] = [{ ...check, verdict: 'inconclusive', notes: [] }]
    const recorded = recordedRequest(request, redactor)
    const step = { id, title, verdict: 'inconclusive' as const, request: recorded, response: null, checks }
    return redactor.all({ ...step, ...(isEdited && { edited: true as const }) })
  }

  async function perform(turn: Turn, edit?: EditedRequest): Promise<StepResult | undefined> {
    const clause = suite.registration?.clause ?? suite.title
    const unregistered = await registrar.ensure()
    if (unregistered !== undefined) {
      const message = `not sent, as what the suite wants is not registered: ${unregistered}`
      return unsent(turn, edit, { id: 'registration', clause, message })
    }
    const authorized = await authorization.get()
    if (authorized.kind === 'problem') {
      const message = `not sent, as there is ${authorized.message}`
      return unsent(turn, edit, { id: 'token', clause: 'RFC 6749, 4.4: client credentials', message })
    }
    const header = authorized.kind === 'header' ? authorized.value : undefined
    const { request, isEdited } = planned(turn, header, edit)
    const sentAt = new Date(wall.now()).toISOString()
    const outcomes = await sendAll(request, turn.step.copies ?? 1)
    const [outcome] = outcomes
    if (outcome === undefined) return undefined
    const reply = replyOf(outcomes, { runStartedAt, receivedAt: wall.now() })
    const context = { caseId: turn.testCase.id, strict, earlier: earlierIn(turn.testCase) }
    const shown = recordedRequest(request, redactor)
    const step = { ...judgeStep(turn.step, shown, outcome, reply, context), sentAt }
    remember(turn, reply)
    const recorded = { ...step, ...(isEdited && { edited: true as const }) }
    const response = step.response && { ...step.response, headers: redactor.headers(step.response.headers) }
    return redactor.all({ ...recorded, response })
  }

  return {
    preview: (turn) => recordedRequest(planned(turn, expectedHeader, undefined).request, redactor),
    async perform(turn, edit) {
      const step = await perform(turn, edit)
      return signal?.aborted ? undefined : step
    },
  }
}
