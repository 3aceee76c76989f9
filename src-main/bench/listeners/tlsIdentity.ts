// The certificate of `--tls`: made once per data folder by the selfsigned library, for the loopback names.
import { X509Certificate } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { join } from 'node:path'
import type { TlsIdentity } from './listen'

const VALID_FOR_MS = 10 * 365 * 86_400_000

export interface StoredIdentity extends TlsIdentity {
  /** PEM file to hand to a client as its CA. */
  readonly caFile: string
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function covers(certificate: string, host: string): boolean {
  const parsed = new X509Certificate(certificate)
  return (isIP(host) ? parsed.checkIP(host) : parsed.checkHost(host)) !== undefined
}

/** @param host the address that is listened on, added to the certificate's names. @param now wall instant, ms. */
export async function tlsIdentity(folder: string, host: string, now: number): Promise<StoredIdentity> {
  const caFile = join(folder, 'tls-certificate.pem')
  const keyFile = join(folder, 'tls-key.pem')
  const [certificate, key] = await Promise.all([readText(caFile), readText(keyFile)])
  if (certificate !== undefined && key !== undefined && covers(certificate, host)) return { certificate, key, caFile }

  const { generate } = await import('selfsigned')
  const made = await generate([{ name: 'commonName', value: 'Callbox on this machine' }], {
    notBeforeDate: new Date(now - 86_400_000),
    notAfterDate: new Date(now + VALID_FOR_MS),
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'subjectAltName', altNames: alternativeNames(host) },
    ],
  })
  await writeFile(keyFile, made.private, { mode: 0o600 })
  await writeFile(caFile, made.cert)
  return { certificate: made.cert, key: made.private, caFile }
}

function alternativeNames(host: string) {
  const names = [...new Set(['localhost', '127.0.0.1', '::1', host])]
  return names.map((name) => (isIP(name) ? { type: 7 as const, ip: name } : { type: 2 as const, value: name }))
}
