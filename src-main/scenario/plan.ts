// The timeline with every instant fixed: what happens, and when, and until when what is expected may be decided.
import { actTitle } from '#shared/domain/scenario/actTitle'
import type { Act } from '#shared/domain/scenario/acts'
import { claimTitle } from '#shared/domain/scenario/claimTitle'
import { durationMs } from '#shared/domain/scenario/duration'
import { claimOf, expectationIdOf, type Claim } from '#shared/domain/scenario/expectation'
import type { Scenario } from '#shared/domain/scenario/scenario'
import { actOf, lengthMsOf, stepIdOf, type TimelineStep } from '#shared/domain/scenario/timeline'
import { BenchError } from '#shared/errors/benchError'
import { instantOf } from './instants'

export interface PlannedStep {
  readonly id: string
  readonly title: string
  readonly act: Act
  /** Of what the step makes: it follows from the step, so that making it again after a crash makes nothing new. */
  readonly madeId: string
  /** Bench instant. */
  readonly at: number
  /** When what it begins is over by itself, where the step says so. */
  readonly endsAt?: number
  /** When another step ends it. */
  readonly clearedAt?: number
}

export interface PlannedExpectation {
  readonly id: string
  readonly title: string
  readonly claim: Claim
  /** The step it counts from. */
  readonly after?: string
  readonly opensAt: number
  /** The last instant that counts. */
  readonly closesAt: number
}

export interface Plan {
  /** In the order of the file. */
  readonly steps: readonly PlannedStep[]
  readonly expectations: readonly PlannedExpectation[]
  /** When the last step, and what it began, is over. */
  readonly endsAt: number
  /** When the last expectation is decided too. */
  readonly decidedAt: number
}

/** What happens within a time is decided by the first instant after it. */
export function decisionInstant({ claim, closesAt }: PlannedExpectation): number {
  return 'balance' === claim.kind || 'counter' === claim.kind || 'assessment' === claim.kind ? closesAt : closesAt + 1
}

const iso = (at: number) => new Date(at).toISOString()

function refuseTooEarly(steps: readonly PlannedStep[], startedAt: number): void {
  const early = steps.find(({ at }) => at < startedAt)
  if (!early) return
  throw new BenchError(
    'conflict',
    `The scenario wants a step at ${iso(early.at)}, before its start at ${iso(startedAt)}. Set clock.start in it, or place the step relative to the start.`,
  )
}

function refuseClearedTooEarly(steps: readonly PlannedStep[]): void {
  const early = steps.find(({ at, clearedAt }) => clearedAt !== undefined && clearedAt <= at)
  if (!early) return
  throw new BenchError(
    'conflict',
    `The step ${early.id} begins at ${iso(early.at)}, and another one ends it before. Place the clear step later.`,
  )
}

/** The step and what it refers to, whenever it is. */
type Instants = (when: Pick<TimelineStep, 'at' | 'after'>) => number

function instantsFrom({ timeline }: Scenario, startedAt: number): Instants {
  const byId = new Map(timeline.flatMap((step) => (step.id === undefined ? [] : [[step.id, step] as const])))
  return function instantOfStep({ at, after }): number {
    const before = after === undefined ? undefined : byId.get(after)
    const base = before ? instantOfStep(before) : startedAt
    return at === undefined ? base : instantOf(at, base)
  }
}

function stepsOf({ timeline }: Scenario, instant: Instants): PlannedStep[] {
  const clearedAt = new Map<string, number>()
  for (const step of timeline) {
    if (step.clear === undefined) continue
    clearedAt.set(step.clear, Math.min(instant(step), clearedAt.get(step.clear) ?? Infinity))
  }
  return timeline.map((step, index) => {
    const id = stepIdOf(step, index)
    const act = actOf(step)
    const at = instant(step)
    const length = lengthMsOf(act)
    const cleared = clearedAt.get(id)
    return {
      ...{ id, act, at, title: actTitle(act) },
      madeId: `step-${String(index + 1).padStart(3, '0')}-${id}`, // effects of one start are composed by id
      ...(length !== undefined && { endsAt: at + length }),
      ...(cleared !== undefined && { clearedAt: cleared }),
    }
  })
}

function expectationsOf({ expectations }: Scenario, instant: Instants): PlannedExpectation[] {
  return expectations.map((expectation, index) => {
    const { title, after, within } = expectation
    const claim = claimOf(expectation)
    const opensAt = instant(expectation)
    return {
      ...{ id: expectationIdOf(expectation, index), title: title ?? claimTitle(claim, within), claim },
      ...(after !== undefined && { after }),
      ...{ opensAt, closesAt: opensAt + (within === undefined ? 0 : durationMs(within)) },
    }
  })
}

/** @throws BenchError `conflict` when a step would lie before the start, or ends what has not begun */
export function planOf(scenario: Scenario, startedAt: number): Plan {
  const instant = instantsFrom(scenario, startedAt)
  const steps = stepsOf(scenario, instant)
  refuseTooEarly(steps, startedAt)
  refuseClearedTooEarly(steps)
  const expectations = expectationsOf(scenario, instant)
  const endsAt = Math.max(
    startedAt,
    ...steps.map(({ at, endsAt: end = at, clearedAt = end }) => Math.max(at, Math.min(end, clearedAt))),
  )
  return { steps, expectations, endsAt, decidedAt: Math.max(endsAt, ...expectations.map(decisionInstant)) }
}
