// The conformance runs of a bench: started by the control API, told on the bus, kept on disk once they have ended.
import type { RunReport } from '#shared/conformance/runReport'
import type { BenchBus } from '#shared/control/events'
import type { RunView } from '#shared/control/views'
import type { Ids, WallClock } from '#shared/domain/clocks'
import type { RowLog } from '#shared/domain/rowLog'
import { BenchError } from '#shared/errors/benchError'
import { checkHeader, parseServerRoot, type Target } from './probe/target'
import type { RunEvent } from './runSession'
import type { Suite } from './suite'
import { SUITES, findSuite } from './suites/suites'

const TIMEOUT_MS = 10_000

/** A run as it is kept: its view, and its report once it has ended. */
export type KeptRun = RunView & { readonly report?: RunReport | undefined }

export interface RunServicePorts {
  readonly wall: WallClock
  readonly ids: Ids
  readonly bus: BenchBus
  readonly log: RowLog<{ runs: KeptRun }>
  /** The target when none is named: the bench itself. */
  readonly ownServerRoot: () => string
  /** The bench instant, ISO 8601; recorded for runs against the bench itself. */
  readonly benchClock: () => string
  readonly tool: { readonly name: string; readonly version: string }
}

export interface RunRequest {
  readonly suite: string
  readonly target?:
    | {
        readonly serverRoot: string
        readonly token?: string | undefined
        readonly headers?: Record<string, string> | undefined
      }
    | undefined
}

export interface RunService {
  /** @throws BenchError `invalidArgument` for an unknown suite or a target that cannot be asked */
  start(request: RunRequest): { id: string }
  /** The newest first, without their reports. */
  list(): RunView[]
  /** @throws BenchError `notFound` */
  read(id: string): KeptRun
  /** Ends a run that is under way; one that has ended stays as it is. @throws BenchError `notFound` */
  cancel(id: string): RunView
  /** Cancels what is under way and resolves when all of it is on disk. */
  stop(): Promise<void>
}

interface ActiveRun {
  readonly view: RunView
  readonly abort: AbortController
  readonly ended: Promise<void>
}

function suiteOf(id: string): Suite {
  const suite = findSuite(id)
  if (suite) return suite
  const known = SUITES.map((one) => one.id).join(', ')
  throw new BenchError('invalidArgument', `There is no suite "${id}"; there is ${known}.`, { field: 'suite' })
}

function targetOf({ target }: RunRequest, ownServerRoot: () => string): Target {
  if (target === undefined) return { serverRoot: ownServerRoot() }
  const { token, headers } = target
  for (const [name, value] of Object.entries(headers ?? {})) checkHeader(name, value, 'target.headers')
  if (token !== undefined) checkHeader('Authorization', token, 'target.token')
  return {
    serverRoot: parseServerRoot(target.serverRoot, 'target.serverRoot'),
    ...(token !== undefined && { token }),
    ...(headers !== undefined && { headers }),
  }
}

function viewOf({ report: _, ...view }: KeptRun): RunView {
  return view
}

export function createRunService(ports: RunServicePorts): RunService {
  const { wall, ids, bus, log, ownServerRoot, benchClock, tool } = ports
  const active = new Map<string, ActiveRun>()
  const kept = log.table('runs')

  function announce(runId: string): (event: RunEvent) => void {
    return (event) => {
      if (event.kind === 'stepFinished') bus.publish({ ...event, kind: 'run.stepFinished', runId })
      else bus.publish({ ...event, kind: 'run.caseFinished', runId })
    }
  }

  async function keep(view: RunView, report: RunReport): Promise<void> {
    await log.commit([{ table: 'runs', put: { ...view, report } }])
    active.delete(view.id)
    bus.publish({ kind: 'run.finished', run: view })
  }

  async function perform(view: RunView, suite: Suite, target: Target, signal: AbortSignal): Promise<void> {
    const isOwn = target.serverRoot === ownServerRoot()
    const { runSuite } = await import('./runner') // with its HTTP client, which a bench that judges nobody never needs
    const report = await runSuite(
      suite,
      target,
      { strict: false, timeoutMs: TIMEOUT_MS },
      { wall, signal, onEvent: announce(view.id), tool, ...(isOwn && { benchClock }) },
    )
    const state = signal.aborted ? 'cancelled' : 'finished'
    await keep({ ...view, state, finishedAt: report.finishedAt, verdict: report.verdict }, report)
  }

  function reportProblem(view: RunView, error: unknown): void {
    active.delete(view.id)
    const reason = error instanceof Error ? error.message : String(error)
    const message = `The conformance run ${view.id} could not be finished and kept: ${reason}`
    bus.publish({ kind: 'problem.occurred', problem: { at: wall.now(), message } })
    bus.publish({ kind: 'run.finished', run: { ...view, state: 'cancelled' } })
  }

  function find(id: string): KeptRun {
    const run = active.get(id)?.view ?? kept.get(id)
    if (run) return run
    throw new BenchError('notFound', `There is no run "${id}".`, { field: 'id' })
  }

  return {
    start(request) {
      const suite = suiteOf(request.suite)
      const target = targetOf(request, ownServerRoot)
      const id = ids.uuid()
      const startedAt = new Date(wall.now()).toISOString()
      const view: RunView = { id, suite: suite.id, serverRoot: target.serverRoot, state: 'running', startedAt }
      const abort = new AbortController()
      const ended = perform(view, suite, target, abort.signal).catch((error: unknown) => reportProblem(view, error))
      active.set(id, { view, abort, ended })
      bus.publish({ kind: 'run.started', run: view })
      return { id }
    },
    list() {
      const views = [...active.values()].map(({ view }) => view)
      return [...views, ...[...kept.values()].map(viewOf)].sort((a, b) => b.startedAt.localeCompare(a.startedAt))
    },
    read: find,
    cancel(id) {
      const run = find(id)
      active.get(id)?.abort.abort()
      return viewOf(run)
    },
    async stop() {
      const ending = [...active.values()]
      for (const { abort } of ending) abort.abort()
      await Promise.all(ending.map(({ ended }) => ended))
    },
  }
}
