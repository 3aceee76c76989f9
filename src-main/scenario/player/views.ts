// How a play is shown: what is said, what was played and what comes next, and what became of what was expected.
import type { ExpectationView, ScenarioReportView, StepView } from '#shared/control/scenarioViews'
import type { ScenarioView, SpokenLine } from '#shared/control/views'
import { claimTitle } from '#shared/domain/scenario/claimTitle'
import { actTitle } from '#shared/domain/scenario/actTitle'
import { claimOf, expectationIdOf } from '#shared/domain/scenario/expectation'
import type { Scenario } from '#shared/domain/scenario/scenario'
import { actOf, stepIdOf } from '#shared/domain/scenario/timeline'
import { worstOf } from '#shared/conformance/verdict'
import { decisionInstant, type AgendaItem } from '../agenda'
import type { Plan, PlannedExpectation, PlannedStep } from '../plan'
import type { Staged } from './ports'
import type { Progress } from './progress'

/** The step of an item of the agenda, once all of it is done. */
function stepOf(item: AgendaItem | undefined): PlannedStep | undefined {
  return item?.kind === 'step' && item.isLast ? item.step : undefined
}

function isNarration({ act }: PlannedStep): boolean {
  return act.kind === 'say'
}

function shortView({ id, title, act, at }: PlannedStep) {
  return { id, title, kind: act.kind, at }
}

function spokenView({ title, at, endsAt }: PlannedStep): SpokenLine {
  return { text: title, since: at, ...(endsAt !== undefined && { until: endsAt }) }
}

/** Looked for from where the play is, as it is told after every item of what may be a hundred thousand. */
function playedViews({ agenda }: Plan, { done }: Progress) {
  function lastPlayed(isWanted: (step: PlannedStep) => boolean): PlannedStep | undefined {
    for (let index = done - 1; index >= 0; index -= 1) {
      const step = stepOf(agenda[index])
      if (step && isWanted(step)) return step
    }
    return undefined
  }

  function nextStep(): PlannedStep | undefined {
    for (let index = done; index < agenda.length; index += 1) {
      const item = agenda[index]
      if (item?.kind === 'step' && !isNarration(item.step)) return item.step
    }
    return undefined
  }

  const [say, last, next] = [lastPlayed(isNarration), lastPlayed((step) => !isNarration(step)), nextStep()]
  return {
    ...(say && { say: spokenView(say) }),
    ...(last && { last: shortView(last) }),
    ...(next && { next: shortView(next) }),
  }
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
  const played = new Set(plan.agenda.slice(0, progress.done).map((item) => stepOf(item)?.id))
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
  if (done < plan.agenda.length) return undefined
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
