// `npm run bench`: what subscriptions cost: to be created, to be told of at once, and how soon the first one hears of it.
import { open } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Agent, request } from 'undici'
import { expect, it, onTestFinished } from 'vitest'
import { SUBSCRIPTIONS_PATH, camaraClient } from '../support/camaraClient'
import { serveUntilTestEnds } from '../support/callboxProcess'
import { temporaryFolder } from '../support/temporaryFolder'
import { startContestant, type Contestant } from './contestant'
import { describeSpread, spreadOf } from './measure'

const CLIENTS = 16
const EXISTING = 10_000
const SAMPLE = 1000
/** As many as the bench posts to one origin at a time. */
const CONCURRENCY = 64
const DEGRADATIONS = 200
const TABLET = '+447700900101'

/** Runs a number of tasks, so many at a time. @returns seconds */
async function secondsFor(count: number, atATime: number, task: (index: number) => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  let next = 0
  const worker = async () => {
    while (next < count) await task(next++)
  }
  await Promise.all(Array.from({ length: atATime }, worker))
  return (performance.now() - startedAt) / 1000
}

async function arrange(sink: string) {
  const bench = await serveUntilTestEnds(temporaryFolder(), '--scenario', 'train-tunnel')
  const app = camaraClient(bench.serverRoot)
  await app.authenticate()
  const applicationProfileId = await app.createProfile()
  const agent = new Agent({ connections: CLIENTS })
  onTestFinished(() => agent.destroy())
  const body = JSON.stringify({
    protocol: 'HTTP',
    sink,
    types: ['org.camaraproject.connectivity-insights-subscriptions.v0.network-quality'],
    config: { subscriptionDetail: { device: { phoneNumber: TABLET }, applicationProfileId } },
  })
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${app.token()}` }
  async function create(): Promise<void> {
    const reply = await request(bench.serverRoot + SUBSCRIPTIONS_PATH, {
      ...{ method: 'POST', headers, body, dispatcher: agent },
    })
    await reply.body.dump()
    if (reply.statusCode !== 201) throw new Error(`a subscription was answered with ${reply.statusCode}`)
  }
  return { bench, body, create }
}

/** Milliseconds of each write of so many bytes with its fsync. */
async function fsyncsMs(count: number, bytes: number): Promise<number[]> {
  const file = await open(join(temporaryFolder(), 'log'), 'a')
  const data = Buffer.alloc(bytes, 'x')
  const tookMs: number[] = []
  for (let made = 0; made < count; made += 1) {
    const startedAt = performance.now()
    await file.write(data)
    await file.datasync()
    tookMs.push(performance.now() - startedAt)
  }
  await file.close()
  return tookMs
}

function p99Of(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1] ?? NaN
}

async function startCountingSink(): Promise<Contestant> {
  const sink = await startContestant('sink', 'countingSink.mjs')
  onTestFinished(() => sink.stop())
  return sink
}

async function countOf({ origin }: Contestant): Promise<number> {
  return ((await (await fetch(origin)).json()) as { count: number }).count
}

it('creates a subscription at the same cost with 10,000 as with none, and at half the pace of its fsync', async () => {
  const { create, body } = await arrange('http://127.0.0.1:9/never')
  await secondsFor(200, CLIENTS, create)
  const few = await secondsFor(SAMPLE, CLIENTS, create)
  await secondsFor(EXISTING, CLIENTS, create)
  const many = await secondsFor(SAMPLE, CLIENTS, create)
  const fsync = spreadOf(await fsyncsMs(50, body.length * 2 * CLIENTS)).median
  const perGroup = (many / SAMPLE) * CLIENTS * 1000
  console.log(
    `create subscription: ${(SAMPLE / few).toFixed(0)}/s with few, ${(SAMPLE / many).toFixed(0)}/s with 10,000`,
  )
  console.log(`one group of ${CLIENTS}: ${perGroup.toFixed(2)} ms, its fsync ${fsync.toFixed(2)} ms`)
  console.log(`pace of fsync / pace: ${(fsync / perGroup).toFixed(2)}; budget at least 0.5`)
  expect(many / few).toBeLessThan(1.5)
  expect(fsync / perGroup).toBeGreaterThanOrEqual(0.5)
})

it('tells 10,000 subscriptions of a degraded cell at 0.8 times the pace of a bare loop', async () => {
  const sink = await startCountingSink()
  const { bench, create } = await arrange(`${sink.origin}/notify`)
  await secondsFor(EXISTING, CLIENTS, create)
  const startedAt = performance.now()
  const effect = { delayMs: { set: 900 } }
  await bench.control.addDegradation({ body: { target: { cell: 'open-track' }, effect } })
  while ((await countOf(sink)) < EXISTING) await new Promise((resolve) => setTimeout(resolve, 25))
  const seconds = (performance.now() - startedAt) / 1000

  const { items } = await bench.control.listNotifications()
  const event = JSON.stringify(items.at(-1)?.event)
  const bare = await startCountingSink()
  const agent = new Agent({ connections: CONCURRENCY })
  const headers = { 'content-type': 'application/cloudevents+json' }
  const bareSeconds = await secondsFor(EXISTING, CONCURRENCY, async () => {
    const reply = await request(`${bare.origin}/notify`, { method: 'POST', headers, body: event, dispatcher: agent })
    await reply.body.dump()
  })
  await agent.destroy()
  console.log(`fan-out: ${(EXISTING / seconds).toFixed(0)}/s; bare loop: ${(EXISTING / bareSeconds).toFixed(0)}/s`)
  console.log(`callbox / bare loop: ${(bareSeconds / seconds).toFixed(2)}; budget at least 0.8`)
  expect(bareSeconds / seconds).toBeGreaterThanOrEqual(0.8)
})

it('has the first byte at the sink within 20 ms of a degradation, 99 times of 100', async () => {
  let heard = (): void => undefined
  const server = createServer((incoming, response) => {
    heard()
    incoming.resume().on('end', () => response.writeHead(204).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const sink = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { bench, create } = await arrange(`${sink}/notify`)
  await create()
  const tookMs: number[] = []
  for (let count = 0; count < DEGRADATIONS; count += 1) {
    const first = new Promise<number>((resolve) => (heard = () => resolve(performance.now())))
    const startedAt = performance.now()
    const body = { target: { device: 'conductor-tablet' }, effect: { delayMs: { set: 900 } } }
    const { id } = await bench.control.addDegradation({ body })
    tookMs.push((await first) - startedAt)
    const recovered = new Promise<void>((resolve) => (heard = resolve))
    await bench.control.removeDegradation({ id })
    await recovered
  }
  const p99 = p99Of(tookMs)

  // Two lines are on disk before a sink may be told: the degradation, and the event.
  const bare = await startContestant('bare', 'bareNotifier.mjs')
  onTestFinished(() => bare.stop())
  const bareMs: number[] = []
  for (let count = 0; count < DEGRADATIONS; count += 1) {
    const first = new Promise<number>((resolve) => (heard = () => resolve(performance.now())))
    const startedAt = performance.now()
    const body = JSON.stringify({ sink })
    await fetch(`${bare.origin}/degradations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    bareMs.push((await first) - startedAt)
  }
  console.log(
    `degradation to first byte: ${describeSpread(spreadOf(tookMs), 1)} ms, p99 ${p99.toFixed(1)} ms; budget 20`,
  )
  console.log(
    `a bare Express app that writes as much: ${describeSpread(spreadOf(bareMs), 1)} ms, p99 ${p99Of(bareMs).toFixed(1)} ms`,
  )
  expect(p99).toBeLessThanOrEqual(20)
})
