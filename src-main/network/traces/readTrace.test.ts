import { describe, expect, it } from 'vitest'
import { conditionAt } from '#shared/domain/conditionAt'
import { epochOf } from '#shared/domain/course'
import { zTrace, type TraceWithTable } from '#shared/domain/trace'
import { BASELINE, effectOf } from '../../../test/support/effects'
import { traceProblemText } from './complaints'
import { readTrace } from './readTrace'

const MAPPING = {
  time: { column: 't', unit: 's' },
  metrics: { delayMs: { column: 'rtt', unit: 'ms', factor: 0.5 }, downRateKbps: { column: 'down', unit: 'Mbit/s' } },
}

function traceOf(csv: string, mapping: object = {}): TraceWithTable {
  return { ...zTrace.parse({ id: 'drive', csv, ...MAPPING, ...mapping }), csv }
}

async function columnsOf(csv: string, mapping: object = {}) {
  const { trace, problems } = await readTrace(traceOf(csv, mapping))
  expect(problems.map(traceProblemText)).toEqual([])
  return {
    times: [...(trace?.timesMs ?? [])],
    delay: [...(trace?.columns.delayMs ?? [])],
    down: [...(trace?.columns.downRateKbps ?? [])],
  }
}

async function problemsOf(csv: string, mapping: object = {}): Promise<string[]> {
  return (await readTrace(traceOf(csv, mapping))).problems.map(traceProblemText)
}

