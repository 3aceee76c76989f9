// A timeline on a whole bench: the same however the clock comes to its instants, and each step once, whatever happens.
import fc from 'fast-check'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { shippedScenario } from '#main/bench/scenarioLibrary/scenarioFiles'
import type { ControlClient } from '#shared/control/client'
import { benchOfThisTest, startTestBench } from '../support/benchFixture'
import { serveCallbox, serveUntilTestEnds } from '../support/callboxProcess'
import { outcomeOf, STORY, STORY_SECONDS } from '../support/storyFixture'
import { temporaryFolder } from '../support/temporaryFolder'

type Document = Record<string, unknown>

async function started(control: ControlClient, document: Document) {
  await control.setClock({ body: { mode: 'paused' } })
  await control.loadScenario({ body: { document } })
  await control.setClock({ body: { mode: 'paused' } })
  return (await control.startScenario()).startedAt ?? 0
}

const advance = (control: ControlClient, advanceSeconds: number) => control.setClock({ body: { advanceSeconds } })

async function playedByOneJump(control: ControlClient, document: Document = STORY) {
  await started(control, document)
  await advance(control, STORY_SECONDS)
  return outcomeOf(control)
}

async function playedBySteps(control: ControlClient) {
  await started(control, STORY)
  for (let second = 0; second < STORY_SECONDS; second += 50) await advance(control, 50)
  return outcomeOf(control)
}

/** The clock runs, and whatever is due fires late by the wall's measure. */
async function playedAtARate(control: ControlClient) {
  const startedAt = await started(control, STORY)
  await control.setClock({ body: { mode: 'scaled', rate: 300 } })
  const untilEnd = async (): Promise<void> => {
    const { clock, scenario } = await control.readState()
    if (clock.now >= startedAt + STORY_SECONDS * 1000 && scenario?.next === undefined) return
    await sleep(50)
    return untilEnd()
  }
  await untilEnd()
  await control.setClock({ body: { mode: 'paused' } })
  return outcomeOf(control)
}

describe('a timeline', () => {
  it('comes to the same by a jump, in steps and while the clock runs', async () => {
    const { control } = await benchOfThisTest(temporaryFolder())
    const byJump = await playedByOneJump(control)
    expect(byJump.notifications.length).toBeGreaterThan(3)
    expect(byJump.history).toContainEqual(['charged', 61_000, '20'])
    expect(await playedBySteps(control)).toEqual(byJump)
    const running = await playedAtARate(control)
    expect({ ...running, condition: byJump.condition }).toEqual(byJump)
  })

  it('comes to the same again with the same seed, whatever it does to the network', async () => {
    const { control } = await benchOfThisTest(temporaryFolder())
    const zDegrade = fc.record({
      at: fc.integer({ min: 0, max: 500 }).map((seconds) => `${seconds}s`),
      degrade: fc.record({
        target: fc.constantFrom({ all: true }, { cell: 'near' }, { device: 'phone' }),
        effect: fc.record({ delayMs: fc.integer({ min: 1, max: 200 }).map((add) => ({ add })) }),
        shape: fc.constantFrom(
          { kind: 'step' },
          { kind: 'noise', intervalSeconds: 15 },
          { kind: 'sine', periodSeconds: 40 },
        ),
        duration: fc.integer({ min: 1, max: 300 }).map((seconds) => `${seconds}s`),
      }),
    })
    const documents = fc.record({ seed: fc.nat(1e6), more: fc.array(zDegrade, { minLength: 1, maxLength: 3 }) })
    await fc.assert(
      fc.asyncProperty(documents, async ({ seed, more }) => {
        const document = { ...STORY, seed, timeline: [...STORY.timeline, ...more] }
        expect(await playedByOneJump(control, document)).toEqual(await playedByOneJump(control, document))
      }),
      { numRuns: 3 },
    )
  })

  it('answers for instants to come, the end of what a later step clears included', async () => {
    const { control } = await benchOfThisTest(temporaryFolder())
    const steady = { target: { all: true }, effect: { delayMs: { set: 400 } } }
    const timeline = [
      { id: 'slow', at: '10s', degrade: steady },
      { at: '20s', clear: 'slow' },
      { at: '30s', handover: { device: 'phone', cell: 'far' } },
    ]
    await started(control, { ...STORY, timeline })
    const { samples } = await control.readConditions({
      id: 'phone',
      query: { secondsBack: 0, secondsAhead: 40, points: 5 },
    })
    expect(samples.map(({ delayMs }) => delayMs)).toEqual([20, 400, 20, 90, 90])
  })

  it('jumps to a step, and refuses one that has passed', async () => {
    const { control } = await benchOfThisTest(temporaryFolder())
    await expect(control.jumpToStep({ body: { step: 'move' } })).rejects.toMatchObject({ code: 'conflict' })
    const startedAt = await started(control, STORY)
    const view = await control.jumpToStep({ body: { step: 'move' } })
    expect([view.last?.id, view.next?.id]).toEqual(['move', 'charge'])
    expect((await control.readState()).clock.now).toBe(startedAt + 60_000)
    const back = control.jumpToStep({ body: { step: 'stream' } })
    await expect(back).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/Reset it/) as unknown,
    })
    await expect(control.jumpToStep({ body: { step: 'no' } })).rejects.toMatchObject({
      code: 'notFound',
      field: 'step',
    })
  })
})

