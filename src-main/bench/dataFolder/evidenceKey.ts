// The key with which this installation signs evidence: made once per data folder and kept there, readable by its user
// only. A file of its own, PEM, so that a command and a running bench can share it and other tools can read it.
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { lock } from 'proper-lockfile'
import { BenchError } from '#shared/errors/benchError'
import { randomIds } from '../clocks/ids'

const FILE_NAME = 'evidence-key.pem'

async function readKey(file: string): Promise<KeyObject | undefined> {
  let pem: string
  try {
    pem = await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const key = createPrivateKey(pem)
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('it holds no Ed25519 key')
  return key
}

async function writeKey(file: string): Promise<void> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }))
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Whoever holds the lock makes it, so that all use the same key for ever; a folder as lock is a thing of every file
 * system, a hard link is not (exFAT). The key gets its name when it is whole.
 */
async function makeKey(folder: string, file: string): Promise<KeyObject | undefined> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const unlock = await lock(file, {
    realpath: false,
    stale: 5_000,
    retries: { retries: 80, factor: 1, minTimeout: 100 },
  })
  const temporary = join(folder, `${FILE_NAME}.${randomIds.uuid()}.tmp`)
  try {
    const kept = await readKey(file) // another process was first
    if (kept) return kept
    await writeKey(temporary)
    await rename(temporary, file)
    return await readKey(file)
  } finally {
    await rm(temporary, { force: true })
    await unlock()
  }
}

/**
 * The private Ed25519 key of a data folder, made when there is none.
 * @throws BenchError `storageFailed` when it can neither be read nor made; a damaged key is never replaced, because what
 *   it has signed could not be told from forgeries any more.
 */
export async function evidenceKey(folder: string): Promise<KeyObject> {
  const file = join(folder, FILE_NAME)
  try {
    const key = (await readKey(file)) ?? (await makeKey(folder, file))
    if (key) return key
    throw new Error('it is gone again')
  } catch (cause) {
    const message = `The key that signs evidence, ${file}, cannot be used: ${(cause as Error).message}. Restore it from a backup, or move it away to have a new one made.`
    throw new BenchError('storageFailed', message, { cause })
  }
}
