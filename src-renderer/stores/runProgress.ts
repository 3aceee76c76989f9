// How far a run has come, and what each of its events adds to that. An event told twice changes nothing.
import type { AuxiliaryExchange, CaseResult, StepResult } from '#shared/conformance/runReport'
import { worstOf } from '#shared/conformance/verdict'
import type { BenchEvent } from '#shared/control/events'
import type { NextStep } from '#shared/control/runViews'
import { upsert } from './upsert'

export interface RunProgress {
  /** Every case of the suite, as it would be reported if the run ended now. */
  readonly cases: readonly CaseResult[]
  /** What is sent next, or is being sent; known of a run that has waited. */
  readonly next?: NextStep | undefined
  /** Tokens fetched and things registered so far. */
  readonly auxiliary?: readonly AuxiliaryExchange[]
}

/** The run that an event is about. */
export function runIdOf(event: BenchEvent): string | undefined {
  if ('run' in event) return event.run.id
  return 'runId' in event ? event.runId : undefined
}

function withStep(one: CaseResult, step: StepResult): CaseResult {
  const steps = upsert(one.steps, [step])
  return { ...one, steps: [...steps], verdict: worstOf(steps.map(({ verdict }) => verdict)) }
}

function withExchange(known: readonly AuxiliaryExchange[] = [], added: AuxiliaryExchange) {
  return known.some(({ at, title }) => at === added.at && title === added.title) ? known : [...known, added]
}

/** @param event of this run, or of none */
export function withEvent(known: RunProgress, event: BenchEvent): RunProgress {
  switch (event.kind) {
    case 'run.waiting':
      return { ...known, next: event.next }
    case 'run.stepFinished': {
      const { caseId, step } = event
      const cases = known.cases.map((one) => (one.id === caseId ? withStep(one, step) : one))
      const isNext = known.next?.caseId === caseId && known.next.stepId === step.id
      return { ...known, cases, next: isNext ? undefined : known.next }
    }
    case 'run.caseFinished':
      return { ...known, cases: upsert(known.cases, [event.result]) }
    case 'run.exchanged':
      return { ...known, auxiliary: withExchange(known.auxiliary, event.exchange) }
    case 'run.finished':
      return { ...known, next: undefined }
    default:
      return known
  }
}
