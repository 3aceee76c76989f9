import { describe, expect, it } from 'vitest'
import { shippedScenario } from '#main/bench/scenarioLibrary/scenarioFiles'
import { benchOfThisTest, startTestBench, type BenchUnderTest } from '../support/benchFixture'
import { temporaryFolder } from '../support/temporaryFolder'

const DEVICE = 'conductor-tablet'
const NAME = { id: 'prepaid', bucketId: 'data' }
const REPORT = {
  name: 'Prepaid data',
  bucket: [
    {
      id: 'data',
      product: { id: 'p' },
      bucketBalance: [{ unit: 'MB', remainingValue: 50 }],
      bucketCounter: [{ unit: 'MB', value: 0 }],
      ledger: { beyond: 'outOfBucket', devices: [DEVICE], throttleToKbps: 64 },
    },
  ],
}

async function start(folder = temporaryFolder()): Promise<BenchUnderTest> {
  const bench = await benchOfThisTest(folder, { scenario: () => shippedScenario('train-tunnel') })
  await bench.control.setClock({ body: { mode: 'paused' } })
  await bench.control.putUsageReport({ id: NAME.id, body: REPORT })
  return bench
}

async function served({ serverRoot }: BenchUnderTest, id = NAME.id) {
  const reply = await fetch(`${serverRoot}/usageManagement/v1/usageConsumptionReport/${id}`)
  const { bucket } = (await reply.json()) as { bucket: Record<string, Record<string, unknown>[]>[] }
  return [bucket[0]?.['bucketBalance']?.[0]?.['remainingValue'], bucket[0]?.['bucketCounter']?.[0]?.['value']]
}

describe('a bucket that is used', () => {
  it('is served with what was charged and topped up, and says so after a restart', async () => {
    const folder = temporaryFolder()
    const bench = await startTestBench(folder, { scenario: () => shippedScenario('certification') })
    await bench.control.chargeBucket({ id: 'ur001', bucketId: 'b111', body: { value: 500, unit: 'KB' } })
    await bench.control.topUpBucket({ id: 'ur001', bucketId: 'b111', body: { value: '0.000001', unit: 'MB' } })
    expect(await served(bench, 'ur001')).toEqual([1.500001, 3.5])
    await bench.stop()
    const again = await benchOfThisTest(folder)
    expect(await served(again, 'ur001')).toEqual([1.500001, 3.5])
    const { items } = await again.control.readBucketHistory({ id: 'ur001', bucketId: 'b111' })
    expect(items.map(({ kind, value }) => [kind, value])).toEqual([
      ['opened', undefined],
      ['charged', '0.5'],
      ['toppedUp', '0.000001'],
    ])
  })

  it('refuses more than what remains', async () => {
    const bench = await benchOfThisTest(temporaryFolder())
    const charged = bench.control.chargeBucket({ id: 'ur001', bucketId: 'b111', body: { value: 3, unit: 'MB' } })
    await expect(charged).rejects.toMatchObject({ status: 409, code: 'conflict', field: 'value' })
    expect(await served(bench, 'ur001')).toEqual([2, 3])
  })

  it('runs empty by a flow at the device’s rate, slows the device down, and lets it go when topped up', async () => {
    const { control, ...bench } = await start()
    await control.startBucketFlow({ ...NAME, body: { device: DEVICE } })
    // 50 MB at 20,000 kbit/s are 20 s.
    await control.setClock({ body: { advanceSeconds: 19 } })
    expect((await control.listBuckets({ id: NAME.id })).items[0]?.balances[0]?.remaining).toBe('2.5')
    await control.setClock({ body: { advanceSeconds: 2 } })
    const rate = async () => (await control.listDevices()).items.find(({ id }) => id === DEVICE)?.condition.downRateKbps
    expect(await rate()).toBe(64)
    const [bucket] = (await control.listBuckets({ id: NAME.id })).items
    expect(bucket).toMatchObject({ empty: true, throttled: [DEVICE], outOfBucket: [{ unit: 'MB', value: '0.008' }] })
    await control.topUpBucket({ ...NAME, body: { value: 10, unit: 'MB' } })
    expect(await rate()).toBe(20_000)
    expect(await served({ control, ...bench })).toEqual([10, 50])
  })

  it('opens another period at each month end that the clock jumps over', async () => {
    const { control, ...bench } = await start()
    await control.chargeBucket({ ...NAME, body: { value: 20, unit: 'MB' } })
    await control.setClock({ body: { advanceSeconds: 70 * 86_400 } })
    expect(await served({ control, ...bench })).toEqual([50, 0])
  })
})

