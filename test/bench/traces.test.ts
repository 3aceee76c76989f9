// Recorded traces on a bench that runs: with a scenario, and imported by hand.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readScenario } from '#main/bench/scenarioLibrary/scenarioFiles'
import { benchOfThisTest, startTestBench, type BenchUnderTest } from '../support/benchFixture'
import { temporaryFolder } from '../support/temporaryFolder'

const SCENARIO = `
callbox: 1
name: drone
title: A drone
clock: { start: '2026-03-01T00:00:00Z' }
cells:
  - id: field
    name: Field
    baseline: { delayMs: 20, jitterMs: 5, lossRatio: 0, downRateKbps: 9000, upRateKbps: 9000, signalStrength: good, connectivityType: 4G }
devices: [{ id: drone, name: Drone, cell: field, phoneNumber: '+447700900401' }]
traces:
  - id: flight
    file: flight.csv
    time: { column: seconds, unit: s }
    metrics: { upRateKbps: { column: up, unit: Mbit/s } }
timeline:
  - degrade: { target: { device: drone }, shape: { kind: trace, trace: flight } }
`
const FLIGHT = 'seconds,up\n0,8\n10,2\n20,6\n'
const IMPORTED = {
  id: 'drive',
  csv: 't,rtt\n0,100\n10,300\n',
  time: { column: 't', unit: 's' },
  metrics: { delayMs: { column: 'rtt', unit: 'ms', factor: 0.5 } },
} as const

function scenarioFile(flight = FLIGHT): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'flight.csv'), flight)
  writeFileSync(join(folder, 'drone.yaml'), SCENARIO)
  return join(folder, 'drone.yaml')
}

const conditionOf = async ({ control }: BenchUnderTest) => (await control.listDevices()).items[0]?.condition

describe('a trace of a scenario', () => {
  it('is felt as it was measured once the scenario plays, also after a restart without its file', async () => {
    const data = temporaryFolder()
    const first = await startTestBench(data, { scenario: () => readScenario(scenarioFile()) })
    await first.control.setClock({ body: { mode: 'paused' } })
    await first.control.startScenario()
    await first.control.setClock({ body: { advanceSeconds: 5 } })
    expect(await conditionOf(first)).toMatchObject({ upRateKbps: 5000, delayMs: 20 })
    await first.stop()

    const again = await benchOfThisTest(data)
    await again.control.setClock({ body: { mode: 'paused', advanceSeconds: 10 } })
    expect(await conditionOf(again)).toMatchObject({ upRateKbps: expect.closeTo(4000, -2) as number })
    const { items } = await again.control.listTraces()
    expect(items).toMatchObject([
      { id: 'flight', origin: 'scenario', rowCount: 3, lengthSeconds: 20, metrics: [{ least: 2000, most: 8000 }] },
    ])
  })

  it('that cannot be read is refused with file, row, column, reason and fix, and nothing is loaded', async () => {
    const file = scenarioFile('seconds,up\n0,8\n10,fast\n5,6\n')
    await expect(readScenario(file)).rejects.toThrow(
      /flight\.csv:3:1 traces\[0\]\.file: column "up": "fast" is not a number; write it with a point[^]*flight\.csv:4:1 .*not later/,
    )
  })

  it('of a document without a folder has to bring its table along', async () => {
    const bench = await benchOfThisTest(temporaryFolder())
    const trace = { id: 'a', file: '../secret.csv', time: IMPORTED.time, metrics: IMPORTED.metrics }
    const document = { callbox: 1, name: 'a', title: 'A', traces: [trace] }
    await expect(bench.control.loadScenario({ body: { document } })).rejects.toMatchObject({ field: 'traces[0].file' })
    expect((await bench.control.readState()).scenario?.name).toBe('certification')
  })
})

describe('an imported trace', () => {
  it('can be played, stays over a restart and another scenario, and is deleted once nothing plays it', async () => {
    const data = temporaryFolder()
    const first = await startTestBench(data, { scenario: () => readScenario('train-tunnel') })
    await first.control.setClock({ body: { mode: 'paused' } })
    expect(await first.control.importTrace({ body: IMPORTED })).toMatchObject({ id: 'drive', origin: 'imported' })
    const target = { device: 'conductor-tablet' }
    const body = { target, shape: { kind: 'trace', trace: 'drive' } } as const
    const { id } = await first.control.addDegradation({ body })
    await first.control.setClock({ body: { advanceSeconds: 4 } })
    expect(await conditionOf(first)).toMatchObject({ delayMs: 90 })
    await expect(first.control.removeTrace({ id: 'drive' })).rejects.toMatchObject({ code: 'conflict' })
    await first.stop()

    const again = await benchOfThisTest(data)
    expect(await conditionOf(again)).toMatchObject({ delayMs: 90 })
    await again.control.removeDegradation({ id })
    await again.control.loadScenario({ body: { name: 'certification' } })
    expect((await again.control.listTraces()).items.map((trace) => trace.id)).toEqual(['drive'])
    await again.control.removeTrace({ id: 'drive' })
    expect((await again.control.listTraces()).items).toEqual([])
  })

  it.each([
    ['an id that is taken', { id: 'drive' }, 'conflict', 'id'],
    ['a broken table', { id: 'b', csv: 't,rtt\n0,x\n' }, 'invalidArgument', 'csv'],
    ['a file', { id: 'b', csv: undefined, file: '/etc/passwd' }, 'invalidArgument', 'csv'],
  ])('with %s is refused and changes nothing', async (_, change, code, field) => {
    const { control } = await benchOfThisTest(temporaryFolder())
    await control.importTrace({ body: IMPORTED })
    await expect(control.importTrace({ body: { ...IMPORTED, ...change } })).rejects.toMatchObject({ code, field })
    expect((await control.listTraces()).items).toHaveLength(1)
  })

  it('is shown before it is imported: its columns, then its curve or what is wrong', async () => {
    const { control } = await benchOfThisTest(temporaryFolder())
    const { csv, time, metrics } = IMPORTED
    expect(await control.previewTrace({ body: { csv } })).toEqual({
      columns: [
        { name: 't', samples: ['0', '10'] },
        { name: 'rtt', samples: ['100', '300'] },
      ],
      rowCount: 2,
      problems: [],
    })
    const { preview } = await control.previewTrace({ body: { csv, mapping: { time, metrics } } })
    expect(preview?.curves[0]?.points.at(-1)).toMatchObject({ most: 150 })
    const wrong = { time, metrics: { delayMs: { column: 'ping', unit: 'ms' as const } } }
    expect((await control.previewTrace({ body: { csv, mapping: wrong } })).problems).toMatchObject([{ column: 'ping' }])
  })
})
