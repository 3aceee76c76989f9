// A run that advances one request at a time, so that it can be stepped through as well as run at a stretch.
import {
  summarise,
  type CaseResult,
  type RecordedRequest,
  type RunReport,
  type StepResult,
} from '#shared/conformance/runReport'
import { runVerdict, worstOf } from '#shared/conformance/verdict'
import type { WallClock } from '#shared/domain/clocks'
import { judgeStep } from './judgeStep'
import { createProbe } from './probe/probe'
import type { Target } from './probe/target'
import type { Suite, TestCase, TestStep } from './suite'

export interface RunOptions {
  /** Turns what a reading tolerates into failures. */
  readonly strict: boolean
  /** A subset of the suite's cases, which makes the run partial; they run in the suite's order. */
  readonly caseIds?: readonly string[]
  /** For one request. */
  readonly timeoutMs: number
}

export type RunEvent =
  | { readonly kind: 'stepFinished'; readonly caseId: string; readonly step: StepResult }
  | { readonly kind: 'caseFinished'; readonly result: CaseResult }

export interface RunPorts {
  readonly wall: WallClock
  /** Aborting it ends the run: the request under way is dropped, what was not judged stays `notRun`. */
  readonly signal?: AbortSignal
  readonly onEvent?: (event: RunEvent) => void
  readonly tool: { readonly name: string; readonly version: string }
  /** The bench instant, when the target is our own bench. */
  readonly benchClock?: () => string
}

export interface PendingStep {
  readonly caseId: string
  readonly stepId: string
  readonly title: string
  readonly request: RecordedRequest
}

export interface RunSession {
  /** The request that `send` would send next; undefined at the end and after a cancel. */
  nextStep(): PendingStep | undefined
  /** Sends it and judges the reply; undefined when there was nothing to send or the run was cancelled meanwhile. */
  send(): Promise<StepResult | undefined>
  /** Ends the session. What was not sent by now is `notRun`. */
  finish(): Promise<RunReport>
}

interface Turn {
  readonly testCase: TestCase
  readonly step: TestStep
}

function isSelected({ id }: TestCase, { caseIds }: RunOptions): boolean {
  return caseIds === undefined || caseIds.includes(id)
}

function caseResult({ id, title, steps }: TestCase, results: readonly StepResult[]): CaseResult {
  const worst = worstOf(results.map(({ verdict }) => verdict))
  const isCutShort = results.length > 0 && results.length < steps.length
  return { id, title, verdict: isCutShort && worst === 'pass' ? 'inconclusive' : worst, steps: [...results] }
}

/** The target is assumed to be prepared as the suite demands: starting a run asserts it. */
export function openRunSession(suite: Suite, target: Target, options: RunOptions, ports: RunPorts): RunSession {
  const { wall, signal, onEvent = () => undefined, tool, benchClock } = ports
  const probe = createProbe(target, options, { wall, signal })
  const results = new Map<string, StepResult[]>(suite.cases.map(({ id }) => [id, []]))
  const turns: Turn[] = suite.cases
    .filter((testCase) => isSelected(testCase, options))
    .flatMap((testCase) => testCase.steps.map((step) => ({ testCase, step })))
  const runStartedAt = wall.now()
  const benchStartedAt = benchClock?.()
  let position = 0

  const resultsOf = ({ id }: TestCase) => results.get(id) ?? []
  const currentTurn = () => (signal?.aborted ? undefined : turns[position])
  const requestOf = ({ step }: Turn) => ({
    method: step.method,
    url: `${target.serverRoot}${suite.apiPath}${step.path}`,
  })

  function keep({ testCase }: Turn, step: StepResult): void {
    position += 1
    const done = resultsOf(testCase)
    done.push(step)
    onEvent({ kind: 'stepFinished', caseId: testCase.id, step })
    if (done.length === testCase.steps.length) onEvent({ kind: 'caseFinished', result: caseResult(testCase, done) })
  }

  function reportAt(finishedAt: number): RunReport {
    const cases = suite.cases.map((testCase) => caseResult(testCase, resultsOf(testCase)))
    const partial = suite.cases.some((testCase) => resultsOf(testCase).length < testCase.steps.length)
    const edited = false
    return {
      suite: suite.id,
      suiteVersion: suite.version,
      tool,
      target: { serverRoot: target.serverRoot },
      startedAt: new Date(runStartedAt).toISOString(),
      finishedAt: new Date(finishedAt).toISOString(),
      ...(benchStartedAt !== undefined && { benchClock: benchStartedAt }),
      verdict: runVerdict(
        cases.map(({ verdict }) => verdict),
        { partial, edited },
      ),
      strict: options.strict,
      partial,
      edited,
      summary: summarise(cases),
      cases,
    }
  }

  return {
    nextStep() {
      const turn = currentTurn()
      if (turn === undefined) return undefined
      const { testCase, step } = turn
      return { caseId: testCase.id, stepId: step.id, title: step.title, request: probe.preview(requestOf(turn)) }
    },
    async send() {
      const turn = currentTurn()
      if (turn === undefined) return undefined
      const request = requestOf(turn)
      const outcome = await probe.send(request)
      if (outcome.kind === 'cancelled') return undefined
      const context = { caseId: turn.testCase.id, strict: options.strict, runStartedAt, receivedAt: wall.now() }
      const result = judgeStep(turn.step, probe.preview(request), outcome, context)
      keep(turn, result)
      return result
    },
    async finish() {
      await probe.close()
      return reportAt(wall.now())
    },
  }
}
