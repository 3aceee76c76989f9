// Tables of rows that change often.
import { Low } from 'lowdb'
import type { Row, RowLog } from '#shared/domain/rowLog'
import type { BenchError } from '#shared/errors/benchError'
import { AppendingJsonLinesAdapter, type RowSchemas } from './appendingJsonLinesAdapter'
import type { DataFolder } from './dataFolder'
import { GroupWrites } from './groupWrites'
import { LogState } from './logState'

/** @param leastChangesToCompact a log with fewer changes is never rewritten */
export async function openRowLog<Tables extends Record<string, Row>>(
  folder: DataFolder,
  name: string,
  schemas: RowSchemas<Tables>,
  leastChangesToCompact: number,
): Promise<{ log: RowLog<Tables>; close: (reason: BenchError) => Promise<void> }> {
  const adapter = new AppendingJsonLinesAdapter<Tables>(folder, name, schemas, leastChangesToCompact)
  const low = new Low<LogState<Tables>>(adapter, LogState.empty(Object.keys(schemas)))
  await low.read()

  const writes = new GroupWrites(
    async () => {
      const before = low.data.settledCount
      await low.write()
      return low.data.settledCount - before
    },
    () => low.data.revert(),
  )
  const log: RowLog<Tables> = {
    table: (table) => low.data.table(table),
    commit: (changes) => writes.change(() => low.data.apply(changes)),
  }
  const close = async (reason: BenchError) => {
    await writes.close(reason)
    await adapter.close()
  }
  return { log, close }
}
