// `npm run bench`: what many usage reports cost. The table of how it grows is written to docs/performance/.
import { mkdir, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCallbox, type Contestant } from './contestant'
import { openEventStream } from './eventStream'
import { filteredPaths, folderWithReports, pathsById } from './manyReports'
import { describeSpread, race, ratios, requestsPerSecond, spreadOf } from './measure'

const MANY = 10_000
const FEW = 3
const ASKED = 300
const ROUNDS = 5
const STARTS = 5
const SIZES = [FEW, 1000, MANY, 30_000, 100_000]
const IDLE_MS = 1000
const GROWTH_SECONDS = 3
const GROWTH_FILE = resolve('docs/performance/usage-reports.md')

describe(`${MANY} reports`, () => {
  const contestants: Contestant[] = []
  const folders: string[] = []
  const closings: (() => Promise<void>)[] = []
  const countOf = ({ name }: Contestant) => (name === 'many' ? MANY : FEW)

  beforeAll(async () => {
    folders.push(await folderWithReports(FEW), await folderWithReports(MANY))
    const [few = '', many = ''] = folders
    contestants.push(
      await startCallbox({ folder: few, name: 'few' }),
      await startCallbox({ folder: many, name: 'many' }),
    )
    for (const contestant of contestants) closings.push(await openEventStream(contestant))
  })
  afterAll(async () => {
    for (const close of closings) await close()
    await Promise.all(contestants.map((contestant) => contestant.stop()))
  })

  it.each([
    ['by id', pathsById],
    ['by a filter', filteredPaths],
  ])(`are found %s at least 0.8 times as fast as three`, async (what, pathsOf) => {
    const results = await race(contestants, (contestant) => pathsOf(countOf(contestant), ASKED), ROUNDS)
    const [few = [], many = []] = results.values()
    const ratio = ratios(many, few)
    console.log(
      `${what}: three ${describeSpread(spreadOf(few), 0)} requests/s, ${MANY} ${describeSpread(spreadOf(many), 0)}`,
    )
    console.log(`${what}: ${MANY} / three ${describeSpread(ratio)}; budget at least 0.8`)
    expect(ratio.median).toBeGreaterThanOrEqual(0.8)
  })

  it('take at most 300 MB, after they were asked for', async () => {
    const megabytes = await contestants[1]?.residentMegabytes()
    console.log(`memory with ${MANY} reports: ${megabytes?.toFixed(0)} MB; budget at most 300`)
    expect(megabytes).toBeLessThanOrEqual(300)
  })

  it('are ready within 2.5 times the start with three', async () => {
    await Promise.all([...closings.splice(0).map((close) => close())])
    await Promise.all(contestants.splice(0).map((contestant) => contestant.stop()))
    const readyMs: [number[], number[]] = [[], []]
    for (let start = 0; start < STARTS; start += 1) {
      for (const [index, folder] of folders.entries()) {
        const contestant = await startCallbox({ folder })
        readyMs[index as 0 | 1].push(contestant.readyMs)
        await contestant.stop()
      }
    }
    const [few, many] = readyMs
    const ratio = ratios(many, few)
    console.log(
      `ready: three ${describeSpread(spreadOf(few), 0)} ms, ${MANY} ${describeSpread(spreadOf(many), 0)} ms, ratio ${describeSpread(ratio)}; budget at most 2.5`,
    )
    expect(ratio.median).toBeLessThanOrEqual(2.5)
  })
})

describe('growth', () => {
  interface Row {
    readonly reports: number
    readonly readyMs: number
    readonly megabytes: number
    readonly byId: number
    readonly filtered: number
  }

  async function measure(reports: number): Promise<Row> {
    const contestant = await startCallbox({ folder: await folderWithReports(reports) })
    try {
      const byId = await requestsPerSecond(contestant.origin, pathsById(reports, ASKED), GROWTH_SECONDS)
      const filtered = await requestsPerSecond(contestant.origin, filteredPaths(reports, ASKED), GROWTH_SECONDS)
      await new Promise((after) => setTimeout(after, IDLE_MS))
      return { reports, readyMs: contestant.readyMs, megabytes: await contestant.residentMegabytes(), byId, filtered }
    } finally {
      await contestant.stop()
    }
  }

  const COLUMNS: readonly [heading: string, of: (row: Row) => number][] = [
    ['reports', ({ reports }) => reports],
    ['ready, ms', ({ readyMs }) => readyMs],
    ['memory, MB', ({ megabytes }) => megabytes],
    ['by id, requests/s', ({ byId }) => byId],
    ['filtered, requests/s', ({ filtered }) => filtered],
  ]

  function tableOf(rows: readonly Row[]): string {
    const cells = [
      COLUMNS.map(([heading]) => heading),
      ...rows.map((row) => COLUMNS.map(([, of]) => Math.round(of(row)).toLocaleString('en'))),
    ]
    const widths = COLUMNS.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)))
    const lineOf = (line: readonly string[]) =>
      `| ${line.map((cell, column) => cell.padStart(widths[column] ?? 0)).join(' | ')} |`
    const [head = [], ...body] = cells
    const rule = `| ${widths.map((width) => `${'-'.repeat(width - 1)}:`).join(' | ')} |`
    return [lineOf(head), rule, ...body.map(lineOf)].join('\n')
  }

  /** A bar of readiness for each size, on one scale. */
  function chartOf(rows: readonly Row[], [heading, of]: (typeof COLUMNS)[number]): string {
    const most = Math.max(...rows.map(of))
    const bars = rows.map((row) => {
      const bar = '█'.repeat(Math.max(1, Math.round((of(row) / most) * 40)))
      return `${row.reports.toLocaleString('en').padStart(7)} ${bar} ${Math.round(of(row)).toLocaleString('en')}`
    })
    return ['```text', heading, ...bars, '```'].join('\n')
  }

  it(`is plotted up to ${SIZES.at(-1)?.toLocaleString('en')} reports`, async () => {
    const rows: Row[] = []
    for (const size of SIZES) rows.push(await measure(size))
    const charts = COLUMNS.slice(1).map((column) => chartOf(rows, column))
    const text = [
      '# What many usage reports cost',
      'Written by `npm run bench` (test/performance/usageReports.perf.ts): a bench started on a folder with so many reports, asked by 16',
      `connections for ${ASKED} of them in turn, with its journal on. Compare the rows with each other; the machine decides the rest.`,
    ]
    await mkdir(resolve('docs/performance'), { recursive: true })
    await writeFile(
      GROWTH_FILE,
      `${text[0]}\n\n${text.slice(1).join('\n')}\n\n${[tableOf(rows), ...charts].join('\n\n')}\n`,
    )
    console.log(tableOf(rows))
    expect(rows.map(({ reports }) => reports)).toEqual(SIZES)
  })
})
