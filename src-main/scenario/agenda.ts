// What is to be done while a scenario plays, in order: steps, and expectations to decide.
import { durationMs } from '#shared/domain/scenario/duration'
import type { PlannedExpectation, PlannedStep } from './plan'

export type AgendaItem =
  | {
      readonly kind: 'step'
      readonly at: number
      readonly step: PlannedStep
      /** Of a request that is made several times only the last one is all of it. */
      readonly isLast: boolean
    }
  | { readonly kind: 'decision'; readonly at: number; readonly expectation: PlannedExpectation }

function occurrencesOf(step: PlannedStep): AgendaItem[] {
  const { act, at } = step
  const times = act.kind === 'request' ? act.is.times : 1
  const distance = act.kind === 'request' ? durationMs(act.is.every) : 0
  return Array.from({ length: times }, (_, occurrence) => ({
    ...{ kind: 'step', step },
    at: at + occurrence * distance,
    isLast: occurrence === times - 1,
  }))
}

/** What happens within a time is decided by the first instant after it. */
export function decisionInstant({ claim, closesAt }: PlannedExpectation): number {
  return 'balance' === claim.kind || 'counter' === claim.kind || 'assessment' === claim.kind ? closesAt : closesAt + 1
}

/** Ascending. At one instant steps come first, in the order of the file: what is expected of it is so after them. */
export function agendaOf(steps: readonly PlannedStep[], expectations: readonly PlannedExpectation[]): AgendaItem[] {
  const decisions = expectations.map((expectation): AgendaItem => ({
    kind: 'decision',
    at: decisionInstant(expectation),
    expectation,
  }))
  return [...steps.flatMap(occurrencesOf), ...decisions].sort((a, b) => a.at - b.at) // stable
}
