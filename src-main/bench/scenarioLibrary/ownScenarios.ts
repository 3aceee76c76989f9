// The scenarios that people write, in `{data}/scenarios`: their files, and who hears that one has changed on disk.
import { existsSync, watch, type FSWatcher } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { BenchBus } from '#shared/control/events'
import type { Cancel, WallClock } from '#shared/domain/clocks'
import type { LibraryFiles, ScenarioLibrary } from '../../scenario/library/scenarioLibrary'
import { nodeFiles } from '../../store/files'
import { replaceFile } from '../../store/replaceFile'
import { LOOKUPS, shippedScenarioText } from './scenarioFiles'

/** Programs write a file in several strokes; they are told as one change. */
const SETTLE_MS = 100

export interface OwnScenarios {
  /** Only a bench whose scenarios are edited pays for the parser. */
  library(): Promise<ScenarioLibrary>
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
  { bus, wall }: { bus: BenchBus; wall: WallClock },
): OwnScenarios {
  const folder = join(dataFolder, 'scenarios')
  let watcher: FSWatcher | undefined
  let cancelTelling: Cancel | undefined

  function tellSoon(): void {
    cancelTelling?.()
    cancelTelling = wall.schedule(SETTLE_MS, () => bus.publish({ kind: 'scenarioFiles.changed' }))
  }

  /** The folder comes with the first scenario that is kept in it. */
  function keepWatching(): void {
    if (watcher || !existsSync(folder)) return
    watcher = watch(folder, { persistent: false }, (_, name) => {
      if (name === null || /\.ya?ml$/.test(name)) tellSoon()
    })
    watcher.on('error', () => {
      watcher?.close()
      watcher = undefined
    })
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
    stop() {
      cancelTelling?.()
      watcher?.close()
    },
  }
}
