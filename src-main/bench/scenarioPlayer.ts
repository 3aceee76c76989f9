// Plays the timeline of the scenario on stage. A step is an effect with a start in the future, so nothing has to be
// woken up for it: starting hands them all to the network at once, and the bench clock does the rest.
import type { BenchBus } from '#shared/control/events'
import type { ScenarioView } from '#shared/control/views'
import type { Document } from '#shared/domain/rowLog'
import { durationMs } from '#shared/domain/scenario/duration'
import { BenchError } from '#shared/errors/benchError'
import type { Network } from '../network/network'
import { planOf, type PlannedStep } from '../scenario/plan'
import type { ControlledClock } from './benchClock'
import type { SavedScenario } from './benchStore'

export interface PlayerPorts {
  saved: Document<SavedScenario | null>
  clock: Pick<ControlledClock, 'now' | 'view' | 'change'>
  bus: BenchBus
  network: Pick<Network, 'addDegradation'>
}

export interface ScenarioPlayer {
  /** Starts the timeline, or takes it up again where it was paused. @throws BenchError `notFound`, `conflict` */
  start(): Promise<ScenarioView>
  /** Stands still, and the bench clock with it. @throws BenchError `notFound`, `conflict` */
  pause(): Promise<ScenarioView>
}

export function scenarioView({ document, loadedAt, play }: SavedScenario): ScenarioView {
  const { name, title } = document
  if (!play) return { name, title, loadedAt, state: 'loaded' }
  const { startedAt, paused } = play
  return {
    name,
    title,
    loadedAt,
    state: paused ? 'paused' : 'playing',
    startedAt,
    endsAt: planOf(document, startedAt).endsAt,
  }
}

export function createScenarioPlayer({ saved, clock, bus, network }: PlayerPorts): ScenarioPlayer {
  function onStage(): SavedScenario {
    if (saved.data) return saved.data
    throw new BenchError('notFound', 'No scenario is loaded. Load one by POST scenario {"name"}.')
  }

  async function keep(scenario: SavedScenario): Promise<ScenarioView> {
    await saved.replace(scenario)
    const view = scenarioView(scenario)
    bus.publish({ kind: 'scenario.played', scenario: view })
    return view
  }

  async function schedule({ step: { degrade }, at }: PlannedStep): Promise<void> {
    const { duration, ...degradation } = degrade
    await network.addDegradation({
      ...degradation,
      startsInSeconds: Math.max(0, at - clock.now()) / 1000,
      ...(duration !== undefined && { durationSeconds: durationMs(duration) / 1000 }),
    })
  }

  return {
    async start() {
      const scenario = onStage()
      const { play, document } = scenario
      if (play && !play.paused) {
        throw new BenchError(
          'conflict',
          `The scenario "${document.name}" is playing already. Pause it, or reset it to start over.`,
        )
      }
      if (play?.paused) {
        clock.change(play.paused)
        return keep({ ...scenario, play: { startedAt: play.startedAt } })
      }
      const startedAt = clock.now()
      await Promise.all(planOf(document, startedAt).steps.map(schedule))
      if (document.clock.rate !== undefined) clock.change({ mode: 'scaled', rate: document.clock.rate })
      return keep({ ...scenario, play: { startedAt } })
    },
    async pause() {
      const scenario = onStage()
      const { play, document } = scenario
      if (!play || play.paused) {
        throw new BenchError(
          'conflict',
          `The scenario "${document.name}" is not playing. Start it by POST scenario/start.`,
        )
      }
      const { mode, rate } = clock.view()
      clock.change({ mode: 'paused', rate: 1 })
      return keep({ ...scenario, play: { ...play, paused: { mode, rate } } })
    },
  }
}
