// A run that advances one request at a time, so that it can be stepped through as well as run at a stretch.
import type { EditedRequest } from '#shared/conformance/editedRequest'
import type { RegistrationRequest } from '#shared/conformance/registration/registrationRequests'
import {
  summarise,
  type AuxiliaryExchange,
  type CaseResult,
  type RunReport,
  type StepResult,
} from '#shared/conformance/runReport'
import type { Target } from '#shared/conformance/targetConfig'
import { runVerdict } from '#shared/conformance/verdict'
import type { NextStep } from '#shared/control/runViews'
import type { Ids, WallClock } from '#shared/domain/clocks'
import { createAuxiliaryExchanges } from '../probe/auxiliaryExchanges'
import type { PublishedFiles } from '../openapi/publishedFiles'
import { createProbe } from '../probe/probe'
import { createRedactor } from '../probe/redaction'
import { createRegistrar } from '../registration/registrar'
import type { Suite } from '../suite'
import { createAuthorization } from '../target/authorization'
import { runnableCases } from './runnableCases'
import { createRunResults } from './runResults'
import { createSender } from './sender'
import { createStepCursor, type Turn } from './stepCursor'
import { createStepPerformer, type ReplyMoment } from './stepPerformer'

export interface RunOptions {
  /** Turns what a reading tolerates into failures. */
  readonly strict: boolean
  /** A subset of the suite's cases, which makes the run partial; they run in the suite's order. */
  readonly caseIds?: readonly string[]
  /** Also run the cases that may change what is registered on the target. */
  readonly allowWrites?: boolean
  /** For one request. */
  readonly timeoutMs: number
  /** Nothing but this run touches the target: what is given is asked for once, and connections are kept. */
  readonly isUndisturbed?: boolean
  /** Sent before the first step; absent: starting the run asserts that the registration was done. */
  readonly registration?: readonly RegistrationRequest[]
  /** Nobody asserts it, and no request does it: every step is inconclusive, and nothing is sent. */
  readonly isUnregistered?: boolean
}

export interface JudgedStep {
  readonly caseId: string
  readonly step: StepResult
}

export type RunEvent =
  | ({ readonly kind: 'stepFinished' } & JudgedStep)
  | { readonly kind: 'caseFinished'; readonly result: CaseResult }
  | { readonly kind: 'exchanged'; readonly exchange: AuxiliaryExchange }

export interface RunPorts {
  readonly wall: WallClock
  readonly ids: Ids
  /** Aborting it ends the run: the request under way is dropped, what was not judged stays `notRun`. */
  readonly signal?: AbortSignal
  readonly onEvent?: (event: RunEvent) => void
  readonly tool: { readonly name: string; readonly version: string }
  /** Who runs it. */
  readonly ranBy?: string
  /** The bench instant, when the target is our own bench. */
  readonly benchClock?: () => string
  /** Judge every body as well. */
  readonly publishedFiles?: PublishedFiles
  /** Told of each reply before it is judged. */
  readonly onReply?: (moment: ReplyMoment) => void
}

/** How far a run has come, told as if it ended now; what is still to be sent does not make it partial. */
export type RunProgress = Pick<RunReport, 'partial' | 'edited' | 'summary' | 'cases'> & {
  readonly auxiliary: AuxiliaryExchange[]
}

/** Between two requests it holds neither a socket nor a timer. */
export interface RunSession {
  /** The request that `send` would send next; undefined at the end and after a cancel. */
  nextStep(): NextStep | undefined
  /** Whether that is the first of this case. */
  isAtCase(caseIds: readonly string[]): boolean
  /**
   * Sends it and judges the reply; undefined when there was nothing to send or the run was cancelled meanwhile.
   * @param edit makes the run edited where it changes anything
   */
  send(edit?: EditedRequest): Promise<JudgedStep | undefined>
  /** Whether there is a last step to repeat; of a case: whether any of it was sent. */
  hasSent(caseId?: string): boolean
  /**
   * Sends the last step again, which makes the run partial; undefined as with `send`.
   * @param edit in place of the one it was sent with
   */
  repeat(edit?: EditedRequest): Promise<JudgedStep | undefined>
  /** Sends again what was sent of a case, as the suite has it; the last of it, undefined as with `send`. */
  retryCase(caseId: string): Promise<JudgedStep | undefined>
  progress(): RunProgress
  /** Takes back what it changed on the target, and leaves it; whoever opened the session closes it, whatever happened. */
  close(): Promise<void>
  /** What was not sent by now is `notRun`. */
  report(): RunReport
}

const isoOf = (instant: number) => new Date(instant).toISOString()

