// What a bundle holds and what it says of its run; its bytes are what is signed.
import { createHash, type KeyObject } from 'node:crypto'
import { evidenceProblems } from '#shared/conformance/evidenceProblems'
import { zRunReport, type RunReport } from '#shared/conformance/runReport'
import { z } from 'zod'
import { fingerprintOf } from './signerKey'

export const MANIFEST_NAME = 'manifest.json'
/** 64 bytes: the Ed25519 signature of the manifest's bytes (RFC 8032). */
export const SIGNATURE_NAME = 'manifest.sig'
export const SIGNER_NAME = 'signer.pem'

export const zManifest = z.strictObject({
  kind: z.literal('callbox-evidence'),
  version: z.literal(1),
  /** False for an edited or a partial run: the bundle is whole, but proves nothing about the target. */
  evidence: z.boolean(),
  notEvidenceBecause: z.array(z.string()),
  run: zRunReport.omit({ cases: true }),
  signer: z.strictObject({ algorithm: z.literal('Ed25519'), fingerprint: z.string() }),
  /** Every other file of the bundle but the signature. */
  files: z.array(z.strictObject({ name: z.string(), bytes: z.int(), sha256: z.string() })),
})
export type Manifest = z.infer<typeof zManifest>

/** Content by name. */
export type BundleFiles = ReadonlyMap<string, Uint8Array>

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export function manifestOf({ cases: _, ...run }: RunReport, files: BundleFiles, signer: KeyObject): Manifest {
  const notEvidenceBecause = evidenceProblems(run)
  return {
    kind: 'callbox-evidence',
    version: 1,
    evidence: notEvidenceBecause.length === 0,
    notEvidenceBecause,
    run,
    signer: { algorithm: 'Ed25519', fingerprint: fingerprintOf(signer) },
    files: [...files].map(([name, bytes]) => ({ name, bytes: bytes.length, sha256: sha256Of(bytes) })),
  }
}
