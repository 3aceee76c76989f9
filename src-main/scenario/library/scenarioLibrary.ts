// The scenario files of one folder, as their authors edit them: plain text, fit for git, never in the store.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { zScenarioFileName, type ScenarioFile, type ScenarioFileWrite } from '#shared/control/scenarioFileViews'
import { BenchError } from '#shared/errors/benchError'
import type { CheckedScenario } from '../files/checkScenario'
import { readScenarioFile } from '../files/readScenarioFile'
import type { Lookups } from '../files/readScenarioFile'

export interface LibraryPorts {
  /** Absolute path; need not be there yet. */
  readonly folder: string
  readonly files: LibraryFiles
  /** YAML of a scenario that comes with the program; undefined when there is none of that name. */
  readonly shippedText: (name: string) => Promise<string | undefined>
  readonly lookups: Lookups
}

export interface LibraryFiles {
  /** @returns undefined when there is no such file */
  read(path: string): Promise<string | undefined>
  /** Whole or not at all, on disk before it resolves, and the folder with it. @throws BenchError `storageFailed` */
  replace(path: string, text: string): Promise<void>
  remove(path: string): Promise<void>
}

export interface ScenarioLibrary {
  /** @throws BenchError `notFound` */
  read(name: string): Promise<ScenarioFile>
  /** @throws BenchError `conflict` when the file is not the one the writer knows; `invalidArgument` for its name */
  write(name: string, write: ScenarioFileWrite): Promise<ScenarioFile>
  /** @returns what was removed. @throws BenchError `notFound`, `conflict` */
  remove(name: string, revision?: string): Promise<ScenarioFile>
  check(text: string, name?: string): Promise<CheckedScenario>
}

function revisionOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function refuseName(name: string): void {
  const reason = zScenarioFileName.safeParse(name).error?.issues[0]?.message
  if (reason === undefined) return
  throw new BenchError('invalidArgument', `"${name}" cannot be the name of a scenario file: ${reason}.`, {
    field: 'name',
  })
}

/** Which of the two endings people give to YAML the file has; the longer one where there is none yet. */
const ENDINGS = ['.yaml', '.yml']

export function createScenarioLibrary({ folder, files, shippedText, lookups }: LibraryPorts): ScenarioLibrary {
  let last: Promise<unknown> = Promise.resolve()

  /** One change after the other: what is compared with the disk is still so when the disk is written. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }

  async function own(name: string): Promise<ScenarioFile | undefined> {
    for (const ending of ENDINGS) {
      const file = join(folder, `${name}${ending}`)
      const text = await files.read(file)
      if (text !== undefined) return { name, origin: 'folder', file, text, revision: revisionOf(text) }
    }
    return undefined
  }

  function refuseChanged(name: string, found: ScenarioFile | undefined, known: string | undefined): void {
    if (found?.revision === known) return
    const reason = found
      ? known === undefined
        ? 'There is a scenario file of that name already. Choose another name, or read it first.'
        : 'It was changed on disk since it was read. Read it again, then change it or give its revision to overwrite it.'
      : 'It was removed since it was read. Leave out its revision to write it anew.'
    throw new BenchError('conflict', `The scenario file "${name}" is not written. ${reason}`, { field: 'revision' })
  }

  async function orNotFound(name: string, found: ScenarioFile | undefined): Promise<ScenarioFile> {
    if (found) return found
    const isShipped = (await shippedText(name)) !== undefined
    const message = isShipped
      ? `The scenario "${name}" comes with the program and cannot be changed. Write its text under another name.`
      : `There is no scenario file "${name}". GET scenarios lists those there are.`
    throw new BenchError(isShipped ? 'conflict' : 'notFound', message, { field: 'name' })
  }

  async function refuseShippedName(name: string): Promise<void> {
    if ((await shippedText(name)) !== undefined) await orNotFound(name, undefined)
  }

  return {
    async read(name) {
      refuseName(name)
      const text = await shippedText(name)
      if (text !== undefined) return { name, origin: 'shipped', text, revision: revisionOf(text) }
      return orNotFound(name, await own(name))
    },
    write: (name, { text, revision }) =>
      inTurn(async () => {
        refuseName(name)
        await refuseShippedName(name)
        const found = await own(name)
        refuseChanged(name, found, revision)
        const file = found?.file ?? join(folder, `${name}${ENDINGS[0]}`)
        await files.replace(file, text)
        return { name, origin: 'folder', file, text, revision: revisionOf(text) }
      }),
    remove: (name, revision) =>
      inTurn(async () => {
        refuseName(name)
        const found = await orNotFound(name, await own(name))
        if (revision !== undefined) refuseChanged(name, found, revision)
        await files.remove(found.file ?? '')
        return found
      }),
    async check(text, name = 'unsaved') {
      refuseName(name)
      const { scenario, problems } = await readScenarioFile(join(folder, `${name}.yaml`), lookups, text)
      const ownProblems = problems.map((problem) => ({ ...problem, file: problem.file?.slice(folder.length + 1) }))
      return { scenario, problems: ownProblems }
    },
  }
}
