import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readScenario, shippedScenario } from '#main/bench/scenarioLibrary/scenarioFiles'
import { quietResources, resourcesLeft } from '../support/activeResources'
import { benchOfThisTest, startTestBench, type BenchUnderTest } from '../support/benchFixture'
import { camaraClient } from '../support/camaraClient'
import { startRawServer } from '../support/rawServer'
import { startSilentSink } from '../support/silentSink'
import { startSink } from '../support/sinkServer'
import { temporaryFolder } from '../support/temporaryFolder'

const DEVICE = 'conductor-tablet'
const HOUR_SECONDS = 3600

async function refusingSink(): Promise<string> {
  const sink = await startSink({ now: () => 0 }, 500)
  onTestFinished(() => sink.close())
  return sink.url
}

/** Tells each sink of a violation, from a subscription of its own. */
async function notify(bench: BenchUnderTest, sinks: readonly string[]): Promise<void> {
  const app = camaraClient(bench.serverRoot)
  await app.authenticate()
  const profileId = await app.createProfile()
  for (const sink of sinks) {
    const { status } = await app.subscribe({ profileId, device: { phoneNumber: '+447700900101' }, sink })
    expect(status).toBe(201)
  }
  await bench.control.addDegradation({ body: { target: { device: DEVICE }, effect: { delayMs: { set: 900 } } } })
}

function seen(bench: BenchUnderTest, kind: 'inbox.received' | 'notification.changed'): Promise<void> {
  return new Promise((resolve) => bench.bus.on(kind, () => resolve()))
}

function openEventStream({ controlUrl, controlToken }: BenchUnderTest): Promise<Response> {
  return fetch(`${controlUrl}/control/v1/events`, { headers: { authorization: `Bearer ${controlToken}` } })
}

/** A server that takes a request and never answers it. */
async function silentServer() {
  let ask = () => {}
  const asked = new Promise<void>((resolve) => (ask = resolve))
  const server = await startRawServer(() => ask())
  onTestFinished(() => server.stop())
  return { serverRoot: server.serverRoot, asked }
}

describe('a bench that has lost its folder to another', () => {
  it('stops, and writes nothing more into it', async () => {
    const dataFolder = temporaryFolder()
    const problems: string[] = []
    const bench = await startTestBench(dataFolder, { onProblem: (message) => problems.push(message) })
    await bench.control.addFault({ body: { match: {}, act: { status: 503, code: 'UNAVAILABLE' } } })
    const owner = JSON.stringify({ host: 'elsewhere', pid: 1 })
    rmSync(join(dataFolder, '.lock'), { recursive: true })
    mkdirSync(join(dataFolder, '.lock'))
    writeFileSync(join(dataFolder, '.lock-owner.json'), owner)
    const written = () =>
      readdirSync(dataFolder).map((name) => [name, statSync(join(dataFolder, name)).mtimeMs] as const)
    const before = written()

    await bench.ended
    await expect(bench.stop()).rejects.toMatchObject({ code: 'folderInUse' })
    expect(problems).toContainEqual(expect.stringContaining('Another bench has taken over'))
    expect(written()).toEqual(before)
  })
})

describe('a bench that is stopped', () => {
  it('leaves nothing running, whatever was under way, and has all of it on disk', async () => {
    const dataFolder = temporaryFolder()
    const [slow, refusing, target] = [await startSilentSink(), await refusingSink(), await silentServer()]
    const before = await quietResources()

    const bench = await benchOfThisTest(dataFolder, { scenario: () => shippedScenario('welcome') })
    const stream = await openEventStream(bench)
    await bench.control.setClock({ body: { mode: 'paused' } })
    const retryPending = seen(bench, 'notification.changed')
    await notify(bench, [slow.url, refusing])
    await Promise.all([slow.arrival, retryPending])
    const { id: runId } = await bench.control.startRun({
      body: { suite: 'tmf677-v1-certification', target: { serverRoot: target.serverRoot } },
    })
    await target.asked
    const jump = bench.control.setClock({ body: { advanceSeconds: HOUR_SECONDS } }).catch(() => 'broken off')

    await bench.stop()
    expect(await jump).toBe('broken off')
    expect(await stream.text()).toContain('event: hello')
    expect(await resourcesLeft(before)).toEqual({})

    const again = await benchOfThisTest(dataFolder)
    const { items } = await again.control.listNotifications()
    expect(items.map(({ sink, state }) => ({ sink, state }))).toEqual([
      { sink: slow.url, state: 'pending' },
      { sink: refusing, state: 'pending' },
    ])
    expect((await again.control.readRun({ id: runId })).state).toBe('cancelled')
    expect((await again.control.readState()).clock.mode).toBe('paused')
    expect((await again.control.readState()).problems).toEqual([])
  })

  it('does not wait for an inbox that answers late', async () => {
    const before = await quietResources()
    const bench = await benchOfThisTest(temporaryFolder())
    await bench.control.setInboxReply({ body: { status: 204, delayMs: 60_000 } })
    const reply = fetch(`${bench.inboxUrl}/late`, { method: 'POST', body: 'x' }).catch(() => 'broken off')
    await quietResources() // time enough for the request to arrive
    await bench.stop()
    expect(await reply).toBe('broken off')
    expect(await resourcesLeft(before)).toEqual({})
  })

  it('can be stopped twice', async () => {
    const bench = await benchOfThisTest(temporaryFolder())
    await Promise.all([bench.stop(), bench.stop()])
  })
})

describe('a start that fails', () => {
  async function takenPort(): Promise<number> {
    const server = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }

  it.each([
    ['port', '--port'],
    ['uiPort', '--ui-port'],
    ['inboxPort', '--inbox-port'],
  ] as const)('on a taken %s names the port and %s, and leaves nothing behind', async (option, flag) => {
    const port = await takenPort()
    const dataFolder = temporaryFolder()
    const before = await quietResources()
    const refusal = { code: 'portTaken', field: flag, message: expect.stringContaining(String(port)) as string }
    await expect(startTestBench(dataFolder, { [option]: port })).rejects.toMatchObject(refusal)
    expect(await resourcesLeft(before)).toEqual({})
    await benchOfThisTest(dataFolder)
  })

  it('on the folder of a running bench names its process and leaves that one alone', async () => {
    const dataFolder = temporaryFolder()
    const first = await benchOfThisTest(dataFolder)
    const refusal = { code: 'folderInUse', message: expect.stringContaining(String(process.pid)) as string }
    await expect(startTestBench(dataFolder)).rejects.toMatchObject(refusal)
    await first.control.putUsageReport({
      id: 'ur009',
      body: {
        name: 'still writing',
        bucket: [{ id: 'b', product: { id: 'p' }, bucketCounter: [{ unit: 'MB', value: 1 }] }],
      },
    })
    await first.stop()
    await benchOfThisTest(dataFolder)
  })

  it.each([
    ['is not there', undefined, 'notFound'],
    ['is not YAML', 'name: [', 'invalidArgument'],
    ['is not a scenario', 'callbox: 1', 'invalidArgument'],
  ])('with a scenario that %s leaves nothing behind', async (_, text, code) => {
    const file = join(temporaryFolder(), 'mine.yaml')
    if (text !== undefined) writeFileSync(file, text)
    const dataFolder = temporaryFolder()
    const before = await quietResources()
    const start = startTestBench(dataFolder, { scenario: () => readScenario(file) })
    await expect(start).rejects.toMatchObject({ code, message: expect.stringContaining('mine.yaml') as string })
    expect(await resourcesLeft(before)).toEqual({})
    await benchOfThisTest(dataFolder)
  })
})
