import { describe, expect, it } from 'vitest'
import { shippedScenario } from '#main/bench/scenarioFiles'
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
