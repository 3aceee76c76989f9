import { generateKeyPairSync } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../test/support/temporaryFolder'
import { evidenceKey } from './evidenceKey'

const fileIn = (folder: string) => join(folder, 'evidence-key.pem')

describe(evidenceKey, () => {
  it('is made once, whole, for its user only, and stays', async () => {
    const folder = join(temporaryFolder(), 'not there yet')
    const key = await evidenceKey(folder)
    expect(key).toMatchObject({ type: 'private', asymmetricKeyType: 'ed25519' })
    expect(readdirSync(folder)).toEqual(['evidence-key.pem'])
    if (process.platform !== 'win32') expect(statSync(fileIn(folder)).mode & 0o777).toBe(0o600)
    const written = readFileSync(fileIn(folder), 'utf8')
    expect((await evidenceKey(folder)).equals(key)).toBe(true)
    expect(readFileSync(fileIn(folder), 'utf8')).toBe(written)
  })

  it('is the same for all who make it at once', async () => {
    const folder = temporaryFolder()
    const keys = await Promise.all(Array.from({ length: 8 }, () => evidenceKey(folder)))
    expect(keys.every((key) => keys[0]?.equals(key))).toBe(true)
    expect(readdirSync(folder)).toEqual(['evidence-key.pem'])
  })

  it.each([
    ['is empty', ''],
    ['is no key', 'hello'],
    ['is of another kind', generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'pem' })],
  ])('is never replaced by itself when its file %s', async (_, text) => {
    const folder = temporaryFolder()
    writeFileSync(fileIn(folder), text)
    await expect(evidenceKey(folder)).rejects.toMatchObject({
      code: 'storageFailed',
      message: expect.stringMatching(/evidence-key\.pem, cannot be used: .*Restore it from a backup/) as string,
    })
    expect(readFileSync(fileIn(folder), 'utf8')).toBe(text)
  })

  it('says so when its folder cannot be made', async () => {
    const file = join(temporaryFolder(), 'a-file')
    writeFileSync(file, '')
    await expect(evidenceKey(join(file, 'data'))).rejects.toMatchObject({ code: 'storageFailed' })
  })
})
