// What it takes to reach somebody else's endpoint: tokens, proxies, certificates, registration; and requests changed by hand.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { RunRequest } from '#shared/control/runViews'
import { startForeignServer, type ForeignServer } from '../support/foreignServer'
import { runRequest, setUpRuns } from '../support/runServiceFixture'
import { testCertificate } from '../support/testCertificate'

let server: ForeignServer

beforeEach(async () => {
  server = await startForeignServer()
  onTestFinished(() => server.stop())
})

async function listen(answer: RequestListener, onTunnel?: (asked: IncomingMessage, socket: Socket) => void) {
  const http = createServer(answer).listen(0, '127.0.0.1')
  if (onTunnel) http.on('connect', onTunnel)
  await once(http, 'listening')
  onTestFinished(() => {
    http.close()
    http.closeAllConnections()
  })
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`
}

async function finished(request: Partial<RunRequest>) {
  const { runs, told } = setUpRuns('http://127.0.0.1:1')
  const end = told('run.finished')
  const { id } = await runs.start(runRequest(request))
  await end
  return runs.read(id)
}

const zTokens = { clientId: 'tester', clientSecret: 'topsecret-client', authentication: 'basic' as const }

async function tokenEndpoint(expiresIn: number) {
  const asked: string[] = []
  const url = await listen((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      asked.push(Buffer.concat(chunks).toString())
      response.setHeader('content-type', 'application/json')
      const token = { access_token: `topsecret-token-${asked.length}`, token_type: 'Bearer', expires_in: expiresIn }
      response.end(JSON.stringify(token))
    })
  })
  return { url: `${url}/token`, asked }
}

describe('client credentials', () => {
  it('fetch one token for the run, record that, and keep every secret out of the report', async () => {
    const { url, asked } = await tokenEndpoint(3600)
    const clientCredentials = { ...zTokens, tokenUrl: url, scope: 'usage:read' }
    const run = await finished({ target: { serverRoot: server.serverRoot, clientCredentials } })
    expect(run.verdict).toBe('pass')
    expect(asked).toEqual([expect.stringContaining('grant_type=client_credentials')])
    expect(asked[0]).toContain('scope=usage%3Aread')
    expect(server.seenHeaders.map(({ authorization }) => authorization)).toEqual(
      Array<string>(8).fill('Bearer topsecret-token-1'),
    )
    expect(run.report?.auxiliary).toMatchObject([{ kind: 'token', response: { status: 200 } }])
    expect(JSON.stringify(run)).not.toContain('topsecret')
  })

  it('fetch another when the first has expired', async () => {
    const { url, asked } = await tokenEndpoint(0)
    await finished({ target: { serverRoot: server.serverRoot, clientCredentials: { ...zTokens, tokenUrl: url } } })
    expect(asked).toHaveLength(8)
  })

  it('that are refused leave the run inconclusive, with nothing sent', async () => {
    const url = await listen((_, response) => {
      response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"invalid_client"}')
    })
    const run = await finished({
      target: { serverRoot: server.serverRoot, clientCredentials: { ...zTokens, tokenUrl: `${url}/token` } },
    })
    expect(run).toMatchObject({ verdict: 'inconclusive', summary: { inconclusive: 7 } })
    expect(run.cases[0]?.steps[0]?.checks).toMatchObject([{ id: 'token', verdict: 'inconclusive' }])
    expect(run.cases[0]?.steps[0]?.checks[0]?.message).toContain('invalid_client')
    expect(server.seenHeaders).toHaveLength(0)
  })
})

describe('a proxy', () => {
  it('is handed plain requests', async () => {
    const seen: string[] = []
    const proxy = await listen((request, response) => {
      seen.push(request.url ?? '')
      void fetch(request.url ?? '').then(async (reply) => {
        response.writeHead(reply.status, { 'content-type': 'application/json' }).end(await reply.text())
      })
    })
    const run = await finished({ target: { serverRoot: server.serverRoot, proxy } })
    expect(run.verdict).toBe('pass')
    expect(seen[0]).toBe(`${server.serverRoot}/usageManagement/v1/usageConsumptionReport`)
  })

  it('is asked for a tunnel to an https target, and signed in at', async () => {
    const tls = await testCertificate()
    const secure = await startForeignServer({ tls })
    onTestFinished(() => secure.stop())
    const seen: (string | undefined)[] = []
    const proxy = await listen(
      (_, response) => response.end(),
      (asked, socket) => {
        seen.push(asked.headers['proxy-authorization'])
        const onward = connect(Number(new URL(secure.serverRoot).port), '127.0.0.1', () => {
          socket.write('HTTP/1.1 200 OK\r\n\r\n')
          onward.pipe(socket).pipe(onward)
        })
        onward.on('error', () => socket.destroy())
        socket.on('error', () => onward.destroy())
      },
    )
    const withUser = proxy.replace('http://', 'http://me:pass@')
    const run = await finished({ target: { serverRoot: secure.serverRoot, ca: tls.cert, proxy: withUser } })
    expect(run.verdict).toBe('pass')
    expect(seen[0]).toBe(`Basic ${Buffer.from('me:pass').toString('base64')}`)
  })

  it('that is not there is named', async () => {
    const run = await finished({ target: { serverRoot: server.serverRoot, proxy: 'http://127.0.0.1:1' } })
    expect(run.verdict).toBe('error')
    expect(run.cases[0]?.steps[0]?.checks[0]?.message).toMatch(/^by the proxy 127.0.0.1:1: connection refused/)
  })
})

describe('a registration hook', () => {
  async function hook(status: number) {
    const bodies: string[] = []
    const url = await listen((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        bodies.push(`${request.method} ${request.url} ${Buffer.concat(chunks).toString()}`)
        response.writeHead(status).end('because')
      })
    })
    const headers = { Authorization: 'Bearer topsecret-hook' }
    const registrationHook = {
      method: 'PUT' as const,
      url: `${url}/reports/{{report.id}}`,
      headers,
      body: '{{report}}',
    }
    return { bodies, target: { serverRoot: server.serverRoot, registrationHook } }
  }

  it('registers each report before the first step', async () => {
    const { bodies, target } = await hook(204)
    const run = await finished({ target })
    expect(run.verdict).toBe('pass')
    expect(bodies.map((body) => body.slice(0, 19))).toEqual(
      ['ur001', 'ur002', 'ur003'].map((id) => `PUT /reports/${id} `),
    )
    expect(run.report?.auxiliary?.map(({ title }) => title)).toEqual(
      ['ur001', 'ur002', 'ur003'].map((id) => `Register ${id}`),
    )
    expect(JSON.stringify(run)).not.toContain('topsecret')
  })

  it('that fails makes the run inconclusive, with the reason at every step, and nothing is sent', async () => {
    const { bodies, target } = await hook(500)
    const run = await finished({ target })
    expect(run).toMatchObject({ verdict: 'inconclusive', summary: { inconclusive: 7, failed: 0 } })
    expect(run.cases[6]?.steps[0]?.checks[0]).toMatchObject({
      id: 'registration',
      message: expect.stringContaining('Register ur001 failed: the hook answers 500: because') as string,
    })
    expect(bodies).toHaveLength(1)
    expect(server.seenHeaders).toHaveLength(0)
  })

  it('with a place that nothing fills is refused before anything is sent', async () => {
    const { bodies, target } = await hook(200)
    const broken = { ...target, registrationHook: { ...target.registrationHook, body: '{{report.nothing}}' } }
    await expect(finished({ target: broken })).rejects.toMatchObject({ field: 'target.registrationHook.body' })
    expect(bodies).toEqual([])
  })
})

describe('a step run', () => {
  async function stepping(request: Partial<RunRequest> = {}) {
    const setting = setUpRuns(server.serverRoot)
    const { id } = await setting.runs.start(runRequest({ mode: 'step', ...request }))
    return { ...setting, id }
  }

  it('sends a request as it was edited, is edited from then on, and never passes', async () => {
    const { runs, id, told } = await stepping({ target: { serverRoot: server.serverRoot, token: 'topsecret-token' } })
    const path = '/usageManagement/v1/usageConsumptionReport?relatedParty.id=u1'
    const headers = { authorization: '***', 'x-mine': 'yes' }
    const { step, run } = await runs.send(id, { path, headers })
    expect(step).toMatchObject({ edited: true, verdict: 'fail', request: { url: `${server.serverRoot}${path}` } })
    expect(run.edited).toBe(true)
    expect(server.seenHeaders[0]).toMatchObject({ authorization: 'Bearer topsecret-token', 'x-mine': 'yes' })
    expect((await runs.repeat(id, {})).step).not.toHaveProperty('edited')
    const end = told('run.finished')
    runs.goOn(id)
    await end
    expect(await runs.read(id)).toMatchObject({ verdict: 'inconclusive', edited: true, report: { edited: true } })
  })

  it('is not edited by a request that stays the same', async () => {
    const { runs, id } = await stepping()
    const { step, run } = await runs.send(id, { method: 'GET' })
    expect(step).not.toHaveProperty('edited')
    expect(run.edited).toBe(false)
  })

  it('sends a whole case again, and refuses one that was not sent', async () => {
    const { runs, id } = await stepping()
    for (let sent = 0; sent < 3; sent += 1) await runs.send(id)
    const again = await runs.retry(id, 'TC_UsageReport_N2')
    expect(again).toMatchObject({ caseId: 'TC_UsageReport_N2', step: { id: 'u2' }, run: { partial: true } })
    expect(again.next).toMatchObject({ caseId: 'TC_UsageReport_N3' })
    expect(server.seenHeaders).toHaveLength(5)
    await expect(runs.retry(id, 'TC_UsageReport_N5')).rejects.toMatchObject({ code: 'conflict' })
  })

  it('waits before the cases that were marked, also when they are marked on the way', async () => {
    const setting = setUpRuns(server.serverRoot)
    const { runs } = setting
    const stopped = setting.told('run.waiting')
    const { id } = await runs.start(runRequest({ breakpoints: ['TC_UsageReport_N3'] }))
    await stopped
    expect(await runs.read(id)).toMatchObject({ state: 'waiting', next: { caseId: 'TC_UsageReport_N3' } })
    const marked = await runs.setBreakpoints(id, { cases: ['TC_UsageReport_N5'] })
    expect(marked.breakpoints).toEqual(['TC_UsageReport_N5'])
    const again = setting.told('run.waiting')
    runs.goOn(id)
    await again
    expect(await runs.read(id)).toMatchObject({ state: 'waiting', next: { caseId: 'TC_UsageReport_N5' } })
    await expect(runs.setBreakpoints(id, { cases: ['nope'] })).rejects.toMatchObject({ field: 'cases' })
  })
})

describe('preparing', () => {
  it('fills in the first and last day of a month, a leap February among them', async () => {
    const { runs } = setUpRuns(server.serverRoot)
    const { rows, resources } = await runs.prepare('tmf677-v1-certification', '2028-02')
    expect(rows).toHaveLength(4)
    expect(rows[0]).toMatchObject({ report: 'ur001', used: 3, left: 2, from: '2028-02-01', until: '2028-02-29' })
    expect(resources.map(({ id }) => id)).toEqual(['ur001', 'ur002', 'ur003'])
    expect(JSON.stringify(resources)).toContain('2028-02-29T23:59:59Z')
  })
})
