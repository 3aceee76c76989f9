// One bench a data folder. The lock is proper-lockfile's; who holds it stands in a file beside it, so that after a
// crash the next bench on this machine need not wait until the lock has gone stale.
import { readFile, realpath, rm, rmdir, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { lock } from 'proper-lockfile'
import { z } from 'zod'
import { BenchError } from '#shared/errors/benchError'
import { nodeFiles } from './files'

export interface FolderLock {
  /** Leaves a folder alone that was lost. */
  release(): Promise<void>
}

const zOwner = z.object({ host: z.string(), pid: z.int() })
type Owner = z.infer<typeof zOwner>

/** Folders that this process holds: a record with our own pid and none of these is from before a container's restart. */
const heldHere = new Set<string>()

const lockPath = (path: string) => join(path, '.lock')
const ownerPath = (path: string) => join(path, '.lock-owner.json')

const throwLost = (error: BenchError) => {
  throw error
}

/**
 * Takes the data folder for this process, creating it when it is not there.
 * @param onLost told when another bench took the folder over, because this process stood still for too long; by
 *   default an uncaught error, since writing on would damage the data
 * @throws BenchError `folderInUse` while another bench has it
 */
export async function lockFolder(folder: string, onLost: (error: BenchError) => void = throwLost): Promise<FolderLock> {
  await nodeFiles.makeFolder(folder)
  const path = await realpath(folder)
  let isLost = false
  const lose = (error: BenchError) => {
    isLost = true
    heldHere.delete(path)
    onLost(error)
  }
  const unlock = await oneAtATime(path, () => take(path, lose))
  return {
    async release() {
      if (isLost) return
      heldHere.delete(path)
      await rm(ownerPath(path), { force: true })
      await unlock()
    },
  }
}

/** Lets only one bench look at the lock and its record and change them; whoever dies at it holds up the next for 5 s. */
async function oneAtATime<T>(path: string, action: () => Promise<T>): Promise<T> {
  const done = await lock(ownerPath(path), {
    lockfilePath: join(path, '.lock-taking'),
    realpath: false, // the record need not be there
    stale: 5_000,
    retries: { retries: 80, factor: 1, minTimeout: 100 },
  })
  try {
    return await action()
  } finally {
    await done()
  }
}

async function take(path: string, onLost: (error: BenchError) => void): Promise<() => Promise<void>> {
  const owner = await readOwner(path)
  if (isDead(owner, path)) await rmdir(lockPath(path)).catch(() => undefined) // it may have gone with the bench
  const unlock = await lock(path, {
    lockfilePath: lockPath(path),
    onCompromised: (cause) => onLost(takenOver(path, cause)),
  }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ELOCKED' ? folderInUse(path, owner) : error
  })
  await writeFile(ownerPath(path), JSON.stringify({ host: hostname(), pid: process.pid } satisfies Owner))
  heldHere.add(path)
  return unlock
}

/** @returns undefined when the record is missing, or was being written when its bench died. */
async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    return zOwner.parse(JSON.parse(await readFile(ownerPath(path), 'utf8')))
  } catch {
    return undefined
  }
}

/** Only of a bench on this machine can we know. */
function isDead(owner: Owner | undefined, path: string): boolean {
  if (owner?.host !== hostname()) return false
  if (owner.pid === process.pid) return !heldHere.has(path)
  try {
    process.kill(owner.pid, 0) // signal 0 only asks
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

function folderInUse(path: string, owner: Owner | undefined): BenchError {
  const by = owner === undefined ? 'another bench' : `another bench (process ${owner.pid} on ${owner.host})`
  return new BenchError(
    'folderInUse',
    `The data folder ${path} is in use by ${by}. Stop that one, or choose another folder with --data.`,
    { field: '--data' },
  )
}

function takenOver(path: string, cause: Error): BenchError {
  return new BenchError('folderInUse', `Another bench has taken over the data folder ${path}; stop this one.`, {
    cause,
  })
}
