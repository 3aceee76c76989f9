import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CommanderError } from 'commander'
import { unzipSync, zipSync } from 'fflate/browser'
import { beforeEach, describe, expect, it } from 'vitest'
import { sampleReport } from '../../test/support/sampleReport'
import { temporaryFolder } from '../../test/support/temporaryFolder'
import { evidenceKey } from '../bench/dataFolder/evidenceKey'
import { bundleReport } from '../conformance/evidence/bundleReport'
import { BenchError } from '#shared/errors/benchError'
import { evidenceCommand } from './evidence'
import { ExitWith } from './exitWith'

async function evidence(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const host = { print: (line: string) => void out.push(line), printError: (line: string) => void err.push(line) }
  const command = evidenceCommand(host, evidenceKey)
  for (const one of [command, ...command.commands]) one.exitOverride().configureOutput({ writeErr: () => undefined })
  const exitCode = await command.parseAsync(args, { from: 'user' }).then(
    () => 0,
    (error: unknown) => {
      if (error instanceof ExitWith) return error.exitCode
      if (!(error instanceof BenchError || error instanceof CommanderError)) throw error
      err.push(error.message)
      return 2
    },
  )
  return { exitCode, out: out.join('\n'), err: err.join('\n') }
}

let folder: string
let bundle: Uint8Array

/** Written to a file that `verify` is given. */
function written(name: string, content: string | Uint8Array): string {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

beforeEach(async () => {
  folder = temporaryFolder()
  bundle = bundleReport(sampleReport(), await evidenceKey(folder))
})

describe('evidence verify', () => {
  it('is satisfied with the key that evidence key prints, and names its fingerprint', async () => {
    const key = await evidence('key', '--data', folder)
    const [, fingerprint = ''] = /^SHA-256 ([\da-f]{64})$/.exec(key.err) ?? []
    const file = written('run.zip', bundle)
    const known = await evidence('verify', file, '--key', written('signer.pem', key.out))
    expect(known).toMatchObject({
      exitCode: 0,
      out: expect.stringContaining('intact, signed with the given key') as string,
    })
    expect(known.out).toContain(`signer    SHA-256 ${fingerprint}`)
    expect(known.out).toMatch(/evidence {2}yes/)
    const unknown = await evidence('verify', file)
    expect(unknown).toMatchObject({ exitCode: 0, out: expect.stringContaining('intact, signer unknown') as string })
  })

  it('exits 1 for an altered bundle and says what was altered', async () => {
    const files = unzipSync(bundle)
    files['report.html'] = Buffer.from('<p>All is well</p>')
    const { exitCode, out } = await evidence('verify', written('run.zip', zipSync(files)))
    expect(exitCode).toBe(1)
    expect(out).toMatch(/: altered\n {2}altered {3}report\.html was changed/)
    expect(out).not.toContain('verdict')
  })

  it('exits 1 when somebody else has sealed it', async () => {
    const stranger = await evidence('key', '--data', temporaryFolder())
    const { exitCode, out } = await evidence(
      'verify',
      written('run.zip', bundle),
      '--key',
      written('k.pem', stranger.out),
    )
    expect(exitCode).toBe(1)
    expect(out).toContain('it is signed by another key than the one given')
  })

  it('says that an edited run is no evidence', async () => {
    const edited = bundleReport(
      sampleReport('[]', { edited: true, verdict: 'inconclusive' }),
      await evidenceKey(folder),
    )
    const { exitCode, out } = await evidence('verify', written('run.zip', edited))
    expect(exitCode).toBe(0)
    expect(out).toMatch(/evidence {2}no\. Edited:/)
  })

  it('exits 2 for what it cannot read', async () => {
    expect(await evidence('verify', join(folder, 'gone.zip'))).toMatchObject({ exitCode: 2 })
    const noKey = await evidence('verify', written('run.zip', bundle), '--key', written('k.pem', 'hello'))
    expect(noKey).toMatchObject({ exitCode: 2, err: expect.stringContaining('no public Ed25519 key') as string })
    expect(await evidence('verify')).toMatchObject({ exitCode: 2 })
  })
})
