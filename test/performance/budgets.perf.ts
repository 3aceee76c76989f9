// `npm run bench`: the budgets of the design, measured side by side in one run, with every feature on: the journal
// keeps each exchange and one event stream is open.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCallbox, startContestant, type Contestant } from './contestant'
import { openEventStream } from './eventStream'
import { describeSpread, race, ratios, spreadOf } from './measure'

const LIST = '/usageManagement/v1/usageConsumptionReport'
const ROUNDS = 5
const STARTS = 7
const IDLE_MS = 2000

describe('the list of the three certification reports', () => {
  const contestants: Contestant[] = []
  let closeStream = async () => {}

  beforeAll(async () => {
    const callbox = await startCallbox()
    contestants.push(
      callbox,
      await startContestant('bare Express', 'bareExpress.mjs'),
      await startContestant('bare node:http', 'bareHttp.mjs'),
    )
    closeStream = await openEventStream(callbox)
  })
  afterAll(async () => {
    await closeStream()
    await Promise.all(contestants.map((contestant) => contestant.stop()))
  })

  it('is served at least as fast as by a bare Express app', async () => {
    const results = await race(contestants, () => [LIST], ROUNDS)
    for (const [name, perSecond] of results)
      console.log(`${name}: ${describeSpread(spreadOf(perSecond), 0)} requests/s`)
    const [ours = [], express = [], http = []] = results.values()
    const toExpress = ratios(ours, express)
    console.log(`callbox / bare Express: ${describeSpread(toExpress)}; budget at least 1.0`)
    console.log(`callbox / bare node:http: ${describeSpread(ratios(ours, http))}`)
    expect(toExpress.median).toBeGreaterThanOrEqual(1)
  })
})

describe('starting up', () => {
  it('takes at most 1.5 times as long as a bare Express app, and at most 1.5 times its memory at idle', async () => {
    const measured = {
      callbox: { ready: [] as number[], memory: [] as number[] },
      express: { ready: [] as number[], memory: [] as number[] },
    }
    for (let start = 0; start < STARTS; start += 1) {
      for (const [results, begin] of [
        [measured.callbox, () => startCallbox()],
        [measured.express, () => startContestant('bare Express', 'bareExpress.mjs')],
      ] as const) {
        const contestant = await begin()
        await new Promise((resolve) => setTimeout(resolve, IDLE_MS))
        results.ready.push(contestant.readyMs)
        results.memory.push(await contestant.residentMegabytes())
        await contestant.stop()
      }
    }
    const ready = ratios(measured.callbox.ready, measured.express.ready)
    const memory = ratios(measured.callbox.memory, measured.express.memory)
    console.log(
      `ready: callbox ${describeSpread(spreadOf(measured.callbox.ready), 0)} ms, bare Express ${describeSpread(spreadOf(measured.express.ready), 0)} ms, ratio ${describeSpread(ready)}; budget at most 1.5`,
    )
    console.log(
      `memory at idle: callbox ${describeSpread(spreadOf(measured.callbox.memory), 0)} MB, bare Express ${describeSpread(spreadOf(measured.express.memory), 0)} MB, ratio ${describeSpread(memory)}; budget at most 1.5`,
    )
    expect(ready.median).toBeLessThanOrEqual(1.5)
    expect(memory.median).toBeLessThanOrEqual(1.5)
  })
})
