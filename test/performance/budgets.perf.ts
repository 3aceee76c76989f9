// `npm run bench`: the budgets of the design, measured side by side in one run, with every feature on: the journal
// keeps each exchange and one event stream is open.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCallbox, startContestant, type Contestant } from './contestant'
import { openEventStream } from './eventStream'
import { describeSpread, race, ratios, spreadOf } from './measure'

const LIST = '/usageManagement/v1/usageConsumptionReport'
const ROUNDS = 5
const STARTS = 7
/** Some ten seconds after a start V8 gives back what it took for it. */
const SETTLED_MS = 20_000

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

const CONTESTANTS = {
  callbox: () => startCallbox(),
  express: () => startContestant('bare Express', 'bareExpress.mjs'),
}
type Figures = Record<keyof typeof CONTESTANTS, number[]>

/** Starts each so many times in turn. @param measure of one that has just become ready */
async function figuresOf(starts: number, measure: (contestant: Contestant) => Promise<number>): Promise<Figures> {
  const figures: Figures = { callbox: [], express: [] }
  for (let start = 0; start < starts; start += 1) {
    for (const name of ['callbox', 'express'] as const) {
      const contestant = await CONTESTANTS[name]()
      figures[name].push(await measure(contestant))
      await contestant.stop()
    }
  }
  return figures
}

async function memoryAfter(idleMs: number, contestant: Contestant): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, idleMs))
  return contestant.residentMegabytes()
}

/** @returns the median of the ratios, round by round */
function tell(what: string, unit: string, { callbox, express }: Figures): number {
  const ratio = ratios(callbox, express)
  const [own, bare] = [callbox, express].map((values) => `${describeSpread(spreadOf(values), 0)} ${unit}`)
  console.log(`${what}: callbox ${own}, bare Express ${bare}, ratio ${describeSpread(ratio)}; budget at most 1.5`)
  return ratio.median
}

describe('starting up', () => {
  it('takes at most 1.5 times as long as a bare Express app', async () => {
    const ready = await figuresOf(STARTS, ({ readyMs }) => Promise.resolve(readyMs))
    expect(tell('ready', 'ms', ready)).toBeLessThanOrEqual(1.5)
  })

  it('needs at most 1.5 times the memory of a bare Express app once it is idle', async () => {
    tell('memory after a second', 'MB', await figuresOf(2, (contestant) => memoryAfter(1000, contestant)))
    const idle = await figuresOf(2, (contestant) => memoryAfter(SETTLED_MS, contestant))
    expect(tell('memory at idle', 'MB', idle)).toBeLessThanOrEqual(1.5)
  })
})
