// A run as one zip file: its report in every form, a manifest of their sums, and a signature of the manifest.
import { sign, type KeyObject } from 'node:crypto'
import type { RunReport } from '#shared/conformance/runReport'
import { BenchError } from '#shared/errors/benchError'
import { zipSync } from 'fflate/browser' // the Node build asks for worker threads, which no bundler keeps apart and zipSync never uses
import { harReport } from '../reporters/harReporter'
import { htmlReport } from '../reporters/html/htmlReport'
import { jsonReport } from '../reporters/jsonReporter'
import { junitReport } from '../reporters/junitReporter'
import { LARGEST_BUNDLE_BYTES } from './bundleZip'
import { manifestOf, MANIFEST_NAME, SIGNATURE_NAME, SIGNER_NAME, type BundleFiles } from './manifest'
import { publicPemOf } from './signerKey'

const README = `A conformance run, sealed by Callbox.

  callbox evidence verify THIS.zip --key signer.pem

says whether anything was changed since. Take signer.pem from the one who ran it, not from this file:
whoever changes a bundle can seal it anew with a key of their own. Without Callbox:

  openssl pkeyutl -verify -pubin -inkey signer.pem -rawin -in manifest.json -sigfile manifest.sig

and compare the SHA-256 sums in manifest.json with those of the files.
`

function sealedFiles(report: RunReport, key: KeyObject): BundleFiles {
  const texts: [string, string][] = [
    ['report.html', htmlReport(report)],
    ['report.json', jsonReport(report)],
    ['junit.xml', junitReport(report)],
    ['exchanges.har', harReport(report)],
    ['README.txt', README],
    [SIGNER_NAME, publicPemOf(key)],
  ]
  return new Map(texts.map(([name, text]) => [name, Buffer.from(text)]))
}

/**
 * The bundle of a run, a zip file. That of an edited or partial run says in its manifest that it is no evidence.
 * @param key the private Ed25519 key of this installation
 * @throws BenchError `payloadTooLarge` for a run that `callbox evidence verify` would refuse to unpack
 */
export function bundleReport(report: RunReport, key: KeyObject): Uint8Array {
  const files = sealedFiles(report, key)
  const manifest = Buffer.from(`${JSON.stringify(manifestOf(report, files, key), null, 2)}\n`)
  const all = new Map([...files, [MANIFEST_NAME, manifest], [SIGNATURE_NAME, sign(null, manifest, key)]])
  const bytes = [...all.values()].reduce((sum, { length }) => sum + length, 0)
  if (bytes > LARGEST_BUNDLE_BYTES) {
    const message = `The bundle would hold ${bytes} bytes, more than ${LARGEST_BUNDLE_BYTES}: run fewer cases, or export JSON.`
    throw new BenchError('payloadTooLarge', message)
  }
  return zipSync(Object.fromEntries(all), { mtime: report.finishedAt })
}
