import type { Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { judgeTarget, replyMessage } from '../support/conformanceFixture'
import { startForeignServer } from '../support/foreignServer'
import { startRawServer } from '../support/rawServer'
import { testCertificate } from '../support/testCertificate'

const OK = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n'
const stops: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

function started<T extends { stop(): Promise<void> }>(server: T): T {
  stops.push(() => server.stop())
  return server
}

const onlyN1 = { caseIds: ['TC_UsageReport_N1'], timeoutMs: 300 }

describe('a target that gives no status line is an error', () => {
  it('when nothing listens there, for every case', async () => {
    const server = await startRawServer(() => undefined)
    await server.stop()
    const report = await judgeTarget({ serverRoot: server.serverRoot })
    expect(report.verdict).toBe('error')
    expect(report.summary).toMatchObject({ errors: 7, failed: 0, notRun: 0 })
    expect(report.cases[0]?.steps[0]).toMatchObject({ verdict: 'error', response: null, checks: [{ id: 'response' }] })
    expect(replyMessage(report)).toMatch(/^connection refused: nothing listens at 127\.0\.0\.1:\d+$/)
  })

  it('when its name is not known', async () => {
    const report = await judgeTarget({ serverRoot: 'http://nowhere.invalid' }, { ...onlyN1, timeoutMs: 5000 })
    expect(report.cases[0]?.verdict).toBe('error')
    expect(replyMessage(report)).toMatch(/^DNS failure: the host name nowhere\.invalid is not known/)
  })

  it('when it does not answer in time', async () => {
    const { serverRoot } = started(await startRawServer(() => undefined))
    const report = await judgeTarget({ serverRoot }, onlyN1)
    expect(report.cases[0]?.verdict).toBe('error')
    expect(replyMessage(report)).toBe('timeout: no reply within 0.3 s')
  })

  it('when it never completes the TLS handshake, and is left alone once the run is over', async () => {
    const sockets: Socket[] = []
    const { serverRoot } = started(await startRawServer((socket) => sockets.push(socket)))
    const report = await judgeTarget({ serverRoot: serverRoot.replace('http:', 'https:') }, onlyN1)
    expect(replyMessage(report)).toBe('timeout: no reply within 0.3 s')
    await expect.poll(() => sockets.map(({ closed }) => closed)).toEqual([true])
  })

  it.each([
    ['closes the connection', '', /^connection closed: /],
    ['does not speak HTTP', 'SSH-2.0-OpenSSH\r\n\r\n', /^no HTTP: /],
  ])('when it %s', async (_, bytes, message) => {
    const { serverRoot } = started(await startRawServer((socket) => socket.end(bytes)))
    const report = await judgeTarget({ serverRoot }, onlyN1)
    expect(report.cases[0]?.verdict).toBe('error')
    expect(replyMessage(report)).toMatch(message)
  })

  it('when https is asked of plain http', async () => {
    const { serverRoot } = started(await startForeignServer())
    const report = await judgeTarget({ serverRoot: serverRoot.replace('http:', 'https:') }, onlyN1)
    expect(replyMessage(report)).toMatch(/^TLS failure: no secure connection to 127\.0\.0\.1:\d+: .*wrong version/i)
  })
})

describe('a target that answers, however broken, fails', () => {
  it.each([
    [
      'ends before the announced length',
      `${OK}content-length: 100\r\n\r\n[{"id"`,
      /^truncated body: .* 6 bytes, 100 were announced/,
    ],
    [
      'ends in the middle of a chunk',
      `${OK}transfer-encoding: chunked\r\n\r\n8\r\n[{"`,
      /^truncated body: .* in the middle of a chunk/,
    ],
    [
      'is not compressed as it says',
      `${OK}content-encoding: gzip\r\ncontent-length: 2\r\n\r\n[]`,
      /^the body is not gzip as declared: /,
    ],
    [
      'is coded in a way that nobody knows',
      `${OK}content-encoding: rot13\r\ncontent-length: 2\r\n\r\n[]`,
      /^the body is coded as rot13, which is not known here/,
    ],
    ['has a chunk size that is no number', `${OK}transfer-encoding: chunked\r\n\r\nxyz\r\n[]`, /^broken body: /],
  ])('when its body %s', async (_, bytes, message) => {
    const { serverRoot } = started(await startRawServer((socket) => socket.end(bytes)))
    const report = await judgeTarget({ serverRoot }, onlyN1)
    expect(report.cases[0]?.verdict).toBe('fail')
    expect(replyMessage(report)).toMatch(message)
    expect(report.cases[0]?.steps[0]?.response?.status).toBe(200)
  })

  it.each(['', '[]'])('and what came of its body, "%s", is not taken for the whole', async (beginning) => {
    const bytes = `${OK}content-length: 100\r\n\r\n${beginning}`
    const { serverRoot } = started(await startRawServer((socket) => socket.end(bytes)))
    const report = await judgeTarget({ serverRoot }, { ...onlyN1, caseIds: ['TC_UsageReport_E1_user'] })
    const checks = report.cases.flatMap(({ steps }) => steps.flatMap((step) => step.checks))
    expect(checks.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
      'response fail',
      'status pass',
      'mediaType pass',
    ])
  })

  it('when the rest of its body does not come in time', async () => {
    const { serverRoot } = started(await startRawServer((socket) => socket.write(`${OK}content-length: 9\r\n\r\n[{`)))
    const report = await judgeTarget({ serverRoot }, onlyN1)
    expect(report.cases[0]?.verdict).toBe('fail')
    expect(replyMessage(report)).toBe('timeout: the body was not complete 0.3 s after the request, 2 bytes came')
    expect(report.cases[0]?.steps[0]?.response?.body).toBe('[{')
  })

  it('when its body has no end', async () => {
    const { serverRoot } = started(
      await startRawServer((socket) => {
        const chunk = Buffer.alloc(1024 * 1024, ' ')
        // A write that failed ends it: writing on to a socket that is being closed would never let it close.
        const more = () => socket.write(chunk, (error) => !error && !socket.destroyed && more())
        socket.write(`${OK}\r\n`)
        more()
      }),
    )
    const report = await judgeTarget({ serverRoot }, { ...onlyN1, timeoutMs: 10_000 })
    expect(report.cases[0]?.verdict).toBe('fail')
    expect(replyMessage(report)).toMatch(/^body too large: it goes on after 16777216 bytes/)
  })

  it('when it redirects, which is not followed', async () => {
    const moved = 'HTTP/1.1 302 Found\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n'
    const { serverRoot } = started(await startRawServer((socket) => socket.end(moved)))
    const report = await judgeTarget({ serverRoot }, onlyN1)
    const status = report.cases[0]?.steps[0]?.checks.find(({ id }) => id === 'status')
    expect(status).toMatchObject({ verdict: 'fail', expected: 200, actual: 302 })
  })
})

