// Faults of a whole bench: how they are switched on, what an app sees, what the journal says, what outlives a restart.
import { readFileSync } from 'node:fs'
import { Agent, request } from 'undici'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DEVIATIONS } from '#main/faults/deviations/catalogue'
import { zTmfError } from '#shared/wire/tmf677/usageConsumptionReport'
import type { FaultAct } from '#shared/domain/fault'
import { benchOfThisTest, startTestBench, type BenchUnderTest } from '../support/benchFixture'
import { runCallbox, serveCallbox } from '../support/callboxProcess'
import { temporaryFolder } from '../support/temporaryFolder'

const REPORTS = '/usageManagement/v1/usageConsumptionReport'
const PROFILES = '/application-profiles/v0.5/application-profiles'
const ABSENT = `${PROFILES}/11111111-2222-4333-8444-555555555555`

const usage = (bench: BenchUnderTest, path = REPORTS) => fetch(bench.serverRoot + path)

async function profile(bench: BenchUnderTest, clientId: string | undefined) {
  const token = clientId && (await bench.control.mintToken({ body: { clientId } })).accessToken
  return fetch(bench.serverRoot + ABSENT, { headers: token ? { authorization: `Bearer ${token}` } : {} })
}

async function journalled(bench: BenchUnderTest) {
  const { items } = await bench.control.listExchanges({ query: { api: 'usageManagement' } })
  return bench.control.readExchange({ id: items.at(-1)?.id ?? '' })
}

describe('a fault with a status', () => {
  const act: FaultAct = { status: 503, code: 'UNAVAILABLE', message: 'closed for the night' }

  it('is answered in the error body of TMF677, and journalled so', async () => {
    const bench = await benchOfThisTest(temporaryFolder())
    await usage(bench) // kept, so that it would be answered before Express
    await bench.control.addFault({ body: { match: { api: 'usageManagement' }, act } })
    const reply = await usage(bench)
    expect(reply.status).toBe(503)
    expect(zTmfError.parse(await reply.json())).toEqual({
      code: 'UNAVAILABLE',
      reason: 'Service Unavailable',
      message: 'closed for the night',
      status: '503',
    })
    expect(await journalled(bench)).toMatchObject({
      status: 503,
      responseBody: expect.stringContaining('closed') as string,
    })
    expect((await bench.control.readState()).problems).toEqual([])
  })

  it('is answered in the ErrorInfo of CAMARA, after 401 and with the correlator', async () => {
    const bench = await benchOfThisTest(temporaryFolder())
    await bench.control.addFault({ body: { match: { api: 'application-profiles', client: 'game' }, act } })
    expect((await profile(bench, undefined)).status).toBe(401)
    const reply = await profile(bench, 'game')
    expect(reply.status).toBe(503)
    expect(await reply.json()).toEqual({ status: 503, code: 'UNAVAILABLE', message: 'closed for the night' })
    expect(reply.headers.get('x-correlator')).toMatch(/\S/)
    expect((await profile(bench, 'film')).status).toBe(404)
  })

  it('meets one operation only, and as often as it says', async () => {
    const bench = await benchOfThisTest(temporaryFolder())
    const match = { api: 'usageManagement', operation: 'retrieveUsageConsumptionReport', count: 1 } as const
    await bench.control.addFault({ body: { match, act } })
    expect((await usage(bench)).status).toBe(200)
    expect((await usage(bench, `${REPORTS}/ur001`)).status).toBe(503)
    expect((await usage(bench, `${REPORTS}/ur001`)).status).toBe(200)
    expect((await bench.control.listFaults()).items).toEqual([])
  })
})

describe('a fault with a limit', () => {
  const limit = { requests: 1, periodSeconds: 60 }

  it('is answered with 429 and Retry-After in the error body of TMF677', async () => {
    const bench = await benchOfThisTest(temporaryFolder())
    await bench.control.setClock({ body: { mode: 'paused' } })
    await bench.control.addFault({ body: { match: { api: 'usageManagement' }, act: { rateLimit: limit } } })
    expect((await usage(bench)).status).toBe(200)
    const reply = await usage(bench)
    expect(reply.status).toBe(429)
    expect(reply.headers.get('retry-after')).toBe('60')
    expect(zTmfError.parse(await reply.json())).toMatchObject({ code: 'tooManyRequests', status: '429' })
    await bench.control.setClock({ body: { advanceSeconds: 60 } })
    expect((await usage(bench)).status).toBe(200)
  })

  it.each([
    ['TOO_MANY_REQUESTS', { rateLimit: limit }],
    ['QUOTA_EXCEEDED', { quota: limit }],
  ])('is answered with 429 %s in the ErrorInfo of CAMARA', async (code, act) => {
    const bench = await benchOfThisTest(temporaryFolder())
    await bench.control.addFault({ body: { match: { api: 'application-profiles' }, act } })
    expect((await profile(bench, 'game')).status).toBe(404)
    const reply = await profile(bench, 'game')
    expect(await reply.json()).toMatchObject({ status: 429, code })
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(50)
  })

  it('outlives a restart with what was used of it', async () => {
    const folder = temporaryFolder()
    const first = await startTestBench(folder)
    await first.control.addFault({ body: { act: { quota: { requests: 2 } } } })
    await usage(first)
    await first.stop()
    const second = await benchOfThisTest(folder)
    expect([(await usage(second)).status, (await usage(second)).status]).toEqual([200, 429])
  })
})

