// `callbox serve` as a person runs it.
import { readdirSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Agent, request } from 'undici'
import { describe, expect, it, onTestFinished } from 'vitest'
import { runCallbox, serveUntilTestEnds, type CallboxProcess } from '../support/callboxProcess'
import { camaraClient } from '../support/camaraClient'
import { startSilentSink } from '../support/silentSink'
import { temporaryFolder } from '../support/temporaryFolder'

const PHONE = { phoneNumber: '+447700900101' }
const DEGRADATION = { target: { device: 'conductor-tablet' }, effect: { delayMs: { set: 900 } } }
const REPORT = { name: 'mine', bucket: [{ id: 'b', product: { id: 'p' }, bucketCounter: [{ unit: 'MB', value: 1 }] }] }
const REPORTS_PATH = '/usageManagement/v1/usageConsumptionReport'

async function appOf({ serverRoot }: CallboxProcess) {
  const app = camaraClient(serverRoot)
  await app.authenticate()
  return app
}

function openEventStream({ controlUrl, controlToken }: CallboxProcess): Promise<Response> {
  return fetch(`${controlUrl}/control/v1/events`, { headers: { authorization: `Bearer ${controlToken}` } })
}

describe('callbox serve --json', () => {
  it('tells every address and the control token in its first line', async () => {
    const bench = await serveUntilTestEnds(temporaryFolder())
    const { kind, serverRoot, uiUrl, controlUrl, controlToken, inboxUrl } = bench
    expect(kind).toBe('ready')
    for (const url of [serverRoot, controlUrl, inboxUrl]) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(new URL(uiUrl).origin).toBe(controlUrl)
    expect(bench).not.toHaveProperty('caFile')
    const state = await fetch(`${controlUrl}/control/v1/state`, {
      headers: { authorization: `Bearer ${controlToken}` },
    })
    expect(await state.json()).toMatchObject({ serverRoot, controlUrl, inboxUrl, scenario: { name: 'welcome' } })
    const window = await fetch(uiUrl, { redirect: 'manual' })
    expect(window.headers.get('set-cookie')).toContain(controlToken)
    expect((await fetch(inboxUrl, { method: 'POST', body: '{}' })).status).toBe(204)
  })

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'stops at %s within 2 s, whatever is under way, and exits 0',
    async (signal) => {
      const bench = await serveUntilTestEnds(temporaryFolder())
      const app = await appOf(bench)
      const sink = await startSilentSink()
      await bench.control.setInboxReply({ body: { status: 204, delayMs: 60_000 } })
      const profileId = await app.createProfile()
      for (const url of [sink.url, bench.inboxUrl]) await app.subscribe({ profileId, device: PHONE, sink: url })
      const stream = await openEventStream(bench)
      await bench.control.addDegradation({ body: DEGRADATION })
      await sink.arrival

      const askedAt = performance.now()
      expect(await bench.end(signal)).toBe(0)
      expect(performance.now() - askedAt).toBeLessThan(2000)
      expect(await stream.text()).toContain('degradation.added')
      expect(bench.errors()).toBe('')
    },
  )
})

