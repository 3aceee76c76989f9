import type { BenchBus } from '#shared/control/events'
import type { Scenario } from '#shared/domain/scenario/scenario'
import type { ListenerOptions } from './listeners/listeners'

/** How a bench is started; the command line and the desktop host fill this in. */
export interface BenchOptions extends ListenerOptions {
  readonly dataFolder: string
  /** Loaded into an empty data folder, or into any when `reset` is set. */
  readonly scenario: () => Scenario | Promise<Scenario>
  readonly reset: boolean
  /** The clock of a new folder stands until it is told to go, so that a scenario is played from its very instant. */
  readonly paused?: boolean
  /** Names of the catalogue; each is switched on unless it already is. */
  readonly deviations?: readonly string[]
  readonly auth: 'strict' | 'open'
  readonly tls: boolean
  /** The built window; undefined serves the control API alone. */
  readonly uiFolder: string | undefined
  readonly version: string
  /** Told of everything an operator should see on the console: files set aside, tasks that failed. */
  readonly onProblem: (message: string) => void
}

/** A bench that is up. */
export interface Bench {
  readonly serverRoot: string
  readonly uiUrl: string
  readonly controlUrl: string
  readonly controlToken: string
  /** For a host that puts the window's session in place itself. */
  readonly sessionCookie: { readonly name: string; readonly value: string }
  readonly inboxUrl: string
  /** The same inbox over https; `GET certificate` of the control API has what verifies it. */
  readonly inboxHttpsUrl: string
  /** PEM file that verifies `serverRoot`, when it is https. */
  readonly caFile: string | undefined
  readonly bus: BenchBus
  benchNow(): number
  /** Ends every listener, timer and delivery; resolves when all is on disk. */
  stop(): Promise<void>
  /** Resolves once it has stopped: also when it stopped by itself, because another bench took its folder over. */
  readonly ended: Promise<void>
}
