// The runs that have ended. What is listed is a row of a log; the report, which holds every reply whole, is a file of
// its own, so that a long history costs neither memory nor time at the start.
import { zRunReport, type RunReport } from '#shared/conformance/runReport'
import { zRunView, type RunView } from '#shared/control/runViews'
import type { RowLog } from '#shared/domain/rowLog'
import type { TextFiles } from '#shared/domain/textFiles'
import { BenchError } from '#shared/errors/benchError'
import type { z } from 'zod'

/** Rows of earlier data folders hold their report themselves. */
export const zKeptRun = zRunView.extend({ report: zRunReport.optional() })
export type KeptRun = z.infer<typeof zKeptRun>

/** How many deleted runs can be brought back, until the bench stops. */
const RESTORABLE_RUNS = 20

export interface RunHistoryPorts {
  readonly log: RowLog<{ runs: KeptRun }>
  readonly reports: TextFiles
  /** How many runs are kept besides the pinned ones. */
  readonly limit: () => number
  /** Told of each run that makes room for others. */
  readonly onDropped: (id: string) => void
}

export interface RunHistory {
  get(id: string): RunView | undefined
  views(): RunView[]
  /** @throws BenchError `storageFailed` when its file cannot be read */
  report(id: string): Promise<RunReport>
  /**
   * Resolves when the run is on disk. Of those that are not pinned the ones that ended last are kept.
   * @throws BenchError `storageFailed`
   */
  keep(run: RunView, report: RunReport): Promise<void>
  /** Puts the row in place of the one with its id. @throws BenchError `storageFailed` */
  change(run: RunView): Promise<void>
  /** @throws BenchError `storageFailed` */
  remove(id: string): Promise<void>
  /** Brings back one that was deleted since the bench started. @throws BenchError `notFound` */
  restore(id: string): Promise<RunView>
  /** Drops what is too much by now. */
  bound(): Promise<void>
  /** From now on no deleted run can be brought back. */
  close(): Promise<void>
}

function viewOf({ report: _, ...view }: KeptRun): RunView {
  return view
}

const endedAt = ({ finishedAt, startedAt }: RunView) => finishedAt ?? startedAt

export function createRunHistory({ log, reports, limit, onDropped }: RunHistoryPorts): RunHistory {
  const rows = log.table('runs')
  const deleted = new Map<string, KeptRun>()
  /** A kill leaves reports whose row was not written any more, or was removed. */
  const tidied = reports
    .ids()
    .then((ids) => forget(ids.filter((id) => rows.get(id) === undefined)))
    .catch(() => undefined) // they only cost space

  async function forget(ids: readonly string[]): Promise<void> {
    for (const id of ids) await reports.remove(id)
  }

  function tooMany(): string[] {
    const loose = [...rows.values()].filter(({ pinned }) => pinned !== true)
    const newestFirst = loose.sort((a, b) => endedAt(b).localeCompare(endedAt(a)))
    return newestFirst.slice(limit()).map(({ id }) => id)
  }

  async function bound(): Promise<void> {
    const ids = tooMany()
    if (ids.length === 0) return
    await log.commit(ids.map((id) => ({ table: 'runs', remove: id })))
    for (const id of ids) onDropped(id)
    await forget(ids)
  }

  async function parsedReport(id: string): Promise<RunReport> {
    try {
      const text = await reports.read(id)
      if (text === undefined) throw new Error('it is missing')
      return zRunReport.parse(JSON.parse(text))
    } catch (cause) {
      const message = `The report of run ${id} cannot be read: ${(cause as Error).message}. Restore its file from a backup, or delete the run.`
      throw new BenchError('storageFailed', message, { field: 'id', cause })
    }
  }

  return {
    get(id) {
      const row = rows.get(id)
      return row && viewOf(row)
    },
    views: () => [...rows.values()].map(viewOf),
    report: async (id) => rows.get(id)?.report ?? (await parsedReport(id)),
    async keep(run, report) {
      await tidied
      await reports.write(run.id, JSON.stringify(report))
      await log.commit([{ table: 'runs', put: run }])
      await bound()
    },
    async change(run) {
      const { report } = rows.get(run.id) ?? {}
      await log.commit([{ table: 'runs', put: { ...run, ...(report && { report }) } }])
      await bound()
    },
    async remove(id) {
      const row = rows.get(id)
      if (row === undefined) return
      await log.commit([{ table: 'runs', remove: id }])
      deleted.set(id, row)
      const [oldest] = deleted.keys()
      if (deleted.size <= RESTORABLE_RUNS || oldest === undefined) return
      deleted.delete(oldest)
      await forget([oldest])
    },
    async restore(id) {
      const row = deleted.get(id)
      if (row === undefined) {
        const message = `Run ${id} cannot be brought back: only the last ${RESTORABLE_RUNS} that were deleted since the bench started can.`
        throw new BenchError('notFound', message, { field: 'id' })
      }
      await log.commit([{ table: 'runs', put: row }])
      deleted.delete(id)
      return viewOf(row)
    },
    bound,
    async close() {
      await tidied
      await forget([...deleted.keys()])
      deleted.clear()
    },
  }
}
