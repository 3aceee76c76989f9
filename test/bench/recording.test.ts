import { describe, expect, it } from 'vitest'
import { zScenario } from '#shared/domain/scenario/scenario'
import { benchOfThisTest } from '../support/benchFixture'
import { STORY } from '../support/storyFixture'
import { temporaryFolder } from '../support/temporaryFolder'

const BUCKET = { id: 'plan', bucketId: 'data' }
const SHORT = { ...STORY, timeline: STORY.timeline.slice(0, 2) }

async function playing(folder = temporaryFolder(), document: object = SHORT) {
  const bench = await benchOfThisTest(folder, { scenario: () => zScenario.parse(document) })
  const { control } = bench
  await control.setClock({ body: { mode: 'paused' } })
  await control.startScenario()
  const pass = (advanceSeconds: number) => control.setClock({ body: { advanceSeconds } })
  return { ...bench, pass, recorded: async () => (await control.readScenarioReport()).recorded.map(({ step }) => step) }
}

describe('what is done by hand while a scenario plays', () => {
  it('is recorded as steps that do it again', async () => {
    const { control, pass, recorded } = await playing()
    await pass(12.5)
    const slow = await control.addDegradation({
      body: { target: { device: 'phone' }, effect: { delayMs: { add: 300 } }, startsInSeconds: 2, durationSeconds: 60 },
    })
    await control.addFault({ body: { match: { api: 'usageManagement' }, act: { reset: true }, durationSeconds: 5 } })
    await control.handOver({ id: 'phone', body: { cell: 'far', startsInSeconds: 1 } })
    await pass(10)
    await control.chargeBucket({ ...BUCKET, body: { value: 3, unit: 'MB' } })
    await control.topUpBucket({ ...BUCKET, body: { value: 1, unit: 'MB' } })
    const flow = await control.startBucketFlow({ ...BUCKET, body: { device: 'phone' } })
    await pass(1)
    await control.stopBucketFlow({ ...BUCKET, flowId: flow.id })
    await control.removeDegradation({ id: slow.id })

    const steps = await recorded()
    expect(steps).toEqual([
      {
        id: 'by-hand-1',
        at: '14.5s',
        degrade: { target: { device: 'phone' }, effect: { delayMs: { add: 300 } }, duration: '60s' },
      },
      {
        id: 'by-hand-2',
        at: '12.5s',
        fault: { match: { api: 'usageManagement' }, act: { reset: true }, duration: '5s' },
      },
      { at: '13.5s', handover: { device: 'phone', cell: 'far' } },
      { at: '22.5s', charge: { report: 'plan', bucket: 'data', value: 3, unit: 'MB' } },
      { at: '22.5s', topUp: { report: 'plan', bucket: 'data', value: 1, unit: 'MB' } },
      { id: 'by-hand-3', at: '22.5s', flow: { report: 'plan', bucket: 'data', device: 'phone' } },
      { at: '23.5s', clear: 'by-hand-3' },
      { at: '23.5s', clear: 'by-hand-1' },
    ])

    const conditionThen = async (of: typeof control) => (await of.listDevices()).items[0]?.condition
    const again = await playing(temporaryFolder(), { ...SHORT, timeline: [...SHORT.timeline, ...steps] })
    await again.pass(23.5)
    expect(await conditionThen(again.control)).toEqual(await conditionThen(control))
    expect((await again.control.listBuckets({ id: 'plan' })).items[0]?.balances).toEqual(
      (await control.listBuckets({ id: 'plan' })).items[0]?.balances,
    )
  })

  it('ends what the timeline began, by the name of its step', async () => {
    const { control, pass, recorded } = await playing()
    await pass(6)
    const [noise] = (await control.listDegradations()).items
    await control.removeDegradation({ id: noise?.id ?? '' })
    expect(await recorded()).toEqual([{ at: '6s', clear: 'noise' }])
  })

  it('is not recorded before, is still there after a restart, and forgotten once it starts anew', async () => {
    const folder = temporaryFolder()
    const bench = await playing(folder)
    const charge = { ...BUCKET, body: { value: 1, unit: 'MB' } }
    await bench.control.chargeBucket(charge)
    await bench.stop()
    const later = await benchOfThisTest(folder)
    const recorded = async () => (await later.control.readScenarioReport()).recorded.length
    expect(await recorded()).toBe(1)
    await later.control.resetScenario()
    await later.control.chargeBucket(charge)
    expect(await recorded()).toBe(0)
    await later.control.startScenario()
    expect(await recorded()).toBe(0)
  })

  it('is of one play alone, also when two begin at the same instant of a clock that stands', async () => {
    const { control, recorded } = await playing()
    for (let play = 0; play < 2; play += 1) {
      await control.loadScenario({ body: { document: SHORT } })
      await control.startScenario()
      await control.chargeBucket({ ...BUCKET, body: { value: 1, unit: 'MB' } })
      expect(await recorded()).toHaveLength(1)
    }
  })
})