describe('callbox serve on a used folder', () => {
  it('goes on with everything that was there, on other ports too', async () => {
    const folder = temporaryFolder()
    const first = await serveUntilTestEnds(folder)
    const app = await appOf(first)
    const { now } = await first.control.setClock({ body: { mode: 'paused', advanceSeconds: 86_400 } })
    await app.authenticate() // the token of yesterday has expired
    const profileId = await app.createProfile()
    const { body: subscription } = await app.subscribe({ profileId, device: PHONE, sink: first.inboxUrl })
    const degradation = await first.control.addDegradation({ body: DEGRADATION })
    await first.control.putUsageReport({ id: 'mine', body: REPORT })
    await first.control.removeUsageReport({ id: 'ur001' })
    expect(await first.end()).toBe(0)

    const second = await serveUntilTestEnds(folder, '--scenario', 'train-tunnel')
    const sameApp = camaraClient(second.serverRoot)
    sameApp.useToken(app.token())
    expect(await sameApp.subscription(subscription.id)).toMatchObject({ status: 200, body: { id: subscription.id } })
    expect((await sameApp.check(profileId, PHONE)).body).toMatchObject({
      packetDelayBudget: 'unable to meet the application requirements',
    })
    expect((await second.control.listDegradations()).items).toEqual([degradation])
    const reports = (await (await fetch(second.serverRoot + REPORTS_PATH)).json()) as { id: string }[]
    expect(reports.map(({ id }) => id)).toEqual(['ur002', 'ur003', 'mine'])
    const { clock, scenario } = await second.control.readState()
    expect(clock).toMatchObject({ mode: 'paused', now })
    expect(scenario?.name).toBe('welcome')
    expect(second.controlToken).toBe(first.controlToken)
  })

  it('loads the scenario anew with --reset, at the time of the machine', async () => {
    const folder = temporaryFolder()
    const first = await serveUntilTestEnds(folder)
    await first.control.setClock({ body: { mode: 'paused', advanceSeconds: 86_400 } })
    await first.control.addDegradation({ body: DEGRADATION })
    await first.control.putUsageReport({ id: 'mine', body: REPORT })
    await (await appOf(first)).createProfile()
    await first.end()

    const second = await serveUntilTestEnds(folder, '--reset', '--scenario', 'train-tunnel')
    const { control } = second
    const { clock, scenario } = await control.readState()
    expect(scenario?.name).toBe('train-tunnel')
    expect(clock.mode).toBe('real')
    expect(clock.now - Date.now()).toBeLessThan(60_000)
    expect((await control.listDegradations()).items).toEqual([])
    expect((await control.listUsageReports()).items).toEqual([])
    expect((await control.listProfiles()).items).toHaveLength(2)
    expect((await control.listSubscriptions()).items).toHaveLength(1)

    await second.end('SIGKILL')
    const after = await serveUntilTestEnds(folder)
    expect((await after.control.readState()).clock.now - Date.now()).toBeLessThan(60_000)
  })

  it("finds the inbox of a scenario's subscription on whichever port it listens after a restart", async () => {
    const folder = temporaryFolder()
    await (await serveUntilTestEnds(folder, '--scenario', 'train-tunnel')).end()

    const { control } = await serveUntilTestEnds(folder)
    await control.setClock({ body: { mode: 'paused' } })
    await control.addDegradation({ body: { target: { all: true }, effect: { delayMs: { set: 900 } } } })
    await control.setClock({ body: { advanceSeconds: 1 } })
    expect((await control.listInbox()).items).toHaveLength(1)
  })

  it('changes nothing when a start with --reset fails', async () => {
    const folder = temporaryFolder()
    const first = await serveUntilTestEnds(folder)
    await first.control.setClock({ body: { mode: 'paused', advanceSeconds: 86_400 } })
    const { now } = (await first.control.readState()).clock
    await first.end()

    expect((await runCallbox('serve', '--data', folder, '--reset', '--scenario', 'no-such')).exitCode).toBe(2)

    const again = await serveUntilTestEnds(folder)
    expect((await again.control.readState()).clock).toMatchObject({ mode: 'paused', now })
  })

  it('sets a garbled document aside, says so, and goes on with the rest', async () => {
    const folder = temporaryFolder()
    const first = await serveUntilTestEnds(folder)
    const profileId = await (await appOf(first)).createProfile()
    await first.end()
    writeFileSync(join(folder, 'usage-reports.json'), '{"schemaVersion":1,"data":[{"id":')

    const second = await serveUntilTestEnds(folder)
    const aside = readdirSync(folder).find((name) => name.startsWith('usage-reports.json.corrupt-'))
    expect(aside).toBeDefined()
    expect(await readFile(join(folder, String(aside)), 'utf8')).toBe('{"schemaVersion":1,"data":[{"id":')
    await expect.poll(() => second.errors()).toContain(aside)
    expect((await second.control.readState()).problems).toMatchObject([{ file: join(folder, String(aside)) }])
    expect((await second.control.listUsageReports()).items).toEqual([])
    expect((await second.control.listProfiles()).items.map(({ id }) => id)).toContain(profileId)
    await second.control.putUsageReport({ id: 'mine', body: REPORT })
  })

  it('is refused while another bench uses it, and the process is named', async () => {
    const folder = temporaryFolder()
    const bench = await serveUntilTestEnds(folder)
    const { exitCode, stderr } = await runCallbox('serve', '--data', folder, '--port', '0', '--ui-port', '0')
    expect(exitCode).toBe(1)
    expect(stderr).toContain(`process ${bench.pid}`)
    expect(stderr).toContain('--data')
  })
})

