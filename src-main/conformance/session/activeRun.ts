// A run that has not ended: it is running, or waits for its user. Running at a stretch is going on from the start.
import type { EditedRequest } from '#shared/conformance/editedRequest'
import type { RunReport } from '#shared/conformance/runReport'
import { isFinding } from '#shared/conformance/verdict'
import type { Breakpoints, NextStep, RunDetail, RunView, SentStep } from '#shared/control/runViews'
import { BenchError } from '#shared/errors/benchError'
import type { JudgedStep, RunSession } from './runSession'

/** What is known of a run from its start on. */
export type RunIdentity = Pick<RunView, 'id' | 'suite' | 'serverRoot' | 'mode' | 'startedAt' | 'strict'>

export interface ActiveRunPorts {
  readonly session: RunSession
  /** Of the signal that the session was given. */
  readonly abort: AbortController
  readonly breakpoints: Required<Breakpoints>
  onWaiting(run: RunView, next: NextStep | undefined): void
  onResumed(run: RunView): void
  /** Where it waits is another place now. */
  onChanged(run: RunView): void
  /** The run has ended: keep it. */
  keep(run: RunView, report: RunReport): Promise<void>
  /** It could not be judged to its end, or not be kept. */
  fail(run: RunView, error: unknown): void
}

export interface ActiveRun {
  view(): RunView
  detail(): RunDetail
  /** To be called once: a run sends its first request, a step run waits for its user. */
  begin(): void
  /** Sends what is left, up to the next breakpoint. @throws BenchError `conflict` unless it waits */
  goOn(): RunView
  /** @throws BenchError `conflict` unless it waits before a step, or when it is cancelled meanwhile */
  send(edit?: EditedRequest): Promise<SentStep>
  /** The last step once more. @throws BenchError `conflict` unless it waits after one, or when it is cancelled meanwhile */
  repeat(edit?: EditedRequest): Promise<SentStep>
  /** A case once more. @throws BenchError `conflict` as `repeat`, or when nothing of the case was sent */
  retryCase(caseId: string): Promise<SentStep>
  /** From now on it waits there. @throws BenchError `conflict` once it has ended */
  setBreakpoints(breakpoints: Breakpoints): RunView
  /** Resolves when it has ended, which is at once: a request under way is dropped. */
  cancel(): Promise<RunView>
}

type Send = () => Promise<JudgedStep | undefined>

export function createActiveRun(identity: RunIdentity, ports: ActiveRunPorts): ActiveRun {
  const { session, abort } = ports
  let breakpoints = ports.breakpoints
  let isWaiting = false
  let ended: RunView | undefined
  let work: Promise<unknown> = Promise.resolve()
  const sendNext: Send = () => session.send()

  function view(): RunView {
    if (ended) return ended
    const { partial, edited, summary } = session.progress()
    const state = isWaiting ? 'waiting' : 'running'
    const { cases, onFailure: stopOnFailure } = breakpoints
    return { ...identity, state, partial, edited, breakpoints: cases, stopOnFailure, summary }
  }

  function nextStep(): NextStep | undefined {
    return isWaiting ? session.nextStep() : undefined
  }

  function conflict(message: string): BenchError {
    return new BenchError('conflict', `Run ${identity.id} ${message}`, { field: 'id' })
  }

  function assertWaiting(): void {
    if (!isWaiting) throw conflict('is under way: wait until it waits for you, or cancel it.')
  }

  function wait(): void {
    isWaiting = true
    ports.onWaiting(view(), nextStep())
  }

  async function end(): Promise<void> {
    const state = abort.signal.aborted ? 'cancelled' : 'finished'
    await session.close()
    const report = session.report()
    const { finishedAt, verdict, partial, edited, summary } = report
    const run: RunView = { ...identity, state, partial, edited, summary, finishedAt, verdict }
    await ports.keep(run, report)
    ended = run
  }

  /** A run that stopped after its last step ends by itself, unless something in it is to be tried again. */
  function waitsAfter(stop: JudgedStep | undefined): boolean {
    if (stop === undefined || abort.signal.aborted) return false
    if (session.nextStep() !== undefined) return true
    return session.progress().cases.some(({ verdict }) => isFinding(verdict))
  }

  /** Sends step after step to the one it stops at, or to the end. */
  async function advance(send: Send, stopsAt: (judged: JudgedStep) => boolean): Promise<JudgedStep | undefined> {
    let judged = await send()
    while (judged && !stopsAt(judged)) judged = await sendNext()
    if (waitsAfter(judged)) wait()
    else await end()
    return judged
  }

  /** A failure of ours is told and ends the run; it would be under way for ever otherwise. */
  async function fail(error: unknown): Promise<undefined> {
    await session.close().catch(() => undefined) // what happened first is told
    ended = { ...view(), state: 'cancelled' }
    ports.fail(ended, error)
  }

  function drive<T>(task: () => Promise<T>): Promise<T | undefined> {
    if (isWaiting) {
      isWaiting = false
      ports.onResumed(view())
    }
    const driven = task().catch(fail)
    work = driven
    return driven
  }

  function isBreakpoint(judged: JudgedStep): boolean {
    return (breakpoints.onFailure && isFinding(judged.step.verdict)) || session.isAtCase(breakpoints.cases)
  }

  function advanceToBreakpoint(): void {
    void drive(() => advance(sendNext, isBreakpoint))
  }

  async function sendOne(send: Send): Promise<SentStep> {
    const judged = await drive(() => advance(send, () => true))
    if (!judged) throw conflict('was ended before this step was done: start another.')
    const next = nextStep()
    return { ...judged, run: view(), ...(next && { next }) }
  }

  return {
    view,
    detail() {
      const next = nextStep()
      const { cases, auxiliary } = session.progress()
      return { ...view(), cases, auxiliary, ...(next && { next }) }
    },
    begin() {
      if (identity.mode === 'step' || session.isAtCase(breakpoints.cases)) wait()
      else advanceToBreakpoint()
    },
    goOn() {
      assertWaiting()
      advanceToBreakpoint()
      return view()
    },
    async send(edit) {
      assertWaiting()
      if (!session.nextStep()) throw conflict('has sent its last step: retry that one, or continue to end the run.')
      return sendOne(() => session.send(edit))
    },
    async repeat(edit) {
      assertWaiting()
      if (!session.hasSent()) throw conflict('has sent nothing yet that could be retried: send its first step.')
      return sendOne(() => session.repeat(edit))
    },
    async retryCase(caseId) {
      assertWaiting()
      if (!session.hasSent(caseId)) throw conflict(`has sent nothing of the case ${caseId} that could be retried.`)
      return sendOne(() => session.retryCase(caseId))
    },
    setBreakpoints({ cases, onFailure = breakpoints.onFailure }) {
      if (ended) throw conflict(`is ${ended.state}, so it waits nowhere any more.`)
      breakpoints = { cases, onFailure }
      ports.onChanged(view())
      return view()
    },
    async cancel() {
      abort.abort()
      if (isWaiting) void drive(end)
      await work
      return view()
    },
  }
}
