// The runs that have ended, on disk with their reports.
import { zRunReport } from '#shared/conformance/runReport'
import { zRunView } from '#shared/control/runViews'
import type { RowLog } from '#shared/domain/rowLog'
import type { z } from 'zod'

/** A report holds every reply whole, so only so many are kept. */
export const KEPT_RUNS = 200

export const zKeptRun = zRunView.extend({ report: zRunReport })
export type KeptRun = z.infer<typeof zKeptRun>

export interface RunHistory {
  get(id: string): KeptRun | undefined
  values(): Iterable<KeptRun>
  /**
   * Resolves when the run is on disk. The 200 that ended last are kept; the others are dropped, the oldest first.
   * @throws BenchError `storageFailed`
   */
  keep(run: KeptRun): Promise<void>
}

export function createRunHistory(log: RowLog<{ runs: KeptRun }>): RunHistory {
  const runs = log.table('runs')
  return {
    get: (id) => runs.get(id),
    values: () => runs.values(),
    async keep(run) {
      const newestFirst = [...runs.values()].sort((a, b) => b.report.finishedAt.localeCompare(a.report.finishedAt))
      const dropped = newestFirst.slice(KEPT_RUNS - 1)
      await log.commit([
        { table: 'runs', put: run },
        ...dropped.map(({ id }) => ({ table: 'runs' as const, remove: id })),
      ])
    },
  }
}
