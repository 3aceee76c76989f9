import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { unzipSync, zipSync } from 'fflate/browser'
import { describe, expect, it } from 'vitest'
import { sampleReport } from '../../../test/support/sampleReport'
import { bundleReport } from './bundleReport'
import { sha256Of, type Manifest } from './manifest'
import { fingerprintOf, publicPemOf } from './signerKey'
import { verifyBundle } from './verifyBundle'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const other = generateKeyPairSync('ed25519')
const bundle = bundleReport(sampleReport(), privateKey)

type Files = Record<string, Uint8Array>
const textOf = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString()

function changed(change: (files: Files) => void): Uint8Array {
  const files = unzipSync(bundle)
  change(files)
  return zipSync(files)
}

/** As a forger would: another status in the report, and every sum made to fit. */
function forge(files: Files): void {
  files['report.json'] = Buffer.from(textOf(files['report.json']).replace('"status": 200', '"status": 500'))
  const manifest = JSON.parse(textOf(files['manifest.json'])) as Manifest
  const sums = manifest.files.map(({ name }) => {
    const bytes = files[name] ?? Buffer.alloc(0)
    return { name, bytes: bytes.length, sha256: sha256Of(bytes) }
  })
  files['manifest.json'] = Buffer.from(JSON.stringify({ ...manifest, files: sums }))
}

const problemsOf = (bytes: Uint8Array) => verifyBundle(bytes).problems

/** Where this text stands in the zip file, from its end. */
const lastOf = (zip: Buffer, text: string) => zip.lastIndexOf(text)

describe(verifyBundle, () => {
  it('finds a bundle intact and names its key, but not its signer', () => {
    expect(verifyBundle(bundle)).toMatchObject({
      problems: [],
      signer: 'unknown',
      fingerprint: fingerprintOf(publicKey),
      manifest: { evidence: true, notEvidenceBecause: [], run: { verdict: 'pass', ranBy: 'a tester' } },
    })
    expect(verifyBundle(bundle, publicKey)).toMatchObject({ problems: [], signer: 'known' })
  })

  it('does not take the key of somebody else for the one that was expected', () => {
    const { problems, signer } = verifyBundle(bundle, other.publicKey)
    expect(problems[0]).toContain(
      `another key than the one given, whose fingerprint is ${fingerprintOf(other.publicKey)}`,
    )
    expect(signer).toBe('unknown')
  })

  it('names the file that was changed, added or removed', () => {
    const edited = changed((files) => (files['report.json'] = Buffer.from('{}')))
    expect(problemsOf(edited)).toEqual(['report.json was changed'])
    expect(problemsOf(changed((files) => (files['more.txt'] = Buffer.from('more'))))).toEqual(['more.txt was added'])
    expect(problemsOf(changed((files) => void delete files['exchanges.har']))).toEqual(['exchanges.har is missing'])
    expect(problemsOf(changed((files) => void delete files['manifest.sig']))).toEqual(['manifest.sig is missing'])
  })

  it('finds an edited exchange although every sum was computed anew', () => {
    const [problem] = problemsOf(changed(forge))
    expect(problem).toContain('they do not belong together')
  })

  it('leaves what was sealed anew with another key to the one who knows the right key', () => {
    const resealed = changed((files) => {
      files['signer.pem'] = Buffer.from(publicPemOf(other.privateKey))
      forge(files)
      const manifest = JSON.parse(textOf(files['manifest.json'])) as Manifest
      const signer = { ...manifest.signer, fingerprint: fingerprintOf(other.publicKey) }
      files['manifest.json'] = Buffer.from(JSON.stringify({ ...manifest, signer }))
      files['manifest.sig'] = sign(null, files['manifest.json'], other.privateKey)
    })
    expect(verifyBundle(resealed)).toMatchObject({ problems: [], signer: 'unknown' })
    expect(verifyBundle(resealed, createPublicKey(privateKey)).problems).toHaveLength(1)
  })

  it('refuses a file that is cut off or goes on behind its end', () => {
    for (const length of [0, 10, 100, bundle.length - 1]) {
      expect(problemsOf(bundle.slice(0, length)), `${length} bytes`).toHaveLength(1)
    }
    expect(problemsOf(Buffer.concat([bundle, Buffer.from('!')]))[0]).toContain('behind its end')
    expect(problemsOf(Buffer.concat([Buffer.from('!'), bundle]))).toHaveLength(1)
  })

  it('refuses a name that stands twice and one that leads elsewhere', () => {
    const twice = Buffer.from(changed((files) => (files['report.jsoN'] = Buffer.from('{}'))))
    for (let at = twice.indexOf('report.jsoN'); at >= 0; at = twice.indexOf('report.jsoN'))
      twice.write('report.json', at)
    expect(problemsOf(twice)[0]).toContain('holds report.json twice')
    expect(problemsOf(changed((files) => (files['../evil.txt'] = Buffer.from('x'))))[0]).toContain('"../evil.txt"')
  })

  it('stops unpacking where a file grows beyond what it announces', () => {
    const bomb = Buffer.from(zipSync({ 'report.json': new Uint8Array(200_000) }))
    const central = lastOf(bomb, 'report.json') - 46
    bomb.writeUInt32LE(1000, central + 24)
    bomb.writeUInt32LE(1000, 22)
    expect(problemsOf(bomb)[0]).toContain('does not unpack to the 1000 bytes it announces')
    bomb.writeUInt32LE(0xfffffff0, central + 24)
    expect(problemsOf(bomb)[0]).toContain('more than any bundle')
  })

  it('says of an edited and partial run that it is no evidence, intact as it is', () => {
    const report = sampleReport('[]', { edited: true, partial: true, verdict: 'inconclusive' })
    const { problems, manifest } = verifyBundle(bundleReport(report, privateKey))
    expect(problems).toEqual([])
    expect(manifest?.evidence).toBe(false)
    expect(manifest?.notEvidenceBecause.map((why) => why.split(':')[0])).toEqual(['Edited', 'Partial'])
  })
})