describe('a flow', () => {
  const bucketOf = async ({ control }: BenchUnderTest) => (await control.listBuckets({ id: NAME.id })).items[0]
  const left = async (bench: BenchUnderTest) => (await bucketOf(bench))?.balances[0]?.remaining

  it('goes on after a restart as if there had been none', async () => {
    const folder = temporaryFolder()
    const bench = await startTestBench(folder, { scenario: () => shippedScenario('train-tunnel') })
    await bench.control.setClock({ body: { mode: 'paused' } })
    await bench.control.putUsageReport({ id: NAME.id, body: REPORT })
    await bench.control.startBucketFlow({ ...NAME, body: { device: DEVICE, durationSeconds: 8 } })
    await bench.control.setClock({ body: { advanceSeconds: 4 } })
    expect(await left(bench)).toBe('40')
    await bench.stop()
    const again = await benchOfThisTest(folder)
    expect(await left(again)).toBe('40')
    await again.control.setClock({ body: { advanceSeconds: 60 } })
    expect(await left(again)).toBe('30')
    expect((await bucketOf(again))?.flows).toEqual([])
  })

  it('of its own rate uses exactly that, by a device that is faster', async () => {
    const bench = await start()
    const rate = { value: 10, unit: 'MB', perSeconds: 60 }
    await bench.control.startBucketFlow({ ...NAME, body: { device: DEVICE, rate } })
    await bench.control.setClock({ body: { advanceSeconds: 60 } })
    expect(await left(bench)).toBe('40')
  })

  it('slows down while its device is degraded, from that instant on', async () => {
    const bench = await start()
    await bench.control.startBucketFlow({ ...NAME, body: { device: DEVICE } })
    await bench.control.setClock({ body: { advanceSeconds: 4 } })
    const before = (await bucketOf(bench))?.emptyAt
    const effect = { downRateKbps: { set: 2000 } }
    await bench.control.addDegradation({ body: { target: { device: DEVICE }, effect, durationSeconds: 10 } })
    expect((await bucketOf(bench))?.emptyAt).toBe((before ?? 0) + 9000)
    await bench.control.setClock({ body: { advanceSeconds: 8 } })
    expect(await left(bench)).toBe('38')
    await bench.control.setClock({ body: { advanceSeconds: 4 } })
    expect(await left(bench)).toBe('32.5')
  })

  it('drains to the end of a ramp what the formula says, and no more often than somebody looks', async () => {
    const bench = await start()
    const effect = { downRateKbps: { set: 0 } }
    const shape = { kind: 'ramp' as const, rampSeconds: 10 }
    await bench.control.addDegradation({ body: { target: { device: DEVICE }, effect, shape } })
    await bench.control.startBucketFlow({ ...NAME, body: { device: DEVICE } })
    for (const seconds of [1, 0.3, 2.7]) await bench.control.setClock({ body: { advanceSeconds: seconds } })
    // 20,000 kbit/s falling to 12,000 in 4 s are 64,000 kbit.
    expect(Number(await left(bench))).toBeCloseTo(50 - 8, 2)
    await bench.control.setClock({ body: { advanceSeconds: 60 } })
    expect(Number(await left(bench))).toBeCloseTo(50 - 12.5, 2)
  })

  it('ends where a bucket has nothing left and refuses more, and a stop keeps what it used', async () => {
    const { control, ...bench } = await start()
    const bucket = { ...REPORT.bucket[0], ledger: { beyond: 'refuse', period: 'none' } }
    await control.putUsageReport({ id: 'tight', body: { ...REPORT, bucket: [bucket] } })
    const name = { id: 'tight', bucketId: 'data' }
    const rate = { value: 5, unit: 'MB' }
    const { id: flowId } = await control.startBucketFlow({ ...name, body: { rate } })
    await control.setClock({ body: { advanceSeconds: 2 } })
    await control.stopBucketFlow({ ...name, flowId })
    await control.setClock({ body: { advanceSeconds: 5 } })
    expect(await served({ control, ...bench }, 'tight')).toEqual([40, 10])
    await control.startBucketFlow({ ...name, body: { rate } })
    await control.setClock({ body: { advanceSeconds: 30 } })
    expect(await served({ control, ...bench }, 'tight')).toEqual([0, 50])
    await expect(control.startBucketFlow({ ...name, body: { rate } })).rejects.toMatchObject({ code: 'conflict' })
    await expect(control.stopBucketFlow({ ...name, flowId })).rejects.toMatchObject({ code: 'notFound' })
  })
})

