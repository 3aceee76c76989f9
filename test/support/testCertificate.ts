import { createPrivateKey } from 'node:crypto'
import { generate } from 'selfsigned'

export interface CertifiedKey {
  readonly key: string
  readonly cert: string
}

/** A certificate of its own authority for 127.0.0.1. */
export async function testCertificate(): Promise<CertifiedKey> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'foreign server' }], {
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  })
  return { key, cert }
}

/** What a client shows in the handshake, signed by an authority; its key opens with the passphrase, where there is one. */
export async function clientCertificate(authority: CertifiedKey, passphrase?: string): Promise<CertifiedKey> {
  const { private: plain, cert } = await generate([{ name: 'commonName', value: 'tester' }], {
    keyType: 'ec',
    algorithm: 'sha256', // OpenSSL takes no signature with the library's default
    ca: authority,
  })
  if (passphrase === undefined) return { key: plain, cert }
  const locked = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase } as const
  return { key: createPrivateKey(plain).export(locked).toString(), cert }
}
