// What can be done with runs that have ended: found, named, pinned, deleted, brought back, compared.
import { matchesRun, type RunFilter, type RunPage } from '#shared/control/runFilter'
import type { RunComparison } from '#shared/control/runComparison'
import type { RunChange, RunView } from '#shared/control/runViews'
import type { BenchBus } from '#shared/control/events'
import { BenchError } from '#shared/errors/benchError'
import { compareReports } from '../compare/compareReports'
import type { RunHistory } from './runHistory'

export interface RunArchivePorts {
  readonly history: RunHistory
  readonly bus: BenchBus
  /** Those that have not ended. */
  readonly active: () => readonly RunView[]
}

/** Whatever is asked about a run: BenchError `notFound` when there is none, `conflict` when it has not ended. */
export interface RunArchive {
  /** The newest first; `total` counts those of every page. */
  find(filter: RunFilter, page: RunPage): { items: RunView[]; total: number }
  change(id: string, change: RunChange): Promise<RunView>
  remove(id: string): Promise<void>
  restore(id: string): Promise<RunView>
  /** What is different in the other one. */
  compare(id: string, otherId: string): Promise<RunComparison>
}

function pageOf(runs: readonly RunView[], { limit, after }: RunPage): RunView[] {
  const start = after === undefined ? 0 : runs.findIndex(({ id }) => id === after) + 1
  if (after !== undefined && start === 0) {
    throw new BenchError('invalidArgument', `after names run "${after}", which is not in this list.`, {
      field: 'after',
    })
  }
  return runs.slice(start, limit === undefined ? undefined : start + limit)
}

function changed({ name, pinned, ...run }: RunView, change: RunChange): RunView {
  const nameNow = change.name === undefined ? name : (change.name ?? undefined)
  const isPinned = change.pinned ?? pinned === true
  return { ...run, ...(nameNow !== undefined && { name: nameNow }), ...(isPinned && { pinned: true }) }
}

function labelOf({ id, name }: RunView) {
  return { id, ...(name !== undefined && { name }) }
}

export function createRunArchive({ history, bus, active }: RunArchivePorts): RunArchive {
  function ended(id: string, field: string): RunView {
    const run = history.get(id)
    if (run) return run
    const isActive = active().some((one) => one.id === id)
    if (!isActive) throw new BenchError('notFound', `There is no run "${id}".`, { field })
    throw new BenchError('conflict', `Run ${id} has not ended: continue or cancel it first.`, { field })
  }

  return {
    find(filter, page) {
      const all = [...active(), ...history.views()].sort((a, b) => b.startedAt.localeCompare(a.startedAt))
      const found = all.filter((run) => matchesRun(run, filter))
      return { items: pageOf(found, page), total: found.length }
    },
    async change(id, change) {
      const run = changed(ended(id, 'id'), change)
      await history.change(run)
      bus.publish({ kind: 'run.changed', run })
      return run
    },
    async remove(id) {
      ended(id, 'id')
      await history.remove(id)
      bus.publish({ kind: 'run.deleted', runId: id })
    },
    async restore(id) {
      const run = await history.restore(id)
      bus.publish({ kind: 'run.changed', run })
      return run
    },
    async compare(id, otherId) {
      const [before, after] = [ended(id, 'id'), ended(otherId, 'with')]
      const comparison = compareReports(await history.report(id), await history.report(otherId))
      return {
        ...comparison,
        before: { ...comparison.before, ...labelOf(before) },
        after: { ...comparison.after, ...labelOf(after) },
      }
    },
  }
}
