// The key with which this installation signs evidence: made once per data folder and kept there, readable by its user
// only. A file of its own, PEM, so that a command and a running bench can share it and other tools can read it.
import { createPrivateKey, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { BenchError } from '#shared/errors/benchError'

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

/** Linking the finished file fails when another process was first, so that all use the same key for ever. */
async function makeKey(folder: string, file: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const temporary = join(folder, `${FILE_NAME}.${randomUUID()}.tmp`)
  const { privateKey } = generateKeyPairSync('ed25519')
  try {
    const handle = await open(temporary, 'wx', 0o600)
    try {
      await handle.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }))
      await handle.sync()
    } finally {
      await handle.close()
    }
    await link(temporary, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(temporary, { force: true })
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
    const kept = await readKey(file)
    if (kept) return kept
    await makeKey(folder, file)
    const made = await readKey(file)
    if (made) return made
    throw new Error('it is gone again')
  } catch (cause) {
    const message = `The key that signs evidence, ${file}, cannot be used: ${(cause as Error).message}. Restore it from a backup, or move it away to have a new one made.`
    throw new BenchError('storageFailed', message, { cause })
  }
}
