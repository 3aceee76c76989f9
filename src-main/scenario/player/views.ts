// How a play is shown: what is said, what was played and what comes next, and what became of what was expected.
import type { ExpectationView, ScenarioReportView, StepView } from '#shared/control/scenarioViews'
import type { ScenarioView, SpokenLine } from '#shared/control/views'
import { claimTitle } from '#shared/domain/scenario/claimTitle'
import { actTitle } from '#shared/domain/scenario/actTitle'
import { claimOf, expectationIdOf } from '#shared/domain/scenario/expectation'
import type { Scenario } from '#shared/domain/scenario/scenario'
import { actOf, stepIdOf } from '#shared/domain/scenario/timeline'
import { worstOf } from '#shared/conformance/verdict'
import { agendaOf } from '../agenda'
import { decisionInstant, type Plan, type PlannedExpectation, type PlannedStep } from '../plan'
import type { Staged } from './ports'
import type { Progress } from './progress'

/** In the order in which they were played. */
function playedSteps(plan: Plan, { done }: Progress): PlannedStep[] {
  const items = agendaOf(plan).slice(0, done)
  return items.flatMap((item) => (item.kind === 'step' && item.isLast ? [item.step] : []))
}

function shortView({ id, title, act, at }: PlannedStep) {
  return { id, title, kind: act.kind, at }
}

function spokenLine(steps: readonly PlannedStep[]): SpokenLine | undefined {
  const step = steps.findLast(({ act }) => act.kind === 'say')
  return step && { text: step.title, since: step.at, ...(step.endsAt !== undefined && { until: step.endsAt }) }
}

function playedViews(plan: Plan, progress: Progress) {
  const played = playedSteps(plan, progress)
  const [say, last] = [spokenLine(played), played.findLast(({ act }) => act.kind !== 'say')]
  const toCome = agendaOf(plan).slice(progress.done)
  const next = toCome.flatMap((item) => (item.kind === 'step' ? [item.step] : [])).find(({ act }) => act.kind !== 'say')
  return { ...(say && { say }), ...(last && { last: shortView(last) }), ...(next && { next: shortView(next) }) }
}

export function scenarioView(
  { document, loadedAt, play }: Staged,
  plan: Plan | undefined,
  progress: Progress,
): ScenarioView {
  const { name, title } = document
  if (!play || !plan) return { name, title, loadedAt, state: 'loaded' }
  const { startedAt, paused } = play
  const { endsAt } = plan
  const state = paused ? 'paused' : 'playing'
  return { name, title, loadedAt, state, startedAt, endsAt, ...playedViews(plan, progress) }
}

function stepViews(plan: Plan, progress: Progress): StepView[] {
  const played = new Set(playedSteps(plan, progress).map(({ id }) => id))
  return plan.steps.map((step) => {
    const problem = progress.problems.find((one) => one.step === step.id)?.message
    const state = problem !== undefined ? 'failed' : played.has(step.id) ? 'played' : 'toCome'
    return { ...shortView(step), state, ...(problem !== undefined && { problem }) }
  })
}

export function expectationView(expectation: PlannedExpectation, { judgements }: Progress): ExpectationView {
  const { id, title, claim, opensAt } = expectation
  const common = { id, title, kind: claim.kind, opensAt, decidesAt: decisionInstant(expectation) }
  const judgement = judgements.find((one) => one.id === id)
  return judgement ? { ...common, ...judgement } : { ...common, verdict: 'open', message: 'Not decided yet.' }
}

export type PlayReport = Omit<ScenarioReportView, 'nextSeq' | 'recorded'>

/** Of one that has not been started, instants are not known yet. */
function unplayedSteps({ timeline }: Scenario): StepView[] {
  return timeline.map((step, index) => {
    const act = actOf(step)
    return { id: stepIdOf(step, index), title: actTitle(act), kind: act.kind, state: 'toCome' }
  })
}

function unplayedExpectations({ expectations }: Scenario): ExpectationView[] {
  return expectations.map((expectation, index) => {
    const claim = claimOf(expectation)
    const title = expectation.title ?? claimTitle(claim, expectation.within)
    return {
      id: expectationIdOf(expectation, index),
      title,
      kind: claim.kind,
      verdict: 'open',
      message: 'Not started.',
    }
  })
}

function verdictOf(plan: Plan, { done, judgements, problems }: Progress): ScenarioReportView['verdict'] {
  if (done < agendaOf(plan).length) return undefined
  const worst = worstOf([...judgements.map(({ verdict }) => verdict), ...problems.map(() => 'inconclusive' as const)])
  return worst === 'fail' || worst === 'inconclusive' ? worst : 'pass'
}

export function reportView(staged: Staged, plan: Plan | undefined, progress: Progress): PlayReport {
  const { document } = staged
  const scenario = scenarioView(staged, plan, progress)
  const { seed } = document
  if (!plan) return { scenario, seed, steps: unplayedSteps(document), expectations: unplayedExpectations(document) }
  const verdict = verdictOf(plan, progress)
  return {
    ...{ scenario, seed, decidedAt: plan.decidedAt },
    ...(verdict && { verdict }),
    steps: stepViews(plan, progress),
    expectations: plan.expectations.map((one) => expectationView(one, progress)),
  }
}
