import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lock } from 'proper-lockfile'
import { lockFolder, type FolderLock } from './folderLock'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'callbox-lock-'))))
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A process that was killed, so its id is no one's. */
async function killedPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
  return child.pid ?? 0
}

/** What a killed bench leaves: a fresh lock and its record. */
async function leaveLockOf(pid: number, host = hostname()): Promise<() => Promise<void>> {
  await writeFile(join(folder, '.lock-owner.json'), JSON.stringify({ host, pid }))
  return lock(join(folder, 'left behind'), {
    lockfilePath: join(folder, '.lock'),
    realpath: false,
    onCompromised: () => undefined,
  })
}

describe(lockFolder, () => {
  it('makes the folder, and leaves nothing in it when released', async () => {
    const made = join(folder, 'a', 'b')
    await (await lockFolder(made)).release()
    expect(await readdir(made)).toEqual([])
    await (await lockFolder(made)).release()
  })

  it('refuses a second bench, naming the folder, the process and what to do', async () => {
    const held = await lockFolder(folder)
    await expect(lockFolder(folder)).rejects.toMatchObject({
      code: 'folderInUse',
      message: expect.stringMatching(
        new RegExp(`in use by another bench \\(process ${process.pid} .*--data`),
      ) as string,
    })
    await held.release()
  })

  it('lets only one of several benches that start at once have the folder of a killed one', async () => {
    await leaveLockOf(await killedPid())
    const starting: Promise<FolderLock>[] = []
    for (let n = 0; n < 12; n++) {
      starting.push(lockFolder(folder))
      await new Promise((resolve) => setImmediate(resolve)) // each is a little further than the next
    }
    const starts = await Promise.allSettled(starting)
    const held = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))
    expect(held).toHaveLength(1)
    await held[0]?.release()
  })

  it('takes the folder of a bench that was killed at once', async () => {
    await leaveLockOf(await killedPid())
    const held = await lockFolder(folder)
    await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'folderInUse' })
    await held.release()
  })

  it('takes the folder of a killed bench that had our process id, as after the restart of a container', async () => {
    await leaveLockOf(process.pid)
    await (await lockFolder(folder)).release()
  })

  it('refuses the folder of a bench on another machine, of which it cannot know whether it lives', async () => {
    const release = await leaveLockOf(await killedPid(), 'elsewhere')
    await expect(lockFolder(folder)).rejects.toThrow(/on elsewhere/)
    await release()
  })
})