describe('callbox serve', () => {
  it('asks for no token with --auth open', async () => {
    const bench = await serveUntilTestEnds(temporaryFolder(), '--auth', 'open')
    const reply = await camaraClient(bench.serverRoot).postProfile({ packetLossErrorRate: 3 })
    expect(reply.status).toBe(201)
  })

  it('serves the simulated APIs with a certificate that its CA file verifies, with --tls', async () => {
    const { serverRoot, caFile = '' } = await serveUntilTestEnds(temporaryFolder(), '--tls')
    expect(serverRoot).toMatch(/^https:/)
    const trusting = new Agent({ connect: { ca: await readFile(caFile, 'utf8') } })
    onTestFinished(() => trusting.destroy())
    const { statusCode, body } = await request(serverRoot + REPORTS_PATH, { dispatcher: trusting })
    expect(statusCode).toBe(200)
    expect(await body.json()).toMatchObject([{ href: `${serverRoot}${REPORTS_PATH}/ur001` }, {}, {}])
    await expect(request(serverRoot + REPORTS_PATH)).rejects.toThrow(/self.signed certificate/)
  })

  it('moves the simulated APIs, and nothing else, to --host', async () => {
    const bench = await serveUntilTestEnds(temporaryFolder(), '--host', 'localhost')
    expect(new URL(bench.serverRoot).hostname).toBe('localhost')
    expect((await fetch(bench.serverRoot + REPORTS_PATH)).status).toBe(200)
    expect([bench.controlUrl, bench.inboxUrl].map((url) => new URL(url).hostname)).toEqual(['127.0.0.1', '127.0.0.1'])
  })

  it.each([
    [['--nonsense'], '--nonsense'],
    [['--port', '70000'], '--port'],
    [['--ui-port', 'x'], '--ui-port'],
    [['--inbox-port', '-1'], '--inbox-port'],
    [['--auth', 'maybe'], '--auth'],
    [['--scenario', 'nowhere'], '--scenario'],
    [['--scenario', 'README.md'], '--scenario README.md'],
    [['--host', '203.0.113.1'], '--host'],
    [['argument'], 'argument'],
  ])('exits 2 for %j and names it', async (args, name) => {
    const free = ['--port', '0', '--ui-port', '0', '--inbox-port', '0']
    const { exitCode, stderr, stdout } = await runCallbox('serve', '--data', temporaryFolder(), ...free, ...args)
    expect(exitCode).toBe(2)
    expect(stderr).toContain(name)
    expect(stdout).toBe('')
  })

  it('exits 1 when a port is taken, and names port and flag', async () => {
    const { inboxUrl } = await serveUntilTestEnds(temporaryFolder())
    const { port } = new URL(inboxUrl)
    const { exitCode, stderr } = await runCallbox('serve', '--data', temporaryFolder(), '--port', port)
    expect(exitCode).toBe(1)
    expect(stderr).toContain(`Port ${port}`)
    expect(stderr).toContain('--port')
  })
})
