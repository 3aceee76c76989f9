// The timeline with every instant fixed: what happens, and when, and until when what is expected may be decided.
import { actTitle } from '#shared/domain/scenario/actTitle'
import type { Act } from '#shared/domain/scenario/acts'
import { claimTitle } from '#shared/domain/scenario/claimTitle'
import { durationMs } from '#shared/domain/scenario/duration'
import { claimOf, expectationIdOf, type Claim } from '#shared/domain/scenario/expectation'
import type { Scenario } from '#shared/domain/scenario/scenario'
import { actOf, lengthMsOf, stepIdOf, type TimelineStep } from '#shared/domain/scenario/timeline'
import { BenchError } from '#shared/errors/benchError'
import { agendaOf, decisionInstant, type AgendaItem } from './agenda'
import { instantOf, tellable } from './instants'

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
  readonly agenda: readonly AgendaItem[]
  /** When the last step, and what it began, is over. */
  readonly endsAt: number
  /** When the last expectation is decided too. */
  readonly decidedAt: number
}

const iso = (at: number) => new Date(at).toISOString()

/** What lies before the start is not played, and of what happens there nothing is seen. */
function refuseTooEarly(what: 'a step' | 'an expectation', instants: readonly number[], startedAt: number): void {
  const early = instants.find((at) => at < startedAt)
  if (early === undefined) return
  throw new BenchError(
    'conflict',
    `The scenario wants ${what} at ${iso(early)}, before its start at ${iso(startedAt)}. Set clock.start in it, or place ${what} relative to the start.`,
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

type Instants = (when: Pick<TimelineStep, 'at' | 'after'>, place: string) => number

const stepAt = (index: number) => `timeline[${index}]`

/** The instant of a step is worked out once, however many others count from it. */
function instantsFrom({ timeline }: Scenario, startedAt: number): Instants {
  const steps = new Map<unknown, { readonly step: TimelineStep; readonly place: string }>()
  for (const [index, step] of timeline.entries())
    if (step.id !== undefined) steps.set(step.id, { step, place: stepAt(index) })
  const known = new Map<unknown, number>()
  return ({ at, after }, place) => {
    const waiting = []
    let before = steps.get(after)
    while (before && !known.has(before.step.id)) {
      waiting.push(before)
      before = steps.get(before.step.after)
    }
    let base = known.get(before?.step.id) ?? startedAt
    for (const { step, place: stepPlace } of waiting.reverse()) {
      if (step.at !== undefined) base = instantOf(step.at, base, `${stepPlace}.at`)
      known.set(step.id, base)
    }
    return at === undefined ? base : instantOf(at, base, `${place}.at`)
  }
}

/** When what the act begins is over by itself; undefined where it does not say. */
function endOf(act: Act, at: number, place: string): number | undefined {
  const length = lengthMsOf(act)
  if (length === undefined) return undefined
  return tellable(at + length, `${place}.${act.kind}.${act.kind === 'request' ? 'times' : 'duration'}`)
}

function stepsOf({ timeline }: Scenario, instant: Instants): PlannedStep[] {
  const instants = timeline.map((step, index) => instant(step, stepAt(index)))
  const clearedAt = new Map<string, number>()
  for (const [index, at] of instants.entries()) {
    const cleared = timeline[index]?.clear
    if (cleared !== undefined) clearedAt.set(cleared, Math.min(at, clearedAt.get(cleared) ?? Infinity))
  }
  return timeline.map((step, index) => {
    const id = stepIdOf(step, index)
    const act = actOf(step)
    const at = instants[index] ?? 0
    const endsAt = endOf(act, at, stepAt(index))
    const cleared = clearedAt.get(id)
    return {
      ...{ id, act, at, title: actTitle(act) },
      madeId: `step-${String(index + 1).padStart(3, '0')}-${id}`,
      ...(endsAt !== undefined && { endsAt }),
      ...(cleared !== undefined && { clearedAt: cleared }),
    }
  })
}

function expectationsOf({ expectations }: Scenario, instant: Instants): PlannedExpectation[] {
  return expectations.map((expectation, index) => {
    const { title, after, within } = expectation
    const claim = claimOf(expectation)
    const place = `expectations[${index}]`
    const opensAt = instant(expectation, place)
    const planned = {
      ...{ id: expectationIdOf(expectation, index), title: title ?? claimTitle(claim, within), claim },
      ...(after !== undefined && { after }),
      ...{ opensAt, closesAt: opensAt + (within === undefined ? 0 : durationMs(within)) },
    }
    tellable(decisionInstant(planned), `${place}.within`)
    return planned
  })
}

/** When the step, and what it began, is over. */
function overAt({ at, endsAt = at, clearedAt = endsAt }: PlannedStep): number {
  return Math.max(at, Math.min(endsAt, clearedAt))
}

/**
 * @throws BenchError `conflict` when something would lie before the start, or a step ends what has not begun;
 *   `invalidArgument` for an instant that no date of the bench could tell
 */
export function planOf(scenario: Scenario, startedAt: number): Plan {
  const instant = instantsFrom(scenario, startedAt)
  const steps = stepsOf(scenario, instant)
  const expectations = expectationsOf(scenario, instant)
  refuseTooEarly(
    'a step',
    steps.map(({ at }) => at),
    startedAt,
  )
  refuseTooEarly(
    'an expectation',
    expectations.map(({ opensAt }) => opensAt),
    startedAt,
  )
  refuseClearedTooEarly(steps)
  const endsAt = steps.reduce((last, step) => Math.max(last, overAt(step)), startedAt)
  const decidedAt = expectations.reduce((last, one) => Math.max(last, decisionInstant(one)), endsAt)
  return { steps, expectations, agenda: agendaOf(steps, expectations), endsAt, decidedAt }
}
