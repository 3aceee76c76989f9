import { describe, expect, it } from 'vitest'
import { createManualWall } from '../../../test/support/manualWall'
import { createBenchClock } from './benchClock'
import { createBus } from '../bus'
import { createClockNews } from './clockNews'

const START = Date.UTC(2026, 0, 1)

/** A clock that stands, and what is told of it. */
function followedClock() {
  const wall = createManualWall()
  const bus = createBus()
  const news = createClockNews({ bus, wall, view: () => clock.view() })
  const clock = createBenchClock({
    wall,
    start: { now: START, mode: 'paused', rate: 1 },
    onTaskFailed: (error) => expect.unreachable(String(error)),
    onTurn: () => news.note(),
  })
  const told: unknown[] = []
  bus.on('clock.progressed', ({ clock: { now, nextDueAt, jump } }) => {
    told.push({
      at: now - START,
      next: nextDueAt && nextDueAt - START,
      jump: jump && { ...jump, until: jump.until - START },
    })
  })
  return { clock, wall, news, told }
}

const nothing = () => undefined

describe(createClockNews, () => {
  it('tells what is due next as timers come and are called off, once for thousands of them', () => {
    const { clock, wall, told } = followedClock()
    const cancels = Array.from({ length: 5000 }, (_, index) => clock.schedule(START + 9000 - index, nothing))
    wall.pass(1000)
    expect(told).toEqual([{ at: 0, next: 4001 }])
    cancels.toReversed().forEach((cancel, index) => index < 4999 && cancel())
    wall.pass(1000)
    expect(told.slice(1)).toEqual([{ at: 0, next: 9000 }])
    cancels[0]?.()
    wall.pass(1000)
    expect(told.slice(2)).toEqual([{ at: 0 }])
  })

  it('is silent about a timer behind the next one', () => {
    const { clock, wall, told } = followedClock()
    clock.schedule(START + 1000, nothing)
    wall.pass(1000)
    clock.schedule(START + 2000, nothing)
    wall.pass(1000)
    expect(told).toHaveLength(1)
  })

  it('tells how far a jump has come and that it waits, and what is due next after it', async () => {
    const { clock, wall, told } = followedClock()
    let answer = nothing as () => void
    clock.schedule(START + 1000, nothing)
    clock.schedule(START + 2000, () => clock.hold(new Promise<void>((resolve) => (answer = resolve))))
    clock.schedule(START + 9000, nothing)
    const jump = clock.advanceBy(5000)
    await new Promise((resolve) => setImmediate(resolve))
    wall.pass(1000)
    expect(told).toEqual([{ at: 2000, next: 9000, jump: { until: 5000, firedCount: 1, waitsFor: 1 } }])
    answer()
    await jump
    wall.pass(1000)
    expect(told.slice(1)).toEqual([{ at: 5000, next: 9000 }])
  })

  it('leaves no wall timer behind once stopped', () => {
    const { clock, wall, news } = followedClock()
    clock.schedule(START + 1000, nothing)
    clock.stop()
    news.stop()
    clock.schedule(START + 500, nothing)
    expect(wall.waiting).toBe(0)
  })
})
