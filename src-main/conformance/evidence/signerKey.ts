// The public half of the key that signs evidence: how it is written, read and named.
import { createHash, createPublicKey, type KeyObject } from 'node:crypto'

/** PEM, SubjectPublicKeyInfo: what other tools read. */
export function publicPemOf(key: KeyObject): string {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key
  return publicKey.export({ type: 'spki', format: 'pem' }) as string
}

/** SHA-256 of the public key (its SubjectPublicKeyInfo in DER), 64 hexadecimal digits. */
export function fingerprintOf(key: KeyObject): string {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
}

/** @returns undefined when the text is no public Ed25519 key in PEM; a private one is not taken for its public half. */
export function parsePublicPem(text: string): KeyObject | undefined {
  if (!text.includes('-----BEGIN PUBLIC KEY-----')) return undefined
  try {
    const key = createPublicKey(text)
    return key.asymmetricKeyType === 'ed25519' ? key : undefined
  } catch {
    return undefined
  }
}
