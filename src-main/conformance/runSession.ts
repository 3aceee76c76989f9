// A run that advances one request at a time, so that it can be stepped through as well as run at a stretch.
import { summarise, type CaseResult, type RunReport, type StepResult } from '#shared/conformance/runReport'
import { runVerdict } from '#shared/conformance/verdict'
import type { NextStep } from '#shared/control/runViews'
import type { Ids, WallClock } from '#shared/domain/clocks'
import { runnableCases } from './runnableCases'
import { judgeStep, replyOf } from './judgeStep'
import { createProbe, type ProbeRequest } from './probe/probe'
import type { Target } from './probe/target'
import { createRunResults } from './runResults'
import { createStepCursor, type Turn } from './stepCursor'
import type { Earlier, Reply, Suite, TestCase } from './suite'

export interface RunOptions {
  /** Turns what a reading tolerates into failures. */
  readonly strict: boolean
  /** A subset of the suite's cases, which makes the run partial; they run in the suite's order. */
  readonly caseIds?: readonly string[]
  /** Also run the cases that may change what is registered on the target. */
  readonly allowWrites?: boolean
  /** For one request. */
  readonly timeoutMs: number
}

export interface JudgedStep {
  readonly caseId: string
  readonly step: StepResult
}

export type RunEvent =
  ({ readonly kind: 'stepFinished' } & JudgedStep) | { readonly kind: 'caseFinished'; readonly result: CaseResult }

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
}

/** How far a run has come, told as if it ended now; what is still to be sent does not make it partial. */
export type RunProgress = Pick<RunReport, 'partial' | 'summary' | 'cases'>

/** Between two requests it holds neither a socket nor a timer. */
export interface RunSession {
  /** The request that `send` would send next; undefined at the end and after a cancel. */
  nextStep(): NextStep | undefined
  /** Sends it and judges the reply; undefined when there was nothing to send or the run was cancelled meanwhile. */
  send(): Promise<JudgedStep | undefined>
  /** Whether there is a last step to retry. */
  hasSent(): boolean
  /** Sends the last step again, which makes the run partial; undefined as with `send`. */
  retry(): Promise<JudgedStep | undefined>
  progress(): RunProgress
  /** Ends the session. What was not sent by now is `notRun`. */
  finish(): Promise<RunReport>
}

const isoOf = (instant: number) => new Date(instant).toISOString()

/** The target is assumed to be prepared as the suite demands: starting a run asserts it. */
export function openRunSession(suite: Suite, target: Target, options: RunOptions, ports: RunPorts): RunSession {
  const { wall, ids, signal, onEvent = () => undefined, tool, ranBy, benchClock } = ports
  const { caseIds, strict } = options
  const cases = runnableCases(suite, options.allowWrites)
  const selected = cases.filter(({ id }) => caseIds === undefined || caseIds.includes(id))
  const probe = createProbe(target, options, { wall, signal })
  const cursor = createStepCursor(selected)
  const results = createRunResults(cases)
  const replies = new Map<TestCase, Map<string, Reply>>()
  const unusedId = `callbox-${ids.uuid()}`
  const runStartedAt = wall.now()
  const benchStartedAt = benchClock?.()
  let isRetried = false

  const earlierIn = (testCase: TestCase): Earlier => ({
    reply: (stepId) => replies.get(testCase)?.get(stepId),
    unusedId,
  })

  function requestOf({ testCase, step }: Turn): ProbeRequest {
    const { request } = step
    const { path, ...rest } = typeof request === 'function' ? request(earlierIn(testCase)) : request
    return { ...rest, url: `${target.serverRoot}${suite.apiPath}${path}` }
  }

  /** Of the request and its copies, sent at the same time; nothing when the run was cancelled meanwhile. */
  async function sendAll(request: ProbeRequest, copies: number) {
    const outcomes = await Promise.all(Array.from({ length: copies }, () => probe.send(request)))
    const answered = outcomes.filter((outcome) => outcome.kind !== 'cancelled')
    return answered.length === copies ? answered : []
  }

  function remember(testCase: TestCase, stepId: string, reply: Reply | undefined): void {
    const known = replies.get(testCase) ?? new Map<string, Reply>()
    if (reply) known.set(stepId, reply)
    else known.delete(stepId)
    replies.set(testCase, known)
  }

  async function perform(turn: Turn): Promise<JudgedStep | undefined> {
    const { testCase } = turn
    const request = requestOf(turn)
    const sentAt = isoOf(wall.now())
    const outcomes = await sendAll(request, turn.step.copies ?? 1)
    const [outcome] = outcomes
    if (outcome === undefined) return undefined
    const caseId = testCase.id
    const reply = replyOf(outcomes, { runStartedAt, receivedAt: wall.now() })
    const context = { caseId, strict, earlier: earlierIn(testCase) }
    const step = { ...judgeStep(turn.step, probe.preview(request), outcome, reply, context), sentAt }
    remember(testCase, step.id, reply)
    const result = results.put(testCase, step)
    onEvent({ kind: 'stepFinished', caseId, step })
    if (result) onEvent({ kind: 'caseFinished', result })
    return { caseId, step }
  }

  function progress(): RunProgress {
    const judged = results.cases()
    return { partial: isRetried || selected.length < cases.length, summary: summarise(judged), cases: judged }
  }

  function report(): RunReport {
    const { summary, cases: judged } = progress()
    const how = { partial: isRetried || !results.isComplete(), edited: false }
    const verdicts = judged.map(({ verdict }) => verdict)
    return {
      suite: suite.id,
      suiteVersion: suite.version,
      tool,
      target: { serverRoot: target.serverRoot },
      startedAt: isoOf(runStartedAt),
      finishedAt: isoOf(wall.now()),
      ...(ranBy !== undefined && { ranBy }),
      ...(benchStartedAt !== undefined && { benchClock: benchStartedAt }),
      verdict: runVerdict(verdicts, how),
      strict,
      ...how,
      summary,
      cases: judged,
    }
  }

  return {
    nextStep() {
      const turn = signal?.aborted ? undefined : cursor.next()
      if (turn === undefined) return undefined
      const { testCase, step } = turn
      return { caseId: testCase.id, stepId: step.id, title: step.title, request: probe.preview(requestOf(turn)) }
    },
    async send() {
      const turn = signal?.aborted ? undefined : cursor.take()
      return turn && perform(turn)
    },
    hasSent: () => cursor.taken() !== undefined,
    async retry() {
      const turn = signal?.aborted ? undefined : cursor.taken()
      if (turn === undefined) return undefined
      isRetried = true
      return perform(turn)
    },
    progress,
    async finish() {
      await probe.close()
      return report()
    },
  }
}