describe('a timeline over a restart', () => {
  const charges = Array.from({ length: 60 }, (_, index) => ({
    ...{ id: `c${index}`, at: `${index + 1}min` },
    charge: { report: 'plan', bucket: 'data', value: 1, unit: 'MB' },
  }))
  const document = {
    ...STORY,
    timeline: charges,
    expectations: [
      { id: 'half', at: '30min', balance: { report: 'plan', bucket: 'data', value: 90, unit: 'MB' } },
      { id: 'all', at: '60min', balance: { report: 'plan', bucket: 'data', value: 60, unit: 'MB' } },
    ],
  }
  const verdicts = async (control: ControlClient) =>
    (await control.readScenarioReport()).expectations.map(({ verdict }) => verdict)

  it('goes on where it was, and does nothing twice that was done before its progress was written', async () => {
    const folder = temporaryFolder()
    const first = await startTestBench(folder, { scenario: () => shippedScenario('certification') })
    await started(first.control, document)
    await advance(first.control, 1830)
    expect(await verdicts(first.control)).toEqual(['pass', 'open'])
    await first.stop()
    const file = join(folder, 'scenario-progress.json')
    const kept = JSON.parse(readFileSync(file, 'utf8')) as { data: { done: number } }
    expect(kept.data.done).toBe(31)
    writeFileSync(file, JSON.stringify({ ...kept, data: { ...kept.data, done: 25 } })) // as a crash would leave it
    const { control } = await benchOfThisTest(folder)
    await advance(control, 1800)
    expect(await verdicts(control)).toEqual(['pass', 'pass'])
    const { items } = await control.readBucketHistory({ id: 'plan', bucketId: 'data' })
    expect(items.filter(({ kind }) => kind === 'charged')).toHaveLength(60)
  })

  it('comes to its end though how far it is cannot be written, and is inconclusive for it', async () => {
    const folder = temporaryFolder()
    const problems: string[] = []
    const { control } = await benchOfThisTest(folder, { onProblem: (message) => problems.push(message) })
    const request = { path: '/usageManagement/v1/usageConsumptionReport' }
    await started(control, { ...document, timeline: [...charges, { id: 'ask', at: '5min', request }] })
    await advance(control, 90)
    rmSync(join(folder, 'scenario-progress.json'))
    mkdirSync(join(folder, 'scenario-progress.json'))
    await advance(control, 3600)
    const { verdict, steps, expectations } = await control.readScenarioReport()
    expect(expectations.map((one) => one.verdict)).toEqual(['pass', 'pass'])
    expect(verdict).toBe('inconclusive')
    expect(problems).toHaveLength(2)
    expect(problems[0]).toMatch(/how far the scenario is could not be written/)
    const failed = steps.filter(({ state }) => state !== 'played').map(({ id, state }) => [id, state])
    expect(failed).toEqual([
      ['c1', 'failed'],
      ['ask', 'failed'], // it may be sent once only, which could not be made sure
    ])
  })

  it('has done each step once when the bench is killed in the middle of a jump', async () => {
    const folder = temporaryFolder()
    const killed = await serveCallbox(folder)
    await started(killed.control, document)
    advance(killed.control, 3600).catch(() => undefined)
    await sleep(60) // somewhere among the sixty charges
    await killed.end('SIGKILL')
    const { control } = await serveUntilTestEnds(folder)
    const { startedAt = 0 } = (await control.readState()).scenario ?? {}
    await control.setClock({ body: { at: new Date(startedAt + 3_600_000).toISOString() } })
    expect(await verdicts(control)).toEqual(['pass', 'pass'])
  })
})