describe('what remains', () => {
  it('expires at its instant, is refused a top-up after it, and opens no period any more', async () => {
    const { control, ...bench } = await start()
    await control.setClock({ body: { at: '2036-02-28T12:00:00Z' } })
    const expiring = { ...REPORT.bucket[0], ledger: { expiresAt: '2036-02-29T12:00:00Z' } }
    await control.putUsageReport({ id: 'gift', body: { ...REPORT, bucket: [expiring] } })
    const name = { id: 'gift', bucketId: 'data' }
    await control.chargeBucket({ ...name, body: { value: 20, unit: 'MB' } })
    await control.setClock({ body: { at: '2036-02-29T11:59:59.999Z' } })
    expect(await served({ control, ...bench }, 'gift')).toEqual([30, 20])
    await control.setClock({ body: { advanceSeconds: 0.001 } })
    expect(await served({ control, ...bench }, 'gift')).toEqual([0, 20])
    await expect(control.topUpBucket({ ...name, body: { value: 1, unit: 'MB' } })).rejects.toMatchObject({
      code: 'conflict',
    })
    await control.setClock({ body: { advanceSeconds: 100 * 86_400 } })
    expect(await served({ control, ...bench }, 'gift')).toEqual([0, 20])
    const { items } = await control.readBucketHistory(name)
    expect(items.map(({ kind, value }) => [kind, value])).toEqual([
      ['opened', undefined],
      ['charged', '20'],
      ['expired', '30'],
    ])
  })

  it('is the registered amount again on the first of March after a leap day, once for many months', async () => {
    const { control, ...bench } = await start()
    await control.setClock({ body: { at: '2036-02-29T23:59:59.999Z' } })
    await control.chargeBucket({ ...NAME, body: { value: 20, unit: 'MB' } })
    await control.setClock({ body: { advanceSeconds: 0.001 } })
    expect(await served({ control, ...bench })).toEqual([50, 0])
    await control.chargeBucket({ ...NAME, body: { value: 5, unit: 'MB' } })
    await control.setClock({ body: { at: '2037-01-01T00:00:00Z' } })
    expect(await served({ control, ...bench })).toEqual([50, 0])
    expect((await control.listBuckets({ id: NAME.id })).items[0]?.periodStartsAt).toBe(
      Date.parse('2037-01-01T00:00:00Z'),
    )
  })
})

