// Trying a target out before it is judged: what a tester is told.
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createBus } from '#main/bench/bus'
import { randomIds as ids } from '#main/bench/clocks/ids'
import { systemWallClock as wall } from '#main/bench/clocks/wallClock'
import { createTrialService } from '#main/conformance/trial/trialService'
import { zTrialRequest, type TrialRequest, type TrialView } from '#shared/control/trialViews'
import { startForeignServer } from '../support/foreignServer'
import { startRawServer } from '../support/rawServer'
import { SUITE } from '../support/runServiceFixture'

function setUpTrials() {
  const bus = createBus()
  const told: TrialView[] = []
  bus.on('trial.changed', ({ trial }) => told.push(trial))
  const trials = createTrialService({ wall, ids, bus, ownTarget: () => ({ serverRoot: 'http://127.0.0.1:1' }) })
  onTestFinished(() => trials.stop())
  const start = (request: Partial<TrialRequest>) =>
    trials.start(zTrialRequest.parse({ suite: SUITE, what: 'connection', ...request }))
  async function ended(request: Partial<TrialRequest>): Promise<TrialView> {
    const end = new Promise<TrialView>((resolve) =>
      bus.on('trial.changed', ({ trial }) => trial.state !== 'running' && resolve(trial)),
    )
    await start(request)
    return end
  }
  return { trials, start, ended, told }
}

async function serverThat(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('a trial of the connection', () => {
  it('sends the first request of the suite and says that a run can begin', async () => {
    const server = await startForeignServer()
    onTestFinished(() => server.stop())
    const trial = await setUpTrials().ended({ target: { serverRoot: server.serverRoot, token: 'topsecret-token' } })
    expect(trial).toMatchObject({
      state: 'finished',
      plannedCount: 1,
      outcome: { isReady: true, message: expect.stringMatching(/^It answers 200 in \d+ ms with JSON/) as string },
      exchanges: [{ kind: 'connection', title: 'GET /usageManagement/v1/usageConsumptionReport' }],
    })
    expect(server.seenHeaders[0]?.authorization).toBe('Bearer topsecret-token')
    expect(JSON.stringify(trial)).not.toContain('topsecret')
  })

  it.each([
    [
      401,
      {},
      'It answers 401 in # ms: it asks for a token: give a bearer token, or client credentials to fetch one with.',
    ],
    [403, {}, 'It answers 403 in # ms: it knows who asks and forbids it'],
    [404, {}, 'nothing is there: the server root is what stands before /usageManagement/v1.'],
    [
      302,
      { location: 'https://elsewhere.example/' },
      'it redirects to https://elsewhere.example/, and a redirect is not followed',
    ],
    [503, {}, 'it is there and fails: a run would judge that.'],
    [200, { 'content-type': 'text/html' }, 'It answers 200 in # ms, but not with JSON (text/html)'],
  ])('puts a reply of %d in words', async (status, headers, words) => {
    const serverRoot = await serverThat((_, response) => response.writeHead(status, headers).end('<p>'))
    const { outcome } = await setUpTrials().ended({ target: { serverRoot } })
    expect(outcome?.isReady).toBe(false)
    expect(outcome?.message.replace(/\d+ ms/, '# ms')).toContain(words)
  })

  it('says why no reply came', async () => {
    const { outcome } = await setUpTrials().ended({})
    expect(outcome).toEqual({ isReady: false, message: 'Connection refused: nothing listens at 127.0.0.1:1.' })
  })

  it('stops at a token that cannot be had', async () => {
    const tokenUrl = await serverThat((_, response) =>
      response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"invalid_client"}'),
    )
    const clientCredentials = { tokenUrl, clientId: 'a', clientSecret: 'topsecret', authentication: 'basic' as const }
    const trial = await setUpTrials().ended({ target: { serverRoot: 'http://127.0.0.1:1', clientCredentials } })
    expect(trial).toMatchObject({ plannedCount: 2, exchanges: [{ kind: 'token' }] })
    expect(trial.outcome?.message).toMatch(/^There is no access token from .*: invalid_client/)
  })

  it('is cancelled with its request under way', async () => {
    let tellAsked: () => void
    const asked = new Promise<void>((resolve) => (tellAsked = resolve))
    const silent = await startRawServer(() => tellAsked())
    onTestFinished(() => silent.stop())
    const { trials, start } = setUpTrials()
    const { id } = await start({ target: { serverRoot: silent.serverRoot } })
    await asked
    expect(await trials.cancel(id)).toMatchObject({ state: 'cancelled', exchanges: [] })
    expect(trials.read(id).state).toBe('cancelled')
  })
})

describe('a trial of the registration', () => {
  it('sends every request of the hook and tells of each, also after one was refused', async () => {
    const serverRoot = await serverThat((request, response) =>
      response.writeHead(request.url === '/ur002' ? 409 : 201).end(),
    )
    const registrationHook = { method: 'PUT' as const, url: '{{serverRoot}}/{{report.id}}', body: '{{report}}' }
    const { ended, told } = setUpTrials()
    const trial = await ended({ what: 'registration', target: { serverRoot, registrationHook } })
    expect(trial.exchanges.map(({ title, response, problem }) => [title, response?.status, problem])).toEqual([
      ['Register ur001', 201, undefined],
      ['Register ur002', 409, 'the hook answers 409'],
      ['Register ur003', 201, undefined],
    ])
    expect(trial.outcome?.message).toBe('1 of 3 are not registered. Register ur002 failed: the hook answers 409.')
    expect(told.map(({ exchanges }) => exchanges.length)).toEqual([1, 2, 3, 3])
  })

  it('without a hook is refused', async () => {
    const { start } = setUpTrials()
    await expect(start({ what: 'registration', target: { serverRoot: 'http://127.0.0.1:1' } })).rejects.toMatchObject({
      code: 'invalidArgument',
      field: 'target.registrationHook',
    })
  })

  it('is not known once twenty newer ones were made', async () => {
    const { trials, start } = setUpTrials()
    const { id } = await start({})
    for (let count = 0; count < 20; count += 1) await start({})
    expect(() => trials.read(id)).toThrow(expect.objectContaining({ code: 'notFound' }))
  })
})
