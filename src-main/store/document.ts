// A small authored document, written whole.
import { Low } from 'lowdb'
import type { z } from 'zod'
import type { Document } from '#shared/domain/rowLog'
import type { BenchError } from '#shared/errors/benchError'
import { AtomicJsonAdapter, type Envelope } from './atomicJsonAdapter'
import type { DataFolder } from './dataFolder'
import { GroupWrites } from './groupWrites'
import { schemaVersionOf } from './migrations'

/** @param initial the data while there is no readable file; nothing is written before the first `replace`. */
export async function openDocument<T>(
  folder: DataFolder,
  name: string,
  schema: z.ZodType<T>,
  initial: T,
): Promise<{ document: Document<T>; close: (reason: BenchError) => Promise<void> }> {
  const schemaVersion = schemaVersionOf(folder.migrations)
  const low = new Low<Envelope<T>>(new AtomicJsonAdapter(folder, name, schema), { schemaVersion, data: initial })
  await low.read()

  let stored = low.data
  const writes = new GroupWrites(
    async () => {
      const written = low.data
      await low.write()
      stored = written
    },
    () => (low.data = stored),
  )
  const document: Document<T> = {
    get data() {
      return low.data.data
    },
    replace: (data) => writes.change(() => (low.data = { schemaVersion, data })),
  }
  return { document, close: (reason) => writes.close(reason) }
}