describe('a fault of the connection', () => {
  it('resets it, and the journal has no status', async () => {
    const bench = await benchOfThisTest(temporaryFolder())
    await bench.control.addFault({ body: { act: { reset: true } } })
    await expect(usage(bench)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
    expect((await journalled(bench)).status).toBeUndefined()
  })

  it('breaks off within the body, and the journal has what was really sent', async () => {
    const bench = await benchOfThisTest(temporaryFolder())
    const whole = await (await usage(bench)).text()
    await bench.control.addFault({ body: { act: { truncate: true } } })
    const reply = await usage(bench)
    expect(reply.headers.get('content-length')).toBe(String(Buffer.byteLength(whole)))
    await expect(reply.text()).rejects.toThrow()
    const { responseBody } = await journalled(bench)
    expect(responseBody).toBe(whole.slice(0, Math.floor(whole.length / 2)))
  })

  it('ends it over TLS too', async () => {
    const bench = await benchOfThisTest(temporaryFolder(), { tls: true })
    await bench.control.addFault({ body: { act: { reset: true } } })
    const dispatcher = new Agent({ connect: { ca: readFileSync(bench.caFile ?? '', 'utf8') } })
    await expect(request(bench.serverRoot + REPORTS, { dispatcher })).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' })
    await dispatcher.close()
  })

  it('delays it by wall time, though the bench clock stands still', async () => {
    const bench = await benchOfThisTest(temporaryFolder())
    await bench.control.setClock({ body: { mode: 'paused' } })
    await bench.control.addFault({ body: { act: { delayMs: { fixed: 150 } } } })
    expect((await usage(bench)).status).toBe(200)
    expect((await journalled(bench)).durationMs).toBeGreaterThanOrEqual(145)
  })

  it('does not keep the bench from stopping', async () => {
    const bench = await startTestBench(temporaryFolder())
    await bench.control.addFault({ body: { act: { delayMs: { fixed: 600_000 } } } })
    const dropped = expect(usage(bench)).rejects.toThrow()
    await expect.poll(async () => (await bench.control.listFaults()).items[0]?.hits).toBe(1)
    await bench.stop()
    await dropped
  })
})

describe('a deviation', () => {
  it('changes what is sent, and the journal has that under the address that was asked for', async () => {
    const bench = await benchOfThisTest(temporaryFolder())
    await bench.control.addFault({ body: { deviation: 'tmf677-another-report' } })
    const reply = await usage(bench, `${REPORTS}/ur001?fields=id`)
    expect(await reply.json()).toEqual({ id: 'ur002' })
    expect(await journalled(bench)).toMatchObject({ url: `${REPORTS}/ur001?fields=id`, responseBody: '{"id":"ur002"}' })
  })

  it('answers a HEAD without a body', async () => {
    const bench = await benchOfThisTest(temporaryFolder())
    for (const { name } of (await bench.control.listDeviations()).items) {
      const { id } = await bench.control.addFault({ body: { deviation: name } })
      const reply = await fetch(bench.serverRoot + REPORTS, { method: 'HEAD' })
      expect([name, await reply.text()]).toEqual([name, ''])
      await bench.control.removeFault({ id })
    }
  })

  it('of an unknown name is refused', async () => {
    const bench = await benchOfThisTest(temporaryFolder())
    await expect(bench.control.addFault({ body: { deviation: 'no-such' } })).rejects.toMatchObject({ status: 404 })
  })
})

describe('serve --deviation', () => {
  it('switches on each that is named', async () => {
    const bench = await serveCallbox(
      temporaryFolder(),
      ...['--scenario', 'certification', '--deviation', 'tmf677-not-json', '--deviation', 'tmf677-text-plain'],
    )
    onTestFinished(async () => void (await bench.end()))
    const reply = await fetch(bench.serverRoot + REPORTS)
    expect(reply.headers.get('content-type')).toContain('text/plain')
    expect(await reply.text()).toMatch(/^\[{'id':'ur001'/)
  })

  it('of an unknown name exits with 2 and says which there are', async () => {
    const { exitCode, stderr } = await runCallbox('serve', '--deviation', 'no-such', '--data', temporaryFolder())
    expect(exitCode).toBe(2)
    for (const { name } of DEVIATIONS) expect(stderr).toContain(name)
  })
})

describe('faults and the life of a bench', () => {
  it('survive a restart, and are ended by their id', async () => {
    const folder = temporaryFolder()
    const first = await startTestBench(folder, { deviations: ['tmf677-not-json'] })
    const { id } = await first.control.addFault({ body: { act: { status: 500, code: 'INTERNAL' } } })
    await first.stop()
    const second = await benchOfThisTest(folder, { deviations: ['tmf677-not-json'] })
    expect((await second.control.listFaults()).items).toMatchObject([{ deviation: 'tmf677-not-json' }, { id }])
    await second.control.removeFault({ id })
    expect(await (await usage(second)).text()).toMatch(/^\[{'id':'ur001'/)
  })

  it('are ended by a scenario that is loaded or reset', async () => {
    const bench = await benchOfThisTest(temporaryFolder())
    await bench.control.addFault({ body: { deviation: 'tmf677-not-json' } })
    await bench.control.loadScenario({ body: { name: 'certification' } })
    expect((await bench.control.listFaults()).items).toEqual([])
    await bench.control.addFault({ body: { deviation: 'tmf677-not-json' } })
    await bench.control.resetScenario()
    expect((await bench.control.listFaults()).items).toEqual([])
    expect((await usage(bench)).headers.get('content-type')).toContain('json')
  })

  it('are told on the event stream as they come and go', async () => {
    const bench = await benchOfThisTest(temporaryFolder())
    const seen: string[] = []
    bench.bus.onAny(({ kind }) => void (kind.startsWith('fault.') && seen.push(kind)))
    const { id } = await bench.control.addFault({ body: { deviation: 'tmf677-not-json' } })
    await bench.control.removeFault({ id })
    expect(seen).toEqual(['fault.added', 'fault.removed'])
  })
})
