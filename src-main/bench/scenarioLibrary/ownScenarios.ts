// The scenarios that people write, in `{data}/scenarios`: their files, and who hears that one has changed on disk.
import { existsSync, watch as watchFolder, type FSWatcher } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { BenchBus } from '#shared/control/events'
import type { ScenarioListing } from '#shared/control/scenarioViews'
import type { Cancel, WallClock } from '#shared/domain/clocks'
import type { LibraryFiles, ScenarioLibrary } from '../../scenario/library/scenarioLibrary'
import { nodeFiles } from '../../store/files'
import { replaceFile } from '../../store/replaceFile'
import { listScenarios, LOOKUPS, shippedScenarioText } from './scenarioFiles'

/** Programs write a file in several strokes; they are told as one change. */
const SETTLE_MS = 100

export interface OwnScenariosPorts {
  readonly bus: BenchBus
  readonly wall: WallClock
  readonly watch?: typeof watchFolder
}

export interface OwnScenarios {
  /** Only a bench whose scenarios are edited pays for the parser. */
  library(): Promise<ScenarioLibrary>
  /** The shipped ones too. */
  list(): Promise<ScenarioListing[]>
  stop(): void
}

const libraryFiles: LibraryFiles = {
  read: (path) =>
    readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    }),
  async replace(path, text) {
    await nodeFiles.makeFolder(dirname(path))
    await replaceFile({ folder: dirname(path), files: nodeFiles }, basename(path), [text])
  },
  async remove(path) {
    await nodeFiles.remove(path)
    await nodeFiles.syncFolder(dirname(path))
  },
}

export function createOwnScenarios(
  dataFolder: string,
  { bus, wall, watch = watchFolder }: OwnScenariosPorts,
): OwnScenarios {
  const folder = join(dataFolder, 'scenarios')
  let watcher: FSWatcher | undefined
  /** A machine has only so many watches. */
  let isUnwatchable = false
  let cancelTelling: Cancel | undefined

  function tellSoon(): void {
    cancelTelling?.()
    cancelTelling = wall.schedule(SETTLE_MS, () => bus.publish({ kind: 'scenarioFiles.changed' }))
  }

  /** The folder comes with the first scenario that is kept in it. */
  function keepWatching(): void {
    if (watcher || isUnwatchable || !existsSync(folder)) return
    try {
      watcher = watch(folder, { persistent: false }, (_, name) => {
        if (name === null || /\.ya?ml$/.test(name)) tellSoon()
      })
      watcher.on('error', () => {
        watcher?.close()
        watcher = undefined
      })
    } catch (error) {
      isUnwatchable = true
      const message = `The folder ${folder} cannot be watched (${(error as Error).message}): what other programs change in it is not noticed by itself.`
      bus.publish({ kind: 'problem.occurred', problem: { at: wall.now(), message } })
    }
  }

  const files: LibraryFiles = {
    ...libraryFiles,
    async replace(path, text) {
      await libraryFiles.replace(path, text)
      tellSoon() // a folder made just now is not watched yet
    },
  }

  async function open(): Promise<ScenarioLibrary> {
    const { createScenarioLibrary } = await import('../../scenario/library/scenarioLibrary')
    return createScenarioLibrary({ folder, files, shippedText: shippedScenarioText, lookups: LOOKUPS })
  }
  let opened: Promise<ScenarioLibrary> | undefined

  return {
    library() {
      keepWatching()
      return (opened ??= open())
    },
    list() {
      keepWatching()
      return listScenarios(dataFolder)
    },
    stop() {
      cancelTelling?.()
      watcher?.close()
    },
  }
}
