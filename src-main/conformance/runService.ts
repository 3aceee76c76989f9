// The conformance runs of a bench: driven by the control API, told on the bus, kept on disk once they have ended.
import type { BenchBus } from '#shared/control/events'
import type { EditedRequest } from '#shared/conformance/editedRequest'
import type { RunReport } from '#shared/conformance/runReport'
import type { Target } from '#shared/conformance/targetConfig'
import { isFinding } from '#shared/conformance/verdict'
import type { SuitePreparation } from '#shared/control/conformancePreparation'
import type {
  Breakpoints,
  ReportFormat,
  RunDetail,
  RunExport,
  RunRequest,
  RunView,
  SentStep,
  SuiteView,
} from '#shared/control/runViews'
import type { Ids, WallClock } from '#shared/domain/clocks'
import type { RowLog } from '#shared/domain/rowLog'
import type { TextFiles } from '#shared/domain/textFiles'
import { BenchError } from '#shared/errors/benchError'
import { monthOf, preparationOf } from './registration/preparation'
import { exportReport } from './reporters/exportReport'
import type { ReportPorts } from './reporters/reporters'
import { createRunArchive, type RunArchive } from './history/runArchive'
import { createRunHistory, type KeptRun } from './history/runHistory'
import type { RunPlan } from './runPlan'
import { createActiveRun, type ActiveRun, type ActiveRunPorts, type RunIdentity } from './session/activeRun'
import { runOptions } from './session/runOptions'
import type { RunEvent } from './session/runSession'

// The suites are a good part of the program, which a bench that judges nobody never needs.
const theSuites = () => import('./suites/suites')
const theRunPlan = () => import('./runPlan')

export interface RunServicePorts extends ReportPorts {
  /** Who runs it, where nobody is named. */
  readonly currentUser: () => string
  readonly wall: WallClock
  readonly ids: Ids
  readonly bus: BenchBus
  readonly log: RowLog<{ runs: KeptRun }>
  readonly reports: TextFiles
  /** How many runs are kept besides the pinned ones. */
  readonly keptRuns: () => number
  /** The target when none is named: the bench itself. */
  readonly ownTarget: () => Target
  /** The bench instant, ISO 8601; recorded for runs against the bench itself. */
  readonly benchClock: () => string
  readonly tool: { readonly name: string; readonly version: string }
}

/** Whatever is asked about a run: BenchError `notFound` when there is none, `conflict` when it is not in a state for it. */
export interface RunService extends RunArchive {
  suites(): Promise<SuiteView[]>
  /**
   * What has to be registered at a target first.
   * @param month `2026-11`; left out: the present one
   */
  prepare(suiteId: string, month: string | undefined): Promise<SuitePreparation>
  /** @throws BenchError `invalidArgument` that names the field, `unavailable` once the bench stops */
  start(request: RunRequest): Promise<{ id: string }>
  read(id: string): Promise<RunDetail>
  /** Sends the next step of a run that waits, as it is or edited. */
  send(id: string, edit?: EditedRequest): Promise<SentStep>
  /** Sends the last step once more. */
  repeat(id: string, edit?: EditedRequest): Promise<SentStep>
  /** Sends a case once more; without one the last step. */
  retry(id: string, caseId?: string): Promise<SentStep>
  setBreakpoints(id: string, breakpoints: Breakpoints): Promise<RunView>
  /** Lets a run that waits go on; does not wait for it. */
  goOn(id: string): RunView
  /** Ends a run at once; one that has ended stays as it is. */
  cancel(id: string): Promise<RunView>
  /** Once the run has ended. */
  export(id: string, format: ReportFormat): Promise<RunExport>
  /** Cancels every run and resolves when all of them are on disk. */
  stop(): Promise<void>
}

/** With what the history is searched for. */
function keptView(run: RunView, { ranBy, cases }: RunReport): RunView {
  const failedCases = cases.filter(({ verdict }) => isFinding(verdict)).map(({ id }) => id)
  return { ...run, ...(ranBy !== undefined && { ranBy }), ...(failedCases.length > 0 && { failedCases }) }
}

