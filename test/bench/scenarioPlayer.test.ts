import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { shippedScenario } from '#main/bench/scenarioLibrary/scenarioFiles'
import { benchOfThisTest } from '../support/benchFixture'
import { temporaryFolder } from '../support/temporaryFolder'

/** The scenario whose timeline degrades the open track from 10 s on, for 40 s. */
async function trainTunnel(folder = temporaryFolder()) {
  const { control } = await benchOfThisTest(folder, { scenario: () => shippedScenario('train-tunnel') })
  await control.setClock({ body: { mode: 'paused' } })
  const tabletDelay = async () => {
    const { items } = await control.listDevices()
    return items.find(({ id }) => id === 'conductor-tablet')?.condition.delayMs
  }
  return { control, tabletDelay }
}

describe('the timeline of a scenario', () => {
  it('does nothing until it is started', async () => {
    const { control, tabletDelay } = await trainTunnel()
    await control.setClock({ body: { advanceSeconds: 20 } })
    expect(await tabletDelay()).toBe(35)
    expect((await control.readState()).scenario).toMatchObject({ name: 'train-tunnel', state: 'loaded' })
  })

  it('happens at its instants once it is started', async () => {
    const { control, tabletDelay } = await trainTunnel()
    const { state, startedAt = 0, endsAt = 0 } = await control.startScenario()
    expect([state, endsAt - startedAt]).toEqual(['playing', 90_000])
    const delays: unknown[] = []
    for (const advanceSeconds of [10, 8, 31, 1]) {
      await control.setClock({ body: { advanceSeconds } })
      delays.push(await tabletDelay())
    }
    expect(delays).toEqual([35, 400, 400, 35])
  })

  it('stands still while it is paused, and goes on with the pace it had', async () => {
    const { control } = await trainTunnel()
    await control.setClock({ body: { mode: 'scaled', rate: 60 } })
    await control.startScenario()
    expect((await control.pauseScenario()).state).toBe('paused')
    expect((await control.readState()).clock).toMatchObject({ mode: 'paused', rate: 0 })
    expect((await control.startScenario()).state).toBe('playing')
    expect((await control.readState()).clock).toMatchObject({ mode: 'scaled', rate: 60 })
  })

  it('gives the clock back when another one takes its place while it is paused', async () => {
    const { control } = await trainTunnel()
    await control.setClock({ body: { mode: 'scaled', rate: 60 } })
    await control.startScenario()
    await control.pauseScenario()
    await control.loadScenario({ body: { name: 'train-tunnel' } })
    expect((await control.readState()).clock).toMatchObject({ mode: 'scaled', rate: 60 })
  })

  it('takes its own pace with it', async () => {
    const { control } = await trainTunnel()
    const hurried = { callbox: 1, name: 'hurried', title: 'Hurried', clock: { rate: 50 } }
    await control.loadScenario({ body: { document: hurried } })
    await control.startScenario()
    expect((await control.readState()).clock).toMatchObject({ mode: 'scaled', rate: 50 })
    await control.pauseScenario()
    await control.loadScenario({ body: { name: 'train-tunnel' } })
    expect((await control.readState()).clock).toMatchObject({ mode: 'real', rate: 1 })
  })

  it('plays on when the clock is let go by hand', async () => {
    const { control } = await trainTunnel()
    await control.startScenario()
    await control.pauseScenario()
    await control.setClock({ body: { advanceSeconds: 1 } })
    expect((await control.readState()).scenario?.state).toBe('paused')
    await control.setClock({ body: { mode: 'real' } })
    expect((await control.readState()).scenario?.state).toBe('playing')
    await expect(control.startScenario()).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is started, loaded and reset by one request after the other', async () => {
    const { control } = await trainTunnel()
    const starts = await Promise.allSettled([control.startScenario(), control.startScenario()])
    expect(starts.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    const load = () => control.loadScenario({ body: { name: 'train-tunnel' } })
    await Promise.all([load(), control.resetScenario(), load()])
    expect((await control.listSubscriptions({})).items).toHaveLength(1)
  })

  it('is not moved by a jump that was asked of it before a reset', async () => {
    const { control } = await trainTunnel()
    const slow = { act: { delayMs: { fixed: 1500 } }, match: {} }
    const request = { path: '/usageManagement/v1/usageConsumptionReport' }
    const document = {
      ...{ callbox: 1, name: 'slow', title: 'Slow', clock: { start: '2027-01-01T00:00:00Z' }, faults: [slow] },
      timeline: [
        { at: '10s', request },
        { at: '20s', checkpoint: 'after' },
      ],
    }
    await control.loadScenario({ body: { document } })
    await control.startScenario()
    const jump = control.setClock({ body: { advanceSeconds: 3600 } })
    await vi.waitFor(async () => expect((await control.readState()).clock.now % 60_000).toBe(10_000))
    await Promise.all([jump.catch(() => undefined), control.resetScenario()])
    await control.startScenario()
    expect((await control.readState()).clock.now - Date.parse('2027-01-01T00:00:00Z')).toBeLessThan(10_000)
  })

  it('is refused when it plays already, and a pause when it does not', async () => {
    const { control } = await trainTunnel()
    await expect(control.pauseScenario()).rejects.toMatchObject({ code: 'conflict', status: 409 })
    await control.startScenario()
    await expect(control.startScenario()).rejects.toMatchObject({ code: 'conflict', status: 409 })
  })

  it('starts over after a reset, at the real time', async () => {
    const { control, tabletDelay } = await trainTunnel()
    await control.startScenario()
    await control.setClock({ body: { advanceSeconds: 3600 } })
    expect(await control.resetScenario()).toMatchObject({ state: 'loaded' })
    expect((await control.readState()).clock.mode).toBe('real')
    expect(Math.abs((await control.readState()).clock.now - Date.now())).toBeLessThan(5000)
    expect(await tabletDelay()).toBe(35)
    expect((await control.listDegradations()).items).toEqual([])
  })
})

describe('a scenario that cannot take the stage', () => {
  const document = (parts: object) => ({ callbox: 1, name: 'other', title: 'Other', ...parts })

  it.each([
    ['an unknown deviation', { faults: [{ deviation: 'no-such' }] }, 'faults[0].deviation'],
    ['one on its timeline', { timeline: [{ fault: { deviation: 'no-such' } }] }, 'timeline[0].fault.deviation'],
    ['a start beyond the year 9999', { clock: { start: '9999-12-31T23:00:00Z +2h' } }, 'clock.start'],
    ['a start too far away', { clock: { start: '+90 years'.repeat(90) } }, 'clock.start'],
  ])('leaves the one that is there as it is: %s', async (_, parts, field) => {
    const { control, tabletDelay } = await trainTunnel()
    const before = await control.readState()
    const loading = control.loadScenario({ body: { document: document(parts) } })
    await expect(loading).rejects.toMatchObject({ code: 'invalidArgument', field })
    expect(await tabletDelay()).toBe(35)
    const { scenario, clock } = await control.readState()
    expect([scenario, clock.mode]).toEqual([before.scenario, before.clock.mode])
  })

  it('gives way to the one that was there, when it fails half-way', async () => {
    const folder = temporaryFolder()
    const { control, tabletDelay } = await trainTunnel(folder)
    rmSync(join(folder, 'usage-reports.json'), { force: true })
    mkdirSync(join(folder, 'usage-reports.json'))
    const loading = control.loadScenario({ body: { document: document({}) } })
    await expect(loading).rejects.toMatchObject({ code: 'storageFailed' })
    expect(await tabletDelay()).toBe(35)
    expect((await control.readState()).scenario).toMatchObject({ name: 'train-tunnel', state: 'loaded' })
  })

  it('is not started when its timeline leads out of what can be told', async () => {
    const { control } = await trainTunnel()
    const timeline = [{ at: '2 days', checkpoint: 'beyond' }]
    await control.loadScenario({ body: { document: document({ clock: { start: '9999-12-31T00:00:00Z' }, timeline }) } })
    await expect(control.startScenario()).rejects.toMatchObject({ code: 'invalidArgument', field: 'timeline[0].at' })
    expect((await control.readState()).scenario).toMatchObject({ name: 'other', state: 'loaded' })
  })
})