/** The target is assumed to be prepared as the suite demands: starting a run asserts it, or its hook does it. */
export function openRunSession(suite: Suite, target: Target, options: RunOptions, ports: RunPorts): RunSession {
  const { wall, ids, signal, onEvent = () => undefined, tool, ranBy, benchClock, publishedFiles, onReply } = ports
  const { caseIds, strict, registration = [] } = options
  const runnable = runnableCases(suite, options.allowWrites)
  const selected = runnable.filter(({ id }) => caseIds === undefined || caseIds.includes(id))
  const probe = createProbe(target, options, { wall, signal })
  const redactor = createRedactor(target)
  const onExchange = (exchange: AuxiliaryExchange) => onEvent({ kind: 'exchanged', exchange })
  const exchanges = createAuxiliaryExchanges({ probe, redactor, wall, onExchange })
  const registrar = createRegistrar(registration, exchanges, options.isUnregistered !== true)
  const authorization = createAuthorization(target, { wall, exchanges, redactor })
  const sender = createSender(probe, options.isUndisturbed === true)
  const common = { suite, target, strict, wall, signal, sender, publishedFiles, redactor }
  const stage = suite.openStage?.({
    ...{ target, wall, ids, signal, exchanges, redactor },
    timeoutMs: options.timeoutMs,
    openProbe: (timeoutMs) => createProbe(target, { timeoutMs }, { wall }),
    authorize: () => authorization.get(),
  })
  const unusedId = `callbox-${ids.uuid()}`
  const performer = createStepPerformer({ ...common, registrar, authorization, unusedId, stage, onReply })
  const cursor = createStepCursor(selected)
  const results = createRunResults(runnable)
  const runStartedAt = wall.now()
  const benchStartedAt = benchClock?.()
  let isRetried = false
  let isEdited = false
  let lastEdit: EditedRequest | undefined
  let closed: Promise<void> | undefined

  async function perform(turn: Turn, edit?: EditedRequest): Promise<JudgedStep | undefined> {
    const step = await performer.perform(turn, edit)
    if (step === undefined) return undefined
    isEdited ||= step.edited === true
    const caseId = turn.testCase.id
    const result = results.put(turn.testCase, step)
    onEvent({ kind: 'stepFinished', caseId, step })
    if (result) onEvent({ kind: 'caseFinished', result })
    return { caseId, step }
  }

  async function performAgain(turns: readonly Turn[], edit?: EditedRequest): Promise<JudgedStep | undefined> {
    isRetried = true
    registrar.forget()
    let judged: JudgedStep | undefined
    for (const turn of turns) judged = signal?.aborted ? undefined : await perform(turn, edit)
    return judged
  }

  function progress(): RunProgress {
    const cases = results.cases()
    const partial = isRetried || selected.length < runnable.length
    return { partial, edited: isEdited, summary: summarise(cases), cases, auxiliary: exchanges.all() }
  }

  async function close(): Promise<void> {
    await stage?.close()
    await probe.close()
  }

  function report(): RunReport {
    const { summary, cases, auxiliary } = progress()
    const how = { partial: isRetried || !results.isComplete(), edited: isEdited }
    const verdicts = cases.map(({ verdict }) => verdict)
    return {
      suite: suite.id,
      suiteVersion: suite.version,
      tool,
      target: redactor.all({ serverRoot: target.serverRoot }),
      startedAt: isoOf(runStartedAt),
      finishedAt: isoOf(wall.now()),
      ...(ranBy !== undefined && { ranBy }),
      ...(benchStartedAt !== undefined && { benchClock: benchStartedAt }),
      verdict: runVerdict(verdicts, how),
      strict,
      ...how,
      summary,
      cases,
      ...(auxiliary.length > 0 && { auxiliary }),
    }
  }

  return {
    nextStep() {
      const turn = signal?.aborted ? undefined : cursor.next()
      if (turn === undefined) return undefined
      const { testCase, step } = turn
      return { caseId: testCase.id, stepId: step.id, title: step.title, request: performer.preview(turn) }
    },
    isAtCase: (ids) => cursor.isAtCase() && ids.includes(cursor.next()?.testCase.id ?? ''),
    async send(edit) {
      const turn = signal?.aborted ? undefined : cursor.take()
      lastEdit = edit
      return turn && perform(turn, edit)
    },
    hasSent: (caseId) => (caseId === undefined ? cursor.taken() !== undefined : cursor.takenOf(caseId).length > 0),
    async repeat(edit = lastEdit) {
      const turn = cursor.taken()
      lastEdit = edit
      return turn && performAgain([turn], edit)
    },
    retryCase: async (caseId) => performAgain(cursor.takenOf(caseId)),
    progress,
    close: () => (closed ??= close()),
    report,
  }
}
