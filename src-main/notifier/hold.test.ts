import { afterEach, describe, expect, it } from 'vitest'
import { zSettings } from '#shared/control/settings'
import { draftTo, endAll, startNotifier } from '../../test/support/notifierFixture'
import { TEST_START } from '../../test/support/testClock'

afterEach(endAll)

const HOLD_MS = 10_000
const at = (seconds: number) => TEST_START + seconds * 1000

async function watched(steps: readonly (readonly [seconds: number, delayMs: number])[], holdMs = HOLD_MS) {
  const bench = startNotifier({ holdMs: () => holdMs })
  for (const [seconds, delayMs] of steps) bench.network.step('phone', at(seconds), { delayMs })
  const inbox = await bench.sink()
  const { id } = await bench.notifier.create(draftTo(inbox))
  return { ...bench, inbox, id }
}

describe('a change, while a hold time is set', () => {
  it('is told once it has lasted that long, dated the instant of its crossing', async () => {
    const { clock, inbox } = await watched([[5, 900]])
    await clock.advanceBy(14_999)
    expect(inbox.calls).toEqual([])
    await clock.advanceBy(1)
    expect(inbox.calls).toMatchObject([{ at: at(15), event: { time: new Date(at(5)).toISOString() } }])
  })

  it('is not told when it does not last', async () => {
    const { clock, inbox } = await watched([
      [5, 900],
      [14, 20],
      [30, 900],
      [39.999, 20],
    ])
    await clock.advanceBy(120_000)
    expect(inbox.calls).toEqual([])
  })

  it('counts from the last change: flapping is told when it has come to rest', async () => {
    const flapping = Array.from({ length: 21 }, (_, n) => [5 + n, n % 2 === 0 ? 900 : 20] as const)
    const { clock, inbox } = await watched(flapping)
    await clock.advanceBy(120_000)
    expect(inbox.calls).toMatchObject([{ at: at(35), event: { time: new Date(at(25)).toISOString() } }])
  })

  it('is told the same way by a jump and step by step', async () => {
    const steps = [
      [5, 900],
      [40, 20],
      [45, 900],
      [52, 20],
    ] as const
    const jumped = await watched(steps)
    await jumped.clock.advanceBy(120_000)
    const played = await watched(steps)
    for (let second = 0; second < 120; second += 1) await played.clock.advanceBy(1000)
    expect(jumped.inbox.calls.map(({ at, event }) => [at, event.time])).toEqual(
      played.inbox.calls.map(({ at, event }) => [at, event.time]),
    )
    expect(jumped.inbox.calls).toHaveLength(2)
  })

  it('is held anew after a restart, which saw nothing of it', async () => {
    const before = await watched([[5, 900]])
    await before.clock.advanceBy(10_000)
    const log = before.log.afterKill()
    const after = startNotifier({ log, network: before.network, holdMs: () => HOLD_MS }, before.clock.now())
    after.notifier.resume()
    await after.clock.advanceBy(HOLD_MS - 1)
    expect(before.inbox.calls).toEqual([])
    await after.clock.advanceBy(1)
    expect(before.inbox.calls).toHaveLength(1)
  })

  it('is told at once when the hold time is taken away', async () => {
    let holdMs = HOLD_MS
    const { notifier, network, bus, clock, sink } = startNotifier({ holdMs: () => holdMs })
    const inbox = await sink()
    network.step('phone', at(5), { delayMs: 900 })
    await notifier.create(draftTo(inbox))
    await clock.advanceBy(6000)
    holdMs = 0
    bus.publish({ kind: 'settings.changed', settings: zSettings.parse({}) })
    await clock.advanceBy(0)
    expect(inbox.calls).toHaveLength(1)
  })
})
