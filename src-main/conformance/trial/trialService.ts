// The trials of a bench: asked for over the control API, told on the bus as they go on, and kept only while they are new.
import type { Target } from '#shared/conformance/targetConfig'
import type { BenchBus } from '#shared/control/events'
import type { TrialRequest, TrialView } from '#shared/control/trialViews'
import type { Ids, WallClock } from '#shared/domain/clocks'
import { BenchError } from '#shared/errors/benchError'

export interface TrialServicePorts {
  readonly wall: WallClock
  readonly ids: Ids
  readonly bus: BenchBus
  /** The target when none is named: the bench itself. */
  readonly ownTarget: () => Target
}

export interface TrialService {
  /** Sends its first request at once. @throws BenchError `invalidArgument` that names the field */
  start(request: TrialRequest): Promise<TrialView>
  /** @throws BenchError `notFound` */
  read(id: string): TrialView
  /** Drops the request under way; resolves when the trial has ended. @throws BenchError `notFound` */
  cancel(id: string): Promise<TrialView>
  /** Cancels all of them. */
  stop(): Promise<void>
}

interface KeptTrial {
  view: TrialView
  readonly abort: AbortController
  work: Promise<void>
}

/** Nobody asks for an older one: its result was read when it came. */
const KEPT_TRIALS = 20

export function createTrialService({ wall, ids, bus, ownTarget }: TrialServicePorts): TrialService {
  const trials = new Map<string, KeptTrial>()

  function keptTrial(id: string): KeptTrial {
    const trial = trials.get(id)
    if (trial) return trial
    throw new BenchError('notFound', `There is no trial "${id}".`, { field: 'id' })
  }

  function change(trial: KeptTrial, changed: Partial<TrialView>): void {
    trial.view = { ...trial.view, ...changed }
    bus.publish({ kind: 'trial.changed', trial: trial.view })
  }

  function keep(trial: KeptTrial): void {
    trials.set(trial.view.id, trial)
    const [oldest] = trials.keys()
    if (trials.size > KEPT_TRIALS && oldest !== undefined) trials.delete(oldest)
  }

  async function start(request: TrialRequest): Promise<TrialView> {
    const { assertPem, suiteOf } = await import('../runPlan') // with the suites
    const suite = suiteOf(request.suite, 'suite')
    if (request.target) assertPem(request.target)
    const target = request.target ?? ownTarget()
    const { openTrial } = await import('./trial') // with its HTTP client
    const abort = new AbortController()
    const opened = openTrial(suite, target, request, {
      wall,
      signal: abort.signal,
      onExchange: (exchange) => change(trial, { exchanges: [...trial.view.exchanges, exchange] }),
    })
    const { what } = request
    const { plannedCount } = opened
    const { serverRoot } = target
    const begun = { id: ids.uuid(), suite: suite.id, serverRoot, what, plannedCount, exchanges: [] }
    const trial: KeptTrial = { view: { ...begun, state: 'running' }, abort, work: Promise.resolve() }
    keep(trial)
    trial.work = opened
      .run()
      .catch((error: unknown) => ({ isReady: false, message: String(error) }))
      .then((outcome) => change(trial, { state: abort.signal.aborted ? 'cancelled' : 'finished', outcome }))
    return trial.view
  }

  async function cancel(trial: KeptTrial): Promise<TrialView> {
    if (trial.view.state === 'running') trial.abort.abort()
    await trial.work
    return trial.view
  }

  return {
    start,
    read: (id) => keptTrial(id).view,
    cancel: async (id) => cancel(keptTrial(id)),
    async stop() {
      await Promise.all([...trials.values()].map(cancel))
    },
  }
}