describe('a target over TLS', () => {
  it('is refused when its authority is not known, with what to do', async () => {
    const { serverRoot } = started(await startForeignServer({ tls: await testCertificate() }))
    const report = await judgeTarget({ serverRoot }, onlyN1)
    expect(report.cases[0]?.verdict).toBe('error')
    expect(replyMessage(report)).toMatch(/^TLS failure: .* not signed by a known authority .* give that authority/)
  })

  it('is refused with another authority than its own', async () => {
    const { serverRoot } = started(await startForeignServer({ tls: await testCertificate() }))
    const { cert } = await testCertificate()
    expect(replyMessage(await judgeTarget({ serverRoot, ca: cert }, onlyN1))).toMatch(/^TLS failure: /)
  })

  it('is judged when its authority is given, and when any certificate will do', async () => {
    const tls = await testCertificate()
    const { serverRoot } = started(await startForeignServer({ tls }))
    expect((await judgeTarget({ serverRoot, ca: tls.cert })).verdict).toBe('pass')
    expect((await judgeTarget({ serverRoot, insecure: true })).verdict).toBe('pass')
  })

  it('is refused when its certificate is for another name', async () => {
    const tls = await testCertificate()
    const { serverRoot } = started(await startForeignServer({ tls }))
    const report = await judgeTarget({ serverRoot: serverRoot.replace('127.0.0.1', 'localhost'), ca: tls.cert }, onlyN1)
    expect(replyMessage(report)).toMatch(/^TLS failure: .* certificate is for another host name/)
  })
})
