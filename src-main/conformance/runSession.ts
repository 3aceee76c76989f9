// A run that advances one request at a time, so that it can be stepped through as well as run at a stretch.
import { summarise, type CaseResult, type RunReport, type StepResult } from '#shared/conformance/runReport'
import { runVerdict } from '#shared/conformance/verdict'
import type { NextStep } from '#shared/control/runViews'
import type { WallClock } from '#shared/domain/clocks'
import { judgeStep } from './judgeStep'
import { createProbe } from './probe/probe'
import type { Target } from './probe/target'
import { createRunResults } from './runResults'
import { createStepCursor, type Turn } from './stepCursor'
import type { Suite } from './suite'

export interface RunOptions {
  /** Turns what a reading tolerates into failures. */
  readonly strict: boolean
  /** A subset of the suite's cases, which makes the run partial; they run in the suite's order. */
  readonly caseIds?: readonly string[]
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
  /** Aborting it ends the run: the request under way is dropped, what was not judged stays `notRun`. */
  readonly signal?: AbortSignal
  readonly onEvent?: (event: RunEvent) => void
  readonly tool: { readonly name: string; readonly version: string }
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
  const { wall, signal, onEvent = () => undefined, tool, benchClock } = ports
  const { caseIds, strict } = options
  const selected = suite.cases.filter(({ id }) => caseIds === undefined || caseIds.includes(id))
  const probe = createProbe(target, options, { wall, signal })
  const cursor = createStepCursor(selected)
  const results = createRunResults(suite)
  const runStartedAt = wall.now()
  const benchStartedAt = benchClock?.()
  let isRetried = false

  const requestOf = ({ step }: Turn) => ({
    method: step.method,
    url: `${target.serverRoot}${suite.apiPath}${step.path}`,
  })

  async function perform(turn: Turn): Promise<JudgedStep | undefined> {
    const request = requestOf(turn)
    const outcome = await probe.send(request)
    if (outcome.kind === 'cancelled') return undefined
    const caseId = turn.testCase.id
    const context = { caseId, strict, runStartedAt, receivedAt: wall.now() }
    const step = judgeStep(turn.step, probe.preview(request), outcome, context)
    const result = results.put(turn.testCase, step)
    onEvent({ kind: 'stepFinished', caseId, step })
    if (result) onEvent({ kind: 'caseFinished', result })
    return { caseId, step }
  }

  function progress(): RunProgress {
    const cases = results.cases()
    return { partial: isRetried || selected.length < suite.cases.length, summary: summarise(cases), cases }
  }

  function report(): RunReport {
    const { summary, cases } = progress()
    const how = { partial: isRetried || !results.isComplete(), edited: false }
    const verdicts = cases.map(({ verdict }) => verdict)
    return {
      suite: suite.id,
      suiteVersion: suite.version,
      tool,
      target: { serverRoot: target.serverRoot },
      startedAt: isoOf(runStartedAt),
      finishedAt: isoOf(wall.now()),
      ...(benchStartedAt !== undefined && { benchClock: benchStartedAt }),
      verdict: runVerdict(verdicts, how),
      strict,
      ...how,
      summary,
      cases,
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
