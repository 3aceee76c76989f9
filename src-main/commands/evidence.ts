// `callbox evidence`: whether a bundle is as it was sealed, and the key with which this installation seals its own.
import type { KeyObject } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { BenchError } from '#shared/errors/benchError'
import { Command } from 'commander'
import type { BundleVerdict } from '../conformance/evidence/verifyBundle'
import { defaultDataFolder } from './dataFolder'
import { ExitWith } from './exitWith'
import type { Host } from './host'

type Print = Pick<Host, 'print' | 'printError'>
type EvidenceKey = (dataFolder: string) => Promise<KeyObject>

/** No bundle is as large: one that unpacks to more is refused too. */
const LARGEST_FILE_BYTES = 512 * 1024 * 1024
const ALTERED = 1

function wrongUsage(field: string, message: string, cause?: unknown): BenchError {
  return new BenchError('invalidArgument', `${field}: ${message}`, { field, cause })
}

async function readBundle(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file)
    if (size > LARGEST_FILE_BYTES) throw new Error(`it has ${size} bytes, more than any bundle`)
    return await readFile(file)
  } catch (cause) {
    throw wrongUsage('--FILE', `${file} cannot be read: ${(cause as Error).message}.`, cause)
  }
}

async function readTrustedKey(file: string): Promise<KeyObject> {
  const { parsePublicPem } = await import('../conformance/evidence/signerKey')
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw wrongUsage('--key', `${file} cannot be read: ${cause.message}.`, cause)
  })
  const key = parsePublicPem(text)
  if (key) return key
  throw wrongUsage('--key', `${file} is no public Ed25519 key in PEM: "callbox evidence key" prints one.`)
}

function headline({ problems, signer }: BundleVerdict): string {
  if (problems.length > 0) return 'altered'
  return signer === 'known' ? 'intact, signed with the given key' : 'intact, signer unknown'
}

function runLines({ manifest, problems }: BundleVerdict): string[] {
  if (!manifest || problems.length > 0) return []
  const { suite, suiteVersion, target, startedAt, verdict, ranBy } = manifest.run
  return [
    `  run       ${suite} ${suiteVersion} against ${target.serverRoot}, ${startedAt}${ranBy === undefined ? '' : `, by ${ranBy}`}`,
    `  verdict   ${verdict}`,
    `  evidence  ${manifest.evidence ? 'yes' : `no. ${manifest.notEvidenceBecause.join(' ')}`}`,
    ...manifest.files.map(({ name, bytes }) => `  file      ${name}, ${bytes} bytes`),
  ]
}

function describe(file: string, verdict: BundleVerdict): string[] {
  return [
    `${file}: ${headline(verdict)}`,
    ...verdict.problems.map((problem) => `  altered   ${problem}`),
    ...(verdict.fingerprint === undefined ? [] : [`  signer    SHA-256 ${verdict.fingerprint}`]),
    ...runLines(verdict),
  ]
}

function verifyCommand({ print }: Print): Command {
  return new Command('verify')
    .description('say whether a bundle is as it was sealed: exit 0 intact, 1 altered, 2 wrong usage')
    .argument('<file>', 'bundle of a run, a zip file')
    .option('--key <file>', 'public key (PEM) of whoever is expected to have sealed it')
    .action(async (file: string, { key }: { key?: string }) => {
      const trusted = key === undefined ? undefined : await readTrustedKey(key)
      const bytes = await readBundle(file)
      const { verifyBundle } = await import('../conformance/evidence/verifyBundle')
      const verdict = verifyBundle(bytes, trusted)
      for (const line of describe(file, verdict)) print(line)
      if (verdict.problems.length > 0) throw new ExitWith(ALTERED)
    })
}

function keyCommand({ print, printError }: Print, evidenceKey: EvidenceKey): Command {
  return new Command('key')
    .description('print the public key of this installation, for those who verify its bundles')
    .option('--data <folder>', 'data folder whose key it is (default: that of this user)')
    .action(async ({ data }: { data?: string }) => {
      const key = await evidenceKey(data ?? defaultDataFolder())
      const { fingerprintOf, publicPemOf } = await import('../conformance/evidence/signerKey')
      print(publicPemOf(key).trimEnd())
      printError(`SHA-256 ${fingerprintOf(key)}`)
    })
}

export function evidenceCommand(host: Print, evidenceKey: EvidenceKey): Command {
  return new Command('evidence')
    .description('check the bundle of a run, or print the key that seals bundles here')
    .addCommand(verifyCommand(host))
    .addCommand(keyCommand(host, evidenceKey))
}