export function createRunService(ports: RunServicePorts): RunService {
  const { wall, ids, bus, ownTarget, benchClock, tool, signingKey, currentUser } = ports
  const active = new Map<string, ActiveRun>()
  const history = createRunHistory({
    log: ports.log,
    reports: ports.reports,
    limit: ports.keptRuns,
    onDropped: (runId) => bus.publish({ kind: 'run.deleted', runId }),
  })
  const archive = createRunArchive({ history, bus, active: () => [...active.values()].map((run) => run.view()) })
  const stopBounding = bus.on('settings.changed', () => void history.bound().catch(() => undefined)) // the next run bounds it
  let isStopping = false

  function announce(runId: string): (event: RunEvent) => void {
    return (event) => {
      if (event.kind === 'stepFinished') bus.publish({ ...event, kind: 'run.stepFinished', runId })
      else if (event.kind === 'exchanged') bus.publish({ ...event, kind: 'run.exchanged', runId })
      else bus.publish({ ...event, kind: 'run.caseFinished', runId })
    }
  }

  const outcomes: Omit<ActiveRunPorts, 'session' | 'abort' | 'breakpoints'> = {
    onWaiting: (run, next) => bus.publish({ kind: 'run.waiting', run, ...(next && { next }) }),
    onResumed: (run) => bus.publish({ kind: 'run.resumed', run }),
    onChanged: (run) => bus.publish({ kind: 'run.changed', run }),
    async keep(run, report) {
      const kept = keptView(run, report)
      await history.keep(kept, report)
      active.delete(run.id)
      bus.publish({ kind: 'run.finished', run: kept })
    },
    fail(run, error) {
      active.delete(run.id)
      const reason = error instanceof Error ? error.message : String(error)
      const message = `The conformance run ${run.id} could not be finished and kept: ${reason}`
      bus.publish({ kind: 'problem.occurred', problem: { at: wall.now(), message } })
      bus.publish({ kind: 'run.finished', run })
    },
  }

  /** With what it can do on the bench itself, also where that is named by its address. */
  function withOwnMeans(target: Target): Target {
    const own = ownTarget()
    return target.serverRoot === own.serverRoot ? { ...(own.bench && { bench: own.bench }), ...target } : target
  }

  async function open({ suite, target: named, choices }: RunPlan, request: RunRequest): Promise<ActiveRun> {
    const target = withOwnMeans(named)
    const { openRunSession } = await import('./session/runSession') // with its HTTP client
    const options = runOptions(suite, target, choices, wall.now())
    if (isStopping) throw new BenchError('unavailable', 'The bench is stopping, so no run can be started any more.')
    const abort = new AbortController()
    const { serverRoot } = target
    const isOwn = serverRoot === ownTarget().serverRoot
    const { mode, stopOnFailure, breakpoints } = request
    const startedAt = new Date(wall.now()).toISOString()
    const run: RunIdentity = { id: ids.uuid(), suite: suite.id, serverRoot, mode, startedAt, strict: options.strict }
    const session = openRunSession(suite, target, options, {
      wall,
      ids,
      signal: abort.signal,
      onEvent: announce(run.id),
      tool,
      ranBy: request.ranBy ?? currentUser(),
      ...(isOwn && { benchClock }),
    })
    return createActiveRun(run, {
      session,
      abort,
      breakpoints: { cases: breakpoints, onFailure: stopOnFailure },
      ...outcomes,
    })
  }

  function keptRun(id: string): RunView {
    const kept = history.get(id)
    if (kept) return kept
    throw new BenchError('notFound', `There is no run "${id}".`, { field: 'id' })
  }

  function activeRun(id: string): ActiveRun {
    const run = active.get(id)
    if (run) return run
    const { state } = keptRun(id)
    throw new BenchError('conflict', `Run ${id} is ${state}, so nothing more can be sent: start another.`, {
      field: 'id',
    })
  }

  return {
    suites: async () => (await theSuites()).suiteViews(),
    async prepare(suiteId, month = monthOf(wall.now())) {
      const { findSuite } = await theSuites()
      const suite = findSuite(suiteId)
      if (!suite) throw new BenchError('notFound', `There is no suite "${suiteId}".`, { field: 'id' })
      return preparationOf(suite, month)
    },
    async start(request) {
      const { planRun } = await theRunPlan()
      const run = await open(planRun(request, ownTarget()), request)
      const view = run.view()
      active.set(view.id, run)
      bus.publish({ kind: 'run.started', run: view })
      run.begin()
      return { id: view.id }
    },
    ...archive,
    async read(id) {
      const run = active.get(id)
      if (run) return run.detail()
      const kept = keptRun(id)
      const report = await history.report(id)
      return { ...kept, cases: report.cases, report }
    },
    send: async (id, edit) => activeRun(id).send(edit),
    repeat: async (id, edit) => activeRun(id).repeat(edit),
    retry: async (id, caseId) => (caseId === undefined ? activeRun(id).repeat() : activeRun(id).retryCase(caseId)),
    async setBreakpoints(id, breakpoints) {
      const run = activeRun(id)
      const [{ suiteOf }, { assertCases }] = await Promise.all([theRunPlan(), theSuites()])
      assertCases(suiteOf(run.view().suite, 'suite'), breakpoints.cases, 'cases', true)
      return run.setBreakpoints(breakpoints)
    },
    goOn: (id) => activeRun(id).goOn(),
    cancel: async (id) => active.get(id)?.cancel() ?? keptRun(id),
    async export(id, format) {
      if (active.has(id)) {
        const message = `Run ${id} has not ended, so there is no report yet: continue or cancel it first.`
        throw new BenchError('conflict', message, { field: 'id' })
      }
      const { id: runId, name } = keptRun(id)
      return exportReport(await history.report(runId), format, { signingKey }, name)
    },
    async stop() {
      isStopping = true
      stopBounding()
      await Promise.all([...active.values()].map((run) => run.cancel()))
      await history.close()
    },
  }
}
