// Plays the timeline of the scenario on stage (decisions/timeline.md).
import type { ScenarioView } from '#shared/control/views'
import { BenchError } from '#shared/errors/benchError'
import { zStepId } from '#shared/domain/scenario/when'
import { planOf } from '../plan'
import { createPlaying, type Playing } from './playing'
import type { PlayerPorts, Staged } from './ports'
import { NO_PROGRESS, type Progress } from './progress'
import { expectationView, reportView, scenarioView, type PlayReport } from './views'

export interface ScenarioPlayer {
  /** Starts the timeline, or takes it up again where it was paused. @throws BenchError `notFound`, `conflict` */
  start(): Promise<ScenarioView>
  /** Stands still, and the bench clock with it. @throws BenchError `notFound`, `conflict` */
  pause(): Promise<ScenarioView>
  /** The clock was let go by hand: what was paused plays on. */
  followClock(): Promise<void>
  /** The bench clock jumps to the instant of a step. @throws BenchError `notFound`, `conflict` when that has passed */
  jump(stepId: string): Promise<ScenarioView>
  view(): ScenarioView | null
  /** The step that made a degradation, a flow or a fault of this id; undefined where it has no id of its own. */
  stepThatMade(madeId: string): string | undefined
  /** What was played, and what became of each expectation. @throws BenchError `notFound` */
  report(): PlayReport
  /** After a start of the bench: goes on where it was. */
  resume(): Promise<void>
  /** Plays nothing any more, forgets how far it was, and lets the clock go as it went without it. */
  clear(): Promise<void>
  stop(): void
}

export function createScenarioPlayer<Stage extends Staged>(ports: PlayerPorts<Stage>): ScenarioPlayer {
  const { saved, clock, bus, inTurn } = ports
  let playing: Playing | undefined

  /** What could not be written: the play goes by it all the same, and the next write brings it along. */
  let unwritten: Progress | undefined
  const progress = {
    get data() {
      return unwritten ?? ports.progress.data ?? NO_PROGRESS
    },
    async replace(data: Progress) {
      unwritten = data
      await ports.progress.replace(data)
      if (unwritten === data) unwritten = undefined
    },
  }

  function onStage(): Stage {
    if (saved.data) return saved.data
    throw new BenchError('notFound', 'No scenario is loaded. Load one by POST scenario {"name"}.')
  }

  function conflict(what: string): BenchError {
    return new BenchError('conflict', `The scenario "${onStage().document.name}" ${what}`)
  }

  function view(): ScenarioView | null {
    return saved.data && scenarioView(saved.data, playing?.plan, progress.data)
  }

  function tellPlayed(): ScenarioView {
    const scenario = scenarioView(onStage(), playing?.plan, progress.data)
    bus.publish({ kind: 'scenario.played', scenario })
    return scenario
  }

  async function keep(play: Staged['play']): Promise<void> {
    await saved.replace({ ...onStage(), play })
  }

  function begin(startedAt: number, followedSince: number): Playing {
    playing?.end()
    const { document } = onStage()
    return createPlaying(planOf(document, startedAt), {
      ...{ clock, progress, acts: ports.acts, evidence: ports.evidence, followedSince },
      onDone: tellPlayed,
      onJudged: (expectation) =>
        bus.publish({ kind: 'scenario.judged', expectation: expectationView(expectation, progress.data) }),
      onProblem: (message) => bus.publish({ kind: 'problem.occurred', problem: { at: clock.now(), message } }),
    })
  }

  ports.follow({
    raised: (one) =>
      playing?.consider((referee) => {
        const raised = one()
        return raised ? referee.sawNotification(raised) : []
      }),
    answered: (one) => playing?.consider((referee) => referee.sawExchange(one())),
  })

  async function startAnew(): Promise<ScenarioView> {
    const startedAt = clock.now()
    const begun = begin(startedAt, startedAt)
    await progress.replace(NO_PROGRESS)
    await keep({ startedAt })
    playing = begun
    await begun.begin()
    if (clock.view().mode === 'paused') await clock.jumpTo(clock.now()) // what is due at the start itself
    const { rate } = onStage().document.clock
    if (rate !== undefined) clock.change({ mode: 'scaled', rate })
    return tellPlayed()
  }

  async function goOn({ startedAt }: NonNullable<Staged['play']>): Promise<ScenarioView> {
    await keep({ startedAt })
    return tellPlayed()
  }

  function instantOfStep(stepId: string): number {
    if (!playing) throw conflict('has not been started. Start it by POST scenario/start, then jump.')
    const { steps } = playing.plan
    const step = steps.find(({ id }) => id === stepId)
    if (!step) {
      const known = steps.map(({ id }) => id).join(', ')
      throw new BenchError('notFound', `There is no step "${stepId}". There is: ${known}.`, { field: 'step' })
    }
    if (step.at >= clock.now()) return step.at
    throw conflict(`has passed the step "${stepId}" already. Reset it and start it to see it again.`)
  }

  /** A pause ends with what was paused, and a pace with the scenario that wanted it. */
  async function leaveClock(): Promise<void> {
    const { play, document } = saved.data ?? {}
    if (!play) return
    if (play.paused) clock.change(play.paused)
    const { mode, rate } = clock.view()
    if (mode === 'scaled' && rate === document?.clock.rate) clock.change({ mode: 'real', rate: 1 })
    await keep(undefined)
  }

  return {
    view,
    stepThatMade(madeId) {
      const id = playing?.plan.steps.find((step) => step.madeId === madeId)?.id
      return zStepId.safeParse(id).data
    },
    report: () => reportView(onStage(), playing?.plan, progress.data),
    start: () =>
      inTurn(() => {
        const { play } = onStage()
        if (!play) return startAnew()
        if (!play.paused) throw conflict('is playing already. Pause it, or reset it to start over.')
        clock.change(play.paused)
        return goOn(play)
      }),
    pause: () =>
      inTurn(async () => {
        const { play } = onStage()
        if (!play || play.paused) throw conflict('is not playing. Start it by POST scenario/start.')
        const { mode, rate } = clock.view()
        clock.change({ mode: 'paused', rate: 1 })
        await keep({ ...play, paused: { mode, rate } })
        return tellPlayed()
      }),
    followClock: () =>
      inTurn(async () => {
        const { play } = saved.data ?? {}
        if (play?.paused && clock.view().mode !== 'paused') await goOn(play)
      }),
    async jump(stepId) {
      const jump = await inTurn(() => Promise.resolve({ over: clock.jumpTo(instantOfStep(stepId)) }))
      await jump.over // out of turn: a reset ends it
      return tellPlayed()
    },
    async resume() {
      const { play } = saved.data ?? {}
      if (!play) return
      playing = begin(play.startedAt, clock.now())
      await playing.begin()
    },
    async clear() {
      playing?.end()
      playing = undefined
      await leaveClock()
      ports.acts.clear()
      unwritten = undefined
      if (ports.progress.data) await ports.progress.replace(null)
    },
    stop: () => playing?.end(),
  }
}
