import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createBenchClock, type ControlledClock } from './benchClock'

const START = Date.UTC(2026, 1, 28, 23, 59, 50)

/** A wall clock moved by hand; timers fire when it passes them. */
function handDrivenWall() {
  let now = 0
  let timers: { at: number; task: () => void }[] = []
  return {
    now: () => now,
    elapsedMs: () => now,
    schedule(delayMs: number, task: () => void) {
      const timer = { at: now + delayMs, task }
      timers.push(timer)
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
    pass(milliseconds: number) {
      now += milliseconds
      const due = timers.filter((timer) => timer.at <= now)
      timers = timers.filter((timer) => timer.at > now)
      for (const { task } of due) task()
    },
    waiting: () => timers.length,
  }
}

function pausedClock(): { clock: ControlledClock; failures: unknown[] } {
  const failures: unknown[] = []
  const start = { now: START, mode: 'paused', rate: 1 } as const
  return {
    clock: createBenchClock({ wall: handDrivenWall(), start, onTaskFailed: (error) => failures.push(error) }),
    failures,
  }
}

describe('a jump of the bench clock', () => {
  it('fires what is due on the way in order, each at its own instant', async () => {
    const { clock } = pausedClock()
    const fired: [string, number][] = []
    for (const [name, after] of [
      ['third', 3000],
      ['first', 1000],
      ['second', 1000],
      ['beyond', 10_001],
    ] as const) {
      clock.schedule(START + after, () => void fired.push([name, clock.now() - START]))
    }
    expect(await clock.advanceBy(10_000)).toBe(3)
    expect(fired).toEqual([
      ['first', 1000],
      ['second', 1000],
      ['third', 3000],
    ])
    expect(clock.now()).toBe(START + 10_000)
  })

  it('fires what a timer schedules within the jump, and leaves what lies beyond', async () => {
    const { clock } = pausedClock()
    const at: number[] = []
    const every5Seconds = () => {
      at.push(clock.now() - START)
      clock.schedule(clock.now() + 5000, every5Seconds)
    }
    clock.schedule(START + 5000, every5Seconds)
    await clock.advanceBy(16_000)
    expect(at).toEqual([5000, 10_000, 15_000])
    expect(clock.view().nextDueAt).toBe(START + 20_000)
  })

  it('waits for work that is held before it goes on to the next instant', async () => {
    const { clock } = pausedClock()
    const order: string[] = []
    clock.schedule(START + 1, () => {
      clock.hold(
        new Promise<void>((resolve) => setTimeout(resolve, 20)).then(
          () => void order.push(`delivered at ${clock.now() - START}`),
        ),
      )
    })
    clock.schedule(START + 2, () => void order.push('next'))
    await clock.advanceBy(10)
    expect(order).toEqual(['delivered at 1', 'next'])
  })

  it('goes on when a task fails, and says so', async () => {
    const { clock, failures } = pausedClock()
    const bug = new Error('bug')
    let reached = false
    clock.schedule(START + 1, () => Promise.reject(bug))
    clock.schedule(START + 2, () => void (reached = true))
    await clock.advanceBy(5)
    expect(reached).toBe(true)
    expect(failures).toEqual([bug])
  })

  it('is refused into the past', async () => {
    const { clock } = pausedClock()
    await expect(clock.jumpTo(START - 1)).rejects.toMatchObject({ code: 'invalidArgument', field: 'at' })
    expect(clock.now()).toBe(START)
  })

  it('ends with the year 9999, the last that an RFC 3339 date-time can name', async () => {
    const { clock } = pausedClock()
    await expect(clock.advanceBy(1e15)).rejects.toMatchObject({ code: 'invalidArgument', field: 'advanceSeconds' })
    expect(clock.now()).toBe(START)
    const end = Date.parse('9999-12-31T23:59:59.999Z')
    await clock.jumpTo(end)
    expect(clock.now()).toBe(end)
  })

  it.each([8.64e15, NaN])('is not set anew to %d, which no date can tell', (now) => {
    const { clock } = pausedClock()
    expect(() => clock.restart({ now, mode: 'paused', rate: 1 })).toThrow('The bench clock ends with the year 9999')
    expect(clock.now()).toBe(START)
  })

  it('ends where it is when the clock is set anew, and with it those that wait for their turn', async () => {
    const { clock } = pausedClock()
    const fired: number[] = []
    let release: () => void = () => undefined
    clock.schedule(START + 1000, () => new Promise<void>((resolve) => (release = resolve)))
    const jumps = [clock.advanceBy(60_000), clock.jumpTo(START + 70_000)]
    await turn()
    clock.restart({ now: START - 5000, mode: 'paused', rate: 1 })
    clock.schedule(START - 4000, () => void fired.push(clock.now() - START))
    expect(clock.now()).toBe(START - 5000)
    expect(await clock.advanceBy(2000)).toBe(1) // and does not wait for what the other one waits for
    release()
    for (const jump of jumps) await expect(jump).rejects.toMatchObject({ code: 'conflict' })
    expect([clock.now() - START, fired]).toEqual([-3000, [-4000]])
  })

  it('stands where it was when the bench is stopped meanwhile', async () => {
    const { clock } = pausedClock()
    clock.schedule(START + 1000, () => clock.stop())
    clock.schedule(START + 2000, () => expect.unreachable())
    await clock.advanceBy(60_000)
    expect(clock.now()).toBe(START + 1000)
  })

  it('changes how the clock goes once it has come there, and not when it is refused', async () => {
    const { clock } = pausedClock()
    await expect(clock.jumpTo(START - 1, { mode: 'scaled', rate: 10 })).rejects.toMatchObject({ field: 'at' })
    expect(clock.view().mode).toBe('paused')
    await clock.jumpTo(START + 1, { mode: 'scaled', rate: 10 })
    expect(clock.view()).toMatchObject({ now: START + 1, mode: 'scaled', rate: 10 })
  })

  it('takes its turn: two advances asked for at once add up', async () => {
    const { clock } = pausedClock()
    await Promise.all([clock.advanceBy(60_000), clock.advanceBy(60_000)])
    expect(clock.now()).toBe(START + 120_000)
  })

  it('fires nothing that was cancelled', async () => {
    const { clock } = pausedClock()
    let fired = false
    const cancel = clock.schedule(START + 1, () => void (fired = true))
    cancel()
    expect(await clock.advanceBy(10)).toBe(0)
    expect(fired).toBe(false)
  })

  it('crosses the end of February into March', async () => {
    const { clock } = pausedClock()
    await clock.advanceBy(10_000)
    expect(new Date(clock.now()).toISOString()).toBe('2026-03-01T00:00:00.000Z')
  })
})

describe('the pace of the bench clock', () => {
  function started(mode: 'real' | 'paused' | 'scaled', rate = 1) {
    const wall = handDrivenWall()
    const clock = createBenchClock({
      wall,
      start: { now: START, mode, rate },
      onTaskFailed: (error) => expect.unreachable(String(error)),
    })
    return { wall, clock }
  }

  it.each([
    ['real', 1, 1000],
    ['paused', 1, 0],
    ['scaled', 60, 60_000],
  ] as const)('a %s clock at rate %d passes %d ms in one wall second', (mode, rate, expected) => {
    const { wall, clock } = started(mode, rate)
    wall.pass(1000)
    expect(clock.now() - START).toBe(expected)
  })

  it('changes from where the clock stands, without a jump', () => {
    const { wall, clock } = started('real')
    wall.pass(500)
    clock.change({ mode: 'scaled', rate: 10 })
    wall.pass(100)
    clock.change({ mode: 'paused', rate: 1 })
    wall.pass(5000)
    expect(clock.now() - START).toBe(1500)
  })

  it('fires a timer when its instant comes, sooner on a scaled clock', () => {
    const { wall, clock } = started('scaled', 10)
    let firedAt: number | undefined
    clock.schedule(START + 5000, () => void (firedAt = wall.now()))
    wall.pass(499)
    expect(firedAt).toBeUndefined()
    wall.pass(1)
    expect(firedAt).toBe(500)
  })

  it('waits for a timer a year ahead in stages', () => {
    const { wall, clock } = started('real')
    let fired = false
    clock.schedule(START + 365 * 86_400_000, () => void (fired = true))
    for (let day = 0; day < 365; day += 1) wall.pass(86_400_000)
    expect(fired).toBe(true)
  })

  it("does not go back when the machine's clock does", () => {
    const { wall, clock } = started('real')
    wall.pass(-60_000)
    expect(clock.now()).toBe(START)
  })

  it('leaves no wall timer behind once stopped', () => {
    const { wall, clock } = started('real')
    clock.schedule(START + 1000, () => undefined)
    clock.stop()
    expect(wall.waiting()).toBe(0)
  })
})

const settled = async () => {
  for (let turns = 0; turns < 5; turns += 1) await turn()
}

function runningClock(rate: number) {
  const wall = handDrivenWall()
  const start = { now: START, mode: 'scaled', rate } as const
  const clock = createBenchClock({ wall, start, onTaskFailed: () => undefined })
  return { clock, wall, since: () => clock.now() - START }
}

describe('a standing timer of a clock that runs', () => {
  it('sees its own instant from beginning to end, however late it fires', async () => {
    const { clock, wall, since } = runningClock(1000)
    const seen: number[] = []
    const task = async () => {
      seen.push(since())
      await turn()
      seen.push(since())
    }
    clock.schedule(START + 5000, task, { standing: true })
    wall.pass(20)
    await settled()
    expect([...seen, since()]).toEqual([5000, 5000, 20_000])
  })

  it('keeps its place among the others', async () => {
    const { clock, wall } = runningClock(1000)
    const fired: string[] = []
    const slowly = async () => {
      await turn()
      fired.push('first, standing')
    }
    clock.schedule(START + 1000, slowly, { standing: true })
    clock.schedule(START + 2000, () => void fired.push('second'))
    clock.schedule(START + 3000, () => void fired.push('third, standing'), { standing: true })
    wall.pass(10)
    await settled()
    wall.pass(0)
    await settled()
    expect(fired).toEqual(['first, standing', 'second', 'third, standing'])
  })

  it('is left to a jump that came before its turn, and to nobody once it is cancelled', async () => {
    const { clock, wall, since } = runningClock(1000)
    const seen: number[] = []
    clock.schedule(START + 1000, () => void seen.push(since()), { standing: true })
    const cancel = clock.schedule(START + 1500, () => void seen.push(since()), { standing: true })
    const jump = clock.advanceBy(4000)
    cancel()
    wall.pass(2)
    await jump
    await settled()
    expect(seen).toEqual([1000])
  })
})
