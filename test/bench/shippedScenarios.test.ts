// The shipped scenarios, each played as fast as it can on a bench of its own: all that they expect is so. And what the
// command says of one that does not.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runProgram } from '#main/commands/program'
import { zScenarioRunReport } from '#shared/conformance/scenarioRunReport'
import { temporaryFolder } from '../support/temporaryFolder'

const SHIPPED = [
  'certification',
  'train-tunnel',
  'stadium-concert',
  'cloud-gaming',
  'telemedicine',
  'prepaid-data',
  'family-plan',
  'drone-video',
  'operator-outage',
  'month-rollover',
]
/** All of them together, of the processor: a busy machine does not make them slower. */
const FEW_SECONDS = 15

/** `callbox scenario run` within this process. @param stopAfter lines of progress after which it is cancelled */
async function run(args: readonly string[], stopAfter = Infinity) {
  const [out, errors] = [[] as string[], [] as string[]]
  let stop: () => void = () => undefined
  const stopRequested = new Promise<void>((resolve) => (stop = resolve))
  const startedAt = performance.now()
  const exitCode = await runProgram(['scenario', 'run', ...args], {
    version: '0.0.0-test',
    uiFolder: '',
    print: (line) => out.push(line),
    printError(line) {
      errors.push(line)
      if (errors.length >= stopAfter) stop()
    },
    stopRequested: () => stopRequested,
  })
  return { exitCode, out: out.join('\n'), errors: errors.join('\n'), seconds: (performance.now() - startedAt) / 1000 }
}

function scenarioFile(text: string): string {
  const file = join(temporaryFolder(), 'mine.yaml')
  writeFileSync(file, text)
  return file
}

const SMALL = `callbox: 1
name: small
title: Small
cells:
  - id: c
    name: Cell
    baseline: { delayMs: 10, jitterMs: 1, lossRatio: 0, downRateKbps: 9000, upRateKbps: 9000, signalStrength: good, connectivityType: 4G }
devices:
  - { id: d, name: Device, cell: c, phoneNumber: '+447700900901' }
reports:
  - id: r
    name: Report
    bucket:
      - { id: b, product: { id: p }, bucketBalance: [{ unit: MB, remainingValue: 9 }] }
timeline:
  - { id: use, at: 1h, charge: { report: r, bucket: b, value: 2, unit: MB } }
  - { at: 2h, say: Two hours have passed }
`

describe('the shipped scenarios at rate 0', () => {
  it('do what they expect, all of them within seconds', async () => {
    const times: string[] = []
    const failures: string[] = []
    const before = process.cpuUsage()
    for (const name of SHIPPED) {
      const { exitCode, out, errors, seconds } = await run([name])
      times.push(`${name.padEnd(16)} ${seconds.toFixed(2)} s`)
      if (exitCode !== 0) failures.push(`${name} exits ${exitCode}\n${errors}\n${out}`)
    }
    console.log(times.join('\n'))
    expect(failures).toEqual([])
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1e6).toBeLessThan(FEW_SECONDS)
  }, 120_000)
})

describe('scenario run', () => {
  it('exits 1 and names the expectation that is not met, with what was found', async () => {
    const file = scenarioFile(
      `${SMALL}expectations:\n  - { id: too-much, after: use, balance: { report: r, bucket: b, value: 8, unit: MB } }\n  - { after: use, balance: { report: r, bucket: b, value: '7.0', unit: MB } }\n`,
    )
    const folder = temporaryFolder()
    const [json, junit] = [join(folder, 'r.json'), join(folder, 'r.xml')]
    const { exitCode, out, errors } = await run([
      file,
      '--reporter',
      'console',
      '--reporter',
      `json=${json}`,
      '--reporter',
      `junit=${junit}`,
    ])
    expect([exitCode, out]).toEqual([1, expect.stringMatching(/fail +too-much .*\n.*It is 7 MB, not 8 MB\./)])
    expect(errors).toContain('+02:00:00.000  “Two hours have passed”')
    const report = zScenarioRunReport.parse(JSON.parse(readFileSync(json, 'utf8')))
    expect(report.cases.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['timeline', 'pass'],
      ['too-much', 'fail'],
      ['expectation-2', 'pass'],
    ])
    expect(report.summary).toMatchObject({ passed: 2, failed: 1, notRun: 0 })
    expect(readFileSync(junit, 'utf8')).toMatch(/tests="3" failures="1" errors="0"/)
  })

  it('exits 3 when a step could not be performed, and says which', async () => {
    const step = '  - { id: much, at: 3h, charge: { report: r, bucket: b, value: 99, unit: MB } }\n'
    const expected = 'expectations:\n  - { after: much, balance: { report: r, bucket: b, value: 7, unit: MB } }\n'
    const { exitCode, out } = await run([scenarioFile(SMALL + step + expected)])
    expect([exitCode, out]).toEqual([
      3,
      expect.stringMatching(/inconclusive timeline, step much: value: 99 MB is more/),
    ])
    expect(out).toMatch(/inconclusive expectations, expectation-1: Its step much could not be performed/)
  })

  it('exits 2 with every problem of an invalid file, and for a rate that is none', async () => {
    const broken = `${SMALL}  - { at: 1s, clear: nothing }\n  - { at: 1s, charge: { report: r, bucket: x, value: 1, unit: MB }, say: Two }\n`
    const { exitCode, errors } = await run([scenarioFile(broken)])
    expect([exitCode, errors]).toEqual([
      2,
      expect.stringMatching(/:18:22 timeline\[2\]\.clear: there is no degrade, flow/),
    ])
    expect(errors).toMatch(/timeline\[3\]\.charge\.bucket: there is no bucket "x" in the report "r"/)
    expect(errors).toMatch(/timeline\[3\]\.say: a step does exactly one thing; give one of degrade, clear/)
    expect((await run([scenarioFile(SMALL), '--rate', '-1'])).exitCode).toBe(2)
  })

  it('plays at a rate, and stops when it is told to', async () => {
    expect((await run([scenarioFile(SMALL), '--rate', '100000'])).exitCode).toBe(0)
    const { exitCode, out } = await run([scenarioFile(SMALL), '--rate', '10000'], 1)
    expect([exitCode, out]).toEqual([3, expect.stringContaining('Verdict: inconclusive')])
  })
})
