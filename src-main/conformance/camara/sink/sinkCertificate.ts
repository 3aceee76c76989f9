import { isIP } from 'node:net'

const DAY_MS = 86_400_000

/** For the length of one run. @param now wall instant. PEM. */
export async function sinkCertificate(host: string, now: number): Promise<{ certificate: string; key: string }> {
  const { generate } = await import('selfsigned')
  const name = host.replace(/^\[|\]$/g, '')
  const altName = isIP(name) ? { type: 7 as const, ip: name } : { type: 2 as const, value: name }
  const made = await generate([{ name: 'commonName', value: 'Callbox conformance runner' }], {
    notBeforeDate: new Date(now - DAY_MS),
    notAfterDate: new Date(now + DAY_MS),
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'subjectAltName', altNames: [altName] },
    ],
  })
  return { certificate: made.cert, key: made.private }
}
