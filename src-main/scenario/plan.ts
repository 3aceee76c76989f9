// The timeline with every instant fixed: what happens, and when.
import { durationMs } from '#shared/domain/scenario/duration'
import type { Scenario } from '#shared/domain/scenario/scenario'
import type { TimelineStep } from '#shared/domain/scenario/timeline'
import { BenchError } from '#shared/errors/benchError'
import { instantOf } from './instants'

export interface PlannedStep {
  readonly step: TimelineStep
  /** Bench instant. */
  readonly at: number
}

export interface Plan {
  /** In the order of the file. */
  readonly steps: readonly PlannedStep[]
  /** When the last of it is over. */
  readonly endsAt: number
}

function refuseTooEarly(steps: readonly PlannedStep[], startedAt: number): void {
  const early = steps.find(({ at }) => at < startedAt)
  if (!early) return
  const [at, start] = [early.at, startedAt].map((instant) => new Date(instant).toISOString())
  throw new BenchError(
    'conflict',
    `The scenario wants a step at ${at}, before its start at ${start}. Set clock.start in it, or place the step relative to the start.`,
  )
}

/** @throws BenchError `conflict` when a step would lie before the start */
export function planOf({ timeline }: Scenario, startedAt: number): Plan {
  const byId = new Map(timeline.flatMap((step) => (step.id === undefined ? [] : [[step.id, step] as const])))

  function instantOfStep({ at, after }: TimelineStep): number {
    const before = after === undefined ? undefined : byId.get(after)
    const base = before ? instantOfStep(before) : startedAt
    return at === undefined ? base : instantOf(at, base)
  }

  const steps = timeline.map((step) => ({ step, at: instantOfStep(step) }))
  refuseTooEarly(steps, startedAt)
  const ends = steps.map(({ step, at }) => at + durationMs(step.degrade.duration ?? '0s'))
  return { steps, endsAt: Math.max(startedAt, ...ends) }
}
