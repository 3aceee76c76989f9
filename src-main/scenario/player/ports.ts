// What the player needs of the rest of the bench; `bench/` supplies it.
import type { BenchBus } from '#shared/control/events'
import type { ClockView } from '#shared/control/views'
import type { BenchClock } from '#shared/domain/clocks'
import type { Document } from '#shared/domain/rowLog'
import type { Scenario } from '#shared/domain/scenario/scenario'
import type { Evidence, RaisedNotification, SeenExchange } from '../judging/evidence'
import type { PlannedStep } from '../plan'
import type { Progress } from './progress'

/** The scenario on stage. */
export interface Staged {
  readonly document: Scenario
  readonly loadedAt: number
  /** Once its timeline was started; `paused` holds how the clock went before. */
  readonly play?:
    | {
        readonly startedAt: number
        readonly paused?: Pick<ClockView, 'mode' | 'rate'> | undefined
      }
    | undefined
}

export interface PlayerClock extends Pick<BenchClock, 'now' | 'schedule'> {
  view(): ClockView
  change(setting: Pick<ClockView, 'mode' | 'rate'>): void
  jumpTo(instant: number): Promise<number>
}

/** What a step does. Doing it again, under the ids that follow from the step, does nothing more. */
export interface Acts {
  /** Gives what is a function of time to the network before its instant comes, so that the future can be asked for. */
  handOver(step: PlannedStep): Promise<void>
  /** Now is the instant of the step. @param steps all there are */
  perform(step: PlannedStep, steps: readonly PlannedStep[]): Promise<void>
  /** Another play begins from nothing. */
  clear(): void
}

export interface PlayerPorts<Stage extends Staged> {
  readonly saved: Document<Stage | null>
  readonly progress: Document<Progress | null>
  readonly clock: PlayerClock
  readonly bus: BenchBus
  readonly acts: Acts
  readonly evidence: Evidence
  /** Whatever changes which scenario plays, or whether it does, is done one after the other. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>
  /** Tells of what is raised and answered from now on; what it is, is worked out when it is asked for. */
  readonly follow: (told: {
    raised: (one: () => RaisedNotification | undefined) => void
    answered: (one: () => SeenExchange) => void
  }) => void
}
