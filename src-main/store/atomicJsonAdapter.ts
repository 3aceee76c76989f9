// A document on disk: `{name}.json` holding `{schemaVersion, data}`.
import type { Adapter } from 'lowdb'
import { z } from 'zod'
import { parseOrRefuse } from '#shared/errors/zodIssues'
import { decodeUtf8, readOrSetAside, type DataFolder } from './dataFolder'
import { refuseLaterVersion, schemaVersionOf, upgrade } from './migrations'
import { replaceFile } from './replaceFile'

export interface Envelope<T> {
  readonly schemaVersion: number
  readonly data: T
}

const zEnvelope = z.object({ schemaVersion: z.int().min(1), data: z.unknown() })

/** lowdb adapter: a reader finds the file as it was or as it is now, never something between, whatever happens. */
export class AtomicJsonAdapter<T> implements Adapter<Envelope<T>> {
  readonly #fileName: string

  constructor(
    private readonly folder: DataFolder,
    private readonly name: string,
    private readonly schema: z.ZodType<T>,
  ) {
    this.#fileName = `${name}.json`
  }

  read(): Promise<Envelope<T> | null> {
    return readOrSetAside(this.folder, this.#fileName, (bytes) => this.#parse(decodeUtf8(bytes)))
  }

  async write(envelope: Envelope<T>): Promise<void> {
    await replaceFile(this.folder, this.#fileName, [`${JSON.stringify(envelope, null, 2)}\n`])
  }

  #parse(text: string): Envelope<T> {
    const { migrations } = this.folder
    const { schemaVersion, data } = parseOrRefuse(zEnvelope, JSON.parse(text))
    refuseLaterVersion(schemaVersion, migrations)
    const upgraded = upgrade('document', this.name, data, schemaVersion, migrations)
    return {
      schemaVersion: schemaVersionOf(migrations),
      data: parseOrRefuse(z.object({ data: this.schema }), { data: upgraded }).data,
    }
  }
}
