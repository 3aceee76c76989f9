// A target that answers nobody it does not know by a certificate.
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Target } from '#shared/conformance/targetConfig'
import { judgeTarget } from '../support/conformanceFixture'
import { startForeignServer } from '../support/foreignServer'
import { clientCertificate, testCertificate, type CertifiedKey } from '../support/testCertificate'

let authority: CertifiedKey
let server: CertifiedKey

beforeAll(async () => {
  authority = await testCertificate()
  server = await testCertificate()
})

async function judge(target: Partial<Target>) {
  const foreign = await startForeignServer({ tls: server, clientCa: authority.cert })
  onTestFinished(() => foreign.stop())
  return judgeTarget({ serverRoot: foreign.serverRoot, ca: server.cert, ...target })
}

const firstCheck = (report: Awaited<ReturnType<typeof judge>>) => report.cases[0]?.steps[0]?.checks[0]

describe('a target that demands a client certificate', () => {
  it('is judged with one that its authority has signed', async () => {
    const { key, cert: certificate } = await clientCertificate(authority)
    expect((await judge({ clientCertificate: { certificate, key } })).verdict).toBe('pass')
  })

  it('is judged with a key that opens with its passphrase', async () => {
    const { key, cert: certificate } = await clientCertificate(authority, 'open sesame')
    const report = await judge({ clientCertificate: { certificate, key, passphrase: 'open sesame' } })
    expect(report.verdict).toBe('pass')
    expect(JSON.stringify(report)).not.toContain('open sesame')
  })

  it('without one is no failure of the target, and what to do is said', async () => {
    const report = await judge({})
    expect(report).toMatchObject({ verdict: 'error', summary: { errors: 7 } })
    expect(firstCheck(report)?.verdict).toBe('error')
    expect(firstCheck(report)?.message).toMatch(/ask(s)? for a client certificate/)
  })

  it('answers no stranger, who is told why', async () => {
    const { key, cert: certificate } = await clientCertificate(await testCertificate())
    const report = await judge({ clientCertificate: { certificate, key } })
    expect(report.verdict).toBe('error')
    expect(firstCheck(report)?.message).toMatch(/not accept the (one it was shown|client certificate)/)
  })
})
