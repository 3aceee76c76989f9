// What the events of a run add to what is known of its cases.
import type { CaseResult, StepResult } from '#shared/conformance/runReport'
import type { BenchEvent } from '#shared/control/events'

/** A case on screen: as reported, or as far as it has come. */
export interface CaseProgress extends Omit<CaseResult, 'steps'> {
  readonly steps: readonly StepResult[]
  readonly running: boolean
}

type CasesByRun = ReadonlyMap<string, readonly CaseProgress[]>

function put(cases: readonly CaseProgress[], next: CaseProgress): readonly CaseProgress[] {
  const known = cases.some(({ id }) => id === next.id)
  return known ? cases.map((one) => (one.id === next.id ? next : one)) : [...cases, next]
}

function withStep(cases: readonly CaseProgress[], caseId: string, step: StepResult): readonly CaseProgress[] {
  const known = cases.find(({ id }) => id === caseId)
  const steps = [...(known?.steps ?? []).filter(({ id }) => id !== step.id), step]
  // The title comes with the case's result.
  return put(cases, { id: caseId, title: known?.title ?? '', verdict: 'notRun', steps, running: true })
}

/** The same map when no event is about a run. Applying an event twice changes nothing. */
export function withProgress(known: CasesByRun, events: readonly BenchEvent[]): CasesByRun {
  let next: Map<string, readonly CaseProgress[]> | undefined
  for (const event of events) {
    if (event.kind !== 'run.stepFinished' && event.kind !== 'run.caseFinished') continue
    next ??= new Map(known)
    const cases = next.get(event.runId) ?? []
    const changed =
      event.kind === 'run.stepFinished'
        ? withStep(cases, event.caseId, event.step)
        : put(cases, { ...event.result, running: false })
    next.set(event.runId, changed)
  }
  return next ?? known
}
