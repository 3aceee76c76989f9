// One play of a timeline: one timer for whatever comes next, each thing done once, whatever happens in between.
import type { Cancel } from '#shared/domain/clocks'
import type { AgendaItem } from '../agenda'
import { createReferee } from '../judging/referee'
import type { Finding } from '../judging/judge'
import type { Plan, PlannedExpectation, PlannedStep } from '../plan'
import type { PlayerPorts, Staged } from './ports'
import type { Progress } from './progress'

export interface Playing {
  readonly plan: Plan
  /** Goes on from where the progress says it is; resolves when all that is planned ahead has been handed over. */
  begin(): Promise<void>
  /** Does nothing more. */
  end(): void
  /** Something was seen that may decide these. */
  consider(seen: (referee: ReturnType<typeof createReferee>) => readonly PlannedExpectation[]): void
}

type PlayingPorts = Pick<PlayerPorts<Staged>, 'clock' | 'acts' | 'evidence'> & {
  readonly progress: { readonly data: Progress; replace(data: Progress): Promise<void> }
  /** Bench instant from which this play is followed: its start, or that of the bench that took it up. */
  readonly followedSince: number
  /** Another item of the agenda is done. */
  readonly onDone: () => void
  readonly onJudged: (expectation: PlannedExpectation) => void
  readonly onProblem: (message: string) => void
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** What would be done twice by doing it again: a request that was sent is not taken back. */
function isOnceOnly(item: AgendaItem): boolean {
  return item.kind === 'step' && item.step.act.kind === 'request'
}

export function createPlaying(plan: Plan, ports: PlayingPorts): Playing {
  const { clock, acts, progress, evidence } = ports
  const { agenda } = plan
  const isOpen = ({ id }: PlannedExpectation) => !progress.data.judgements.some((one) => one.id === id)
  const referee = createReferee(plan.expectations.filter(isOpen), evidence, ports.followedSince)
  let cancel: Cancel = () => undefined
  let ended = false

  /** A disk that is full does not end the play, but its verdict is inconclusive then: a restart would do it otherwise. */
  async function update(change: (before: Progress) => Progress, step = ''): Promise<void> {
    if (ended) return
    try {
      await progress.replace(change(progress.data))
    } catch (error) {
      const { data } = progress
      if (data.problems.some((one) => one.isOfStorage)) return // told once
      const message = `It was done, but how far the scenario is could not be written: ${messageOf(error)}`
      ports.onProblem(message)
      const problems = [...data.problems, { step, message, isOfStorage: true as const }]
      await progress.replace({ ...data, problems }).catch(() => undefined)
    }
  }

  async function attempt(step: PlannedStep, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      const message = messageOf(error)
      ports.onProblem(`The scenario's step ${step.id} (${step.title}) could not be performed: ${message}`)
      await update((before) => ({ ...before, problems: [...before.problems, { step: step.id, message }] }))
    }
  }

  function record(expectation: PlannedExpectation, finding: Finding): Promise<void> {
    const judgement = { id: expectation.id, ...finding, decidedAt: clock.now() }
    const written = update((before) => ({ ...before, judgements: [...before.judgements, judgement] }))
    if (!ended) ports.onJudged(expectation)
    return written
  }

  /** An expectation that counts from a step that could not be performed says nothing about the bench. */
  function withoutItsStep({ after }: PlannedExpectation): Finding | undefined {
    const problem = progress.data.problems.find(({ step }) => step === after)
    if (!problem) return undefined
    return { verdict: 'inconclusive', message: `Its step ${problem.step} could not be performed: ${problem.message}` }
  }

  async function decide(expectation: PlannedExpectation, isOver: boolean): Promise<void> {
    if (!isOpen(expectation)) return
    const finding = (isOver ? withoutItsStep(expectation) : undefined) ?? referee.finding(expectation, isOver)
    if (finding) await record(expectation, finding)
  }

  async function perform(item: Extract<AgendaItem, { kind: 'step' }>, index: number): Promise<void> {
    await attempt(item.step, async () => {
      if (progress.data.begun === index) throw new Error('the bench ended while it was under way')
      if (isOnceOnly(item)) await progress.replace({ ...progress.data, begun: index }) // or it is not begun
      await acts.perform(item.step, plan.steps)
    })
  }

  async function doNext(item: AgendaItem, index: number): Promise<void> {
    if (item.kind === 'step') await perform(item, index)
    else await decide(item.expectation, true)
    const step = item.kind === 'step' ? item.step.id : undefined
    await update((before) => ({ ...before, done: index + 1, at: item.at }), step)
    if (!ended) ports.onDone()
    arm()
  }

  function arm(): void {
    cancel()
    const { done } = progress.data
    const item = agenda[done]
    if (ended || !item) return
    cancel = clock.schedule(item.at, () => doNext(item, done), { standing: true })
  }

  return {
    plan,
    async begin() {
      if (!progress.data.handedOver) {
        for (const step of plan.steps) await attempt(step, () => acts.handOver(step))
        await update((before) => ({ ...before, handedOver: true }))
      }
      arm()
    },
    end() {
      ended = true
      cancel()
    },
    consider(seen) {
      for (const expectation of seen(referee)) {
        decide(expectation, false).catch((error: unknown) => ports.onProblem(messageOf(error)))
      }
    },
  }
}
