// `npm run bench`: what the network costs. A table of 100,000 rows, and a check of quality with 200 active effects.
import autocannon from 'autocannon'
import { expect, it } from 'vitest'
import { readTrace } from '#main/network/traces/readTrace'
import { camaraClient } from '../support/camaraClient'
import { serveUntilTestEnds } from '../support/callboxProcess'
import { temporaryFolder } from '../support/temporaryFolder'
import { startContestant } from './contestant'
import { describeSpread, ratios, spreadOf } from './measure'

const ROWS = 100_000
const READS = 5
const EFFECTS = 200
const ROUNDS = 5
const SECONDS = 3

it('reads a trace of 100,000 rows in less than a second', async () => {
  const rows = Array.from({ length: ROWS }, (_, row) => `${row / 10},${40 + (row % 50)},${1 + (row % 9)},0.${row % 10}`)
  const trace = {
    id: 'drive',
    csv: `t,rtt,down,loss\n${rows.join('\n')}\n`,
    time: { column: 't', unit: 's' },
    metrics: {
      delayMs: { column: 'rtt', unit: 'ms', factor: 0.5 },
      downRateKbps: { column: 'down', unit: 'Mbit/s', factor: 1 },
      lossRatio: { column: 'loss', unit: 'percent', factor: 1 },
    },
    between: 'linear',
  } as const
  const readMs: number[] = []
  for (let read = 0; read < READS; read += 1) {
    const startedAt = performance.now()
    expect((await readTrace(trace)).trace?.timesMs).toHaveLength(ROWS)
    readMs.push(performance.now() - startedAt)
  }
  console.log(`trace of ${ROWS} rows: ${describeSpread(spreadOf(readMs), 0)} ms; budget below 1000`)
  expect(spreadOf(readMs).median).toBeLessThan(1000)
})

interface Post {
  readonly url: string
  readonly headers: Record<string, string>
  readonly body: string
}

async function postsPerSecond(post: Post, duration: number): Promise<number> {
  const result = await autocannon({ ...post, method: 'POST', duration, connections: 16 })
  if (result.errors > 0 || result.non2xx > 0) throw new Error(`${post.url}: ${result.non2xx} replies are not 2xx`)
  return result.requests.average
}

it('answers check-network-quality at 0.6 times the rate of a bare Express app, with 200 active effects', async () => {
  const { control, serverRoot } = await serveUntilTestEnds(temporaryFolder(), '--scenario', 'train-tunnel')
  const app = camaraClient(serverRoot)
  await app.authenticate()
  const applicationProfileId = await app.createProfile()
  for (let effect = 0; effect < EFFECTS; effect += 1) {
    const target = effect % 2 === 0 ? { all: true as const } : { device: 'conductor-tablet' }
    const shape = { kind: 'ramp', rampSeconds: 3600 } as const
    await control.addDegradation({ body: { target, effect: { delayMs: { add: 0.1 } }, shape } })
  }
  const express = await startContestant('bare Express', 'bareExpressPost.mjs')
  const post = (url: string): Post => ({
    url,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${app.token()}` },
    body: JSON.stringify({ applicationProfileId, device: { phoneNumber: '+447700900101' } }),
  })
  const ours = post(`${serverRoot}/connectivity-insights/v0.6/check-network-quality`)
  const bare = post(`${express.origin}/check-network-quality`)
  const rates = { ours: [] as number[], bare: [] as number[] }
  await Promise.all([postsPerSecond(ours, 2), postsPerSecond(bare, 2)])
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.ours.push(await postsPerSecond(ours, SECONDS))
    rates.bare.push(await postsPerSecond(bare, SECONDS))
  }
  await express.stop()
  const ratio = ratios(rates.ours, rates.bare)
  console.log(`check-network-quality: ${describeSpread(spreadOf(rates.ours), 0)} requests/s`)
  console.log(`bare Express: ${describeSpread(spreadOf(rates.bare), 0)} requests/s`)
  console.log(`callbox / bare Express: ${describeSpread(ratio)}; budget at least 0.6`)
  expect(ratio.median).toBeGreaterThanOrEqual(0.6)
})