describe('a bucket of one kind of measure', () => {
  const product = { id: 'p' }
  const put = (bench: BenchUnderTest, bucket: object) =>
    bench.control.putUsageReport({ id: 'one', body: { name: 'One', bucket: [{ id: 'b', product, ...bucket }] } })
  const name = { id: 'one', bucketId: 'b' }

  it('counts without a balance, and takes no top-up', async () => {
    const bench = await start()
    await put(bench, { bucketCounter: [{ unit: 'messages', value: 2 }] })
    const { balances, counters, empty } = await bench.control.chargeBucket({
      ...name,
      body: { value: 3, unit: 'messages' },
    })
    expect([balances, counters.map(({ value }) => value), empty]).toEqual([[], ['5'], false])
    const topUp = bench.control.topUpBucket({ ...name, body: { value: 1, unit: 'messages' } })
    await expect(topUp).rejects.toMatchObject({ code: 'conflict', field: 'unit' })
  })

  it('has a balance without a counter, of a currency by its minor units', async () => {
    const bench = await start()
    await put(bench, { bucketBalance: [{ unit: 'KWD', remainingValue: 1 }] })
    const charged = await bench.control.chargeBucket({ ...name, body: { value: '0.001', unit: 'KWD' } })
    expect(charged.balances[0]?.remaining).toBe('0.999')
    await expect(bench.control.chargeBucket({ ...name, body: { value: '0.0001', unit: 'KWD' } })).rejects.toMatchObject(
      {
        field: 'value',
      },
    )
    await put(bench, { bucketBalance: [{ unit: 'JPY', remainingValue: 100 }] })
    await expect(bench.control.chargeBucket({ ...name, body: { value: 0.5, unit: 'JPY' } })).rejects.toMatchObject({
      field: 'value',
    })
  })

  it('is shared, with a counter for each user, and refuses a stranger', async () => {
    const bench = await start()
    const counterOf = (user: string) => ({ unit: 'MB', value: 0, countedFor: { user } })
    await put(bench, {
      isShared: true,
      bucketBalance: [{ unit: 'MB', remainingValue: 10 }],
      bucketCounter: [{ unit: 'MB', value: 0 }, counterOf('ann'), counterOf('bob')],
      ledger: { users: ['ann', 'bob'] },
    })
    const charge = (user: string, value: number) =>
      bench.control.chargeBucket({ ...name, body: { value, unit: 'MB', user } })
    await charge('ann', 1)
    const { counters, balances } = await charge('bob', 2.5)
    expect(counters.map(({ value }) => value)).toEqual(['3.5', '1', '2.5'])
    expect(balances[0]?.remaining).toBe('6.5')
    await expect(charge('eve', 1)).rejects.toMatchObject({ code: 'invalidArgument', field: 'user' })
  })
})

describe('the buckets of usage-kinds', () => {
  it('are charged each in a unit of its kind, and counted for the device that used them', async () => {
    const { control, ...bench } = await benchOfThisTest(temporaryFolder(), {
      scenario: () => shippedScenario('usage-kinds'),
    })
    const charge = (bucketId: string, value: number, unit: string, device?: string) =>
      control.chargeBucket({ id: 'family', bucketId, body: { value, unit, ...(device !== undefined && { device }) } })
    const data = await charge('family-data', 1.5, 'MB', 'child-phone')
    expect(data.counters.map(({ value }) => value)).toEqual(['1.5', '0', '1.5', '0'])
    expect((await charge('family-voice', 90, 'seconds')).balances[0]?.remaining).toBe('298.5')
    expect((await charge('family-money', 0.1, 'EUR')).balances[0]?.remaining).toBe('19.9')
    expect((await charge('family-messages', 3, 'messages')).counters[0]?.value).toBe('3')
    await expect(charge('family-money', 0.001, 'EUR')).rejects.toMatchObject({ field: 'value' })
    await expect(charge('family-money', 1, 'MB')).rejects.toMatchObject({ field: 'unit' })
    const reply = await fetch(`${bench.serverRoot}/usageManagement/v1/usageConsumptionReport/family`)
    expect(await reply.text()).not.toMatch(/ledger|countedFor/)
  })
})