describe(readTrace, () => {
  it('takes columns by name, in the units they are said to have, from the first row on', async () => {
    expect(await columnsOf('t,x,rtt,down\n100,0,80,5\n100.5,0,90.5,2.5\n')).toEqual({
      times: [0, 500],
      delay: [40, 45.25],
      down: [5000, 2500],
    })
  })

  it.each([
    ['semicolons', 't;rtt;down\n0;80;5\n'],
    ['tabs', 't\trtt\tdown\n0\t80\t5\n'],
    ['quotes and line ends of Windows', '"t","rtt","down"\r\n"0","80","5"\r\n'],
    ['a byte order mark', '\uFEFFt,rtt,down\n0,80,5\n'],
    ['remarks and empty lines', '# a drive\n\nt,rtt,down\n# slow\n0,80,5\n,,\n'],
    ['spaces', ' t , rtt , down \n 0 , 80 , 5 \n'],
  ])('reads a table with %s', async (_, csv) => {
    expect(await columnsOf(csv)).toEqual({ times: [0], delay: [40], down: [5000] })
  })

  it('reads date-times of any offset, over a leap day', async () => {
    const csv = 't,rtt,down\n2028-02-28T23:59:59.500Z,80,5\n2028-02-29T02:00:00+02:00,82,5\n2028-03-01T00:00:00Z,84,5\n'
    const { times } = await columnsOf(csv, { time: { column: 't', unit: 'rfc3339' } })
    expect(times).toEqual([0, 500, 86_400_500])
  })

  it('takes the radio in words or in dBm, each until the next', async () => {
    const csv = 't,rtt,down,rsrp,net\n0,80,5,-75,5g-sa\n10,90,5,,\n20,90,5,-113,4G\n'
    const radio = { signalStrength: { column: 'rsrp', unit: 'dBm' }, connectivityType: { column: 'net' } }
    const { trace } = await readTrace(traceOf(csv, { radio }))
    const effect = effectOf({ acts: {}, shape: { kind: 'trace', trace: 'drive', repeat: true }, trace })
    const radioAt = (at: number) => {
      const { signalStrength, connectivityType } = conditionAt([epochOf(BASELINE, [effect])], at)
      return [signalStrength, connectivityType]
    }
    expect([0, 15_000, 20_000, 39_999].map(radioAt)).toEqual([
      ['excellent', '5G-SA'],
      ['excellent', '5G-SA'],
      ['excellent', '5G-SA'], // it begins again
      ['excellent', '5G-SA'],
    ])
    const once = effectOf({ acts: {}, shape: { kind: 'trace', trace: 'drive', repeat: false }, trace })
    expect(conditionAt([epochOf(BASELINE, [once])], 60_000)).toMatchObject({
      signalStrength: 'poor',
      connectivityType: '4G',
    })
    const wrong = { connectivityType: { column: 'rsrp' } }
    expect(await problemsOf(csv, { radio: wrong })).toContainEqual(
      'row 2, column "rsrp": "-75" is not a value of it; write 5G-SA, 5G-NSA, 4G, 3G',
    )
  })

  it('bridges gaps like the time between two rows', async () => {
    const csv = 't,rtt,down\n0,,5\n1,80,\n2,,\n3,100,2\n4,,\n'
    expect(await columnsOf(csv)).toMatchObject({ delay: [40, 40, 45, 50, 50], down: [5000, 4000, 3000, 2000, 2000] })
    expect(await columnsOf(csv, { between: 'hold' })).toMatchObject({
      delay: [40, 40, 40, 50, 50],
      down: [5000, 5000, 5000, 2000, 2000],
    })
  })

  it('tells everything that is wrong at once, by row and column, with what to do', async () => {
    const csv = 't,rtt,loss\n0,80,1\nsoon,slow,2\n2,-1,300\n2,90,\n3\n'
    const metrics = { ...MAPPING.metrics, lossRatio: { column: 'loss', unit: 'percent' } }
    expect(await problemsOf(csv, { metrics })).toEqual([
      'column "down": is not in the first row; it has t, rtt, loss',
      'row 3, column "t": "soon" is not a time; write a number of s, with a point',
      'row 3, column "rtt": "slow" is not a number; write it with a point and no unit',
      'row 4, column "rtt": -1 is negative; leave the cell empty where nothing was measured',
      'row 4, column "loss": 300 is more than everything; see whether the unit is percent',
      expect.stringContaining('row 5, column "t": 2 is not later than the row before'),
      'row 6, column "rtt": is missing; fill the row up',
      'row 6, column "loss": is missing; fill the row up',
    ])
  })

  it.each([
    ['nothing', '', 'has no rows'],
    ['names alone', 't,rtt,down\n', 'has no rows'],
    ['a column twice', 't,rtt,rtt,down\n0,1,2,3\n', 'is in the first row twice'],
    ['a column without a value', 't,rtt,down\n0,,1\n1,,1\n', 'column "rtt": is empty in every row'],
    ['an open quote', 't,rtt,down\n0,"80,5\n', 'has a quote that is not closed'],
    ['infinity', 't,rtt,down\n0,Infinity,5\n', '"Infinity" is not a number'],
    ['decimal commas', 't;rtt;down\n0,5;80;5\n', '"0,5" is not a time'],
  ])('refuses a table with %s', async (_, csv, reason) => {
    expect((await problemsOf(csv)).join('\n')).toContain(reason)
  })

  it('tells the first of very many problems and counts the rest', async () => {
    const problems = await problemsOf(`t,rtt,down\n${'0,x,1\n'.repeat(500)}`)
    expect(problems).toHaveLength(31)
    expect(problems.at(-1)).toBe('the table: has 969 more problems; mend these first')
  })

  it('takes little for 100,000 rows, and finds a value in them at once', async () => {
    const rows = Array.from({ length: 100_000 }, (_, row) => `${row / 10},${40 + (row % 50)},${1 + (row % 9)}`)
    const csv = `t,rtt,down\n${rows.join('\n')}\n`
    const before = process.cpuUsage()
    const { trace } = await readTrace(traceOf(csv))
    const { user, system } = process.cpuUsage(before) // of this process alone: other work on the machine counts not
    expect((user + system) / 1000).toBeLessThan(2000) // the budget of one second is measured by npm run bench
    const effect = effectOf({ acts: {}, shape: { kind: 'trace', trace: 'drive', repeat: false }, trace })
    const condition = conditionAt([epochOf(BASELINE, [effect])], 1_234_500)
    expect(condition).toMatchObject({ delayMs: (40 + (12_345 % 50)) / 2, downRateKbps: (1 + (12_345 % 9)) * 1000 })
  })
})
