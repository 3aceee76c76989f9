// TLS would take broken PEM without a word and fail later, or trust what was not meant.
import { createPrivateKey, X509Certificate } from 'node:crypto'
import type { TargetConfig } from '#shared/conformance/targetConfig'

export interface TargetProblem {
  readonly path: readonly string[]
  readonly message: string
}

function reasonOf(read: () => unknown): string | undefined {
  try {
    read()
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

export function certificateProblem(pem: string): string | undefined {
  const reason = reasonOf(() => new X509Certificate(pem))
  return reason === undefined ? undefined : `cannot be read as a PEM certificate: ${reason}`
}

function keyProblem({ certificate, key, passphrase }: NonNullable<TargetConfig['clientCertificate']>) {
  const reason = reasonOf(() => {
    const parsed = createPrivateKey({ key, ...(passphrase !== undefined && { passphrase }) })
    if (!new X509Certificate(certificate).checkPrivateKey(parsed)) throw new Error('it is of another certificate')
  })
  return reason === undefined ? undefined : `cannot be used with the certificate: ${reason}`
}

/** What is wrong with the certificates and keys of a target; none: nothing. */
export function pemProblems({ ca, clientCertificate }: TargetConfig): TargetProblem[] {
  const trusted = ca === undefined ? undefined : certificateProblem(ca)
  const own = clientCertificate && certificateProblem(clientCertificate.certificate)
  const key = clientCertificate && own === undefined ? keyProblem(clientCertificate) : undefined
  const found: [readonly string[], string | undefined][] = [
    [['ca'], trusted],
    [['clientCertificate', 'certificate'], own],
    [['clientCertificate', 'key'], key],
  ]
  return found.flatMap(([path, message]) => (message === undefined ? [] : [{ path, message }]))
}
