// Whether a bundle is as it was sealed, and by whom.
import { verify, type KeyObject } from 'node:crypto'
import { BrokenBundle, readBundleZip } from './bundleZip'
import {
  MANIFEST_NAME,
  sha256Of,
  SIGNATURE_NAME,
  SIGNER_NAME,
  zManifest,
  type BundleFiles,
  type Manifest,
} from './manifest'
import { fingerprintOf, parsePublicPem } from './signerKey'

export interface BundleVerdict {
  /** What was changed, in words; empty when the bundle is intact. */
  readonly problems: readonly string[]
  /** `known`: the key that was given has signed it. */
  readonly signer: 'known' | 'unknown'
  /** Of the key in the bundle, if there is one. */
  readonly fingerprint?: string
  /** If it can be read; not to be believed when there are problems. */
  readonly manifest?: Manifest
}

function text(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes)
}

function parseManifest(bytes: Uint8Array | undefined): Manifest | undefined {
  try {
    return zManifest.parse(JSON.parse(text(bytes)))
  } catch {
    return undefined
  }
}

function missingFiles(files: BundleFiles): string[] {
  return [MANIFEST_NAME, SIGNATURE_NAME, SIGNER_NAME]
    .filter((name) => !files.has(name))
    .map((name) => `${name} is missing`)
}

function isSigned(files: BundleFiles, key: KeyObject): boolean {
  const manifest = files.get(MANIFEST_NAME)
  const signature = files.get(SIGNATURE_NAME)
  return manifest !== undefined && signature !== undefined && verify(null, manifest, key, signature)
}

function signatureProblems(files: BundleFiles, key: KeyObject | undefined, trusted: KeyObject | undefined): string[] {
  if (!files.has(MANIFEST_NAME) || !files.has(SIGNATURE_NAME)) return []
  if (key === undefined) return files.has(SIGNER_NAME) ? [`${SIGNER_NAME} holds no Ed25519 key`] : []
  if (!isSigned(files, key))
    return [`${MANIFEST_NAME}, ${SIGNATURE_NAME} or ${SIGNER_NAME} was changed: they do not belong together`]
  const isOther = trusted !== undefined && !trusted.equals(key)
  return isOther
    ? [`it is signed by another key than the one given, whose fingerprint is ${fingerprintOf(trusted)}`]
    : []
}

function fileProblems(files: BundleFiles, listed: Manifest['files']): string[] {
  const problems = listed.flatMap(({ name, bytes, sha256 }) => {
    const content = files.get(name)
    if (content === undefined) return [`${name} is missing`]
    return content.length === bytes && sha256Of(content) === sha256 ? [] : [`${name} was changed`]
  })
  const known = new Set([MANIFEST_NAME, SIGNATURE_NAME, ...listed.map(({ name }) => name)])
  const added = [...files.keys()].filter((name) => !known.has(name)).map((name) => `${name} was added`)
  return [...problems, ...added]
}

function manifestProblems(files: BundleFiles, manifest: Manifest | undefined, key: KeyObject | undefined): string[] {
  if (manifest === undefined)
    return files.has(MANIFEST_NAME) ? [`${MANIFEST_NAME} is not of a form that this version knows`] : []
  const isOwnKey = key === undefined || fingerprintOf(key) === manifest.signer.fingerprint
  return [
    ...(isOwnKey ? [] : [`${MANIFEST_NAME} names another signer than ${SIGNER_NAME}`]),
    ...fileProblems(files, manifest.files),
  ]
}

function judge(files: BundleFiles, trusted: KeyObject | undefined): BundleVerdict {
  const key = parsePublicPem(text(files.get(SIGNER_NAME)))
  const manifest = parseManifest(files.get(MANIFEST_NAME))
  const problems = [
    ...missingFiles(files),
    ...signatureProblems(files, key, trusted),
    ...manifestProblems(files, manifest, key),
  ]
  const isKnown = problems.length === 0 && trusted !== undefined
  return {
    problems: [...new Set(problems)],
    signer: isKnown ? 'known' : 'unknown',
    ...(key && { fingerprint: fingerprintOf(key) }),
    ...(manifest && { manifest }),
  }
}

/** @param trusted the public key of whoever is expected to have sealed it */
export function verifyBundle(bytes: Uint8Array, trusted?: KeyObject): BundleVerdict {
  try {
    return judge(readBundleZip(bytes), trusted)
  } catch (error) {
    if (!(error instanceof BrokenBundle)) throw error
    return { problems: [`the file ${error.message}`], signer: 'unknown' }
  }
}
