// The bench clock (decisions/two-clocks.md): real, paused or scaled, and able to jump. Timers fire in the order of
// their due instants; a jump fires what is due on the way, each at its own instant, and waits for the work it starts.
import TinyQueue from 'tinyqueue'
import type { BenchClock, Cancel, WallClock } from '#shared/domain/clocks'
import type { ClockView } from '#shared/control/views'
import { LAST_INSTANT } from '#shared/domain/instant'
import { BenchError } from '#shared/errors/benchError'
import { createTurn } from './turn'

/** Timers of the wall clock are limited to 31 bits of milliseconds; longer waits are taken in stages. */
const LONGEST_WAIT_MS = 86_400_000

export interface ClockSetting {
  readonly mode: ClockView['mode']
  readonly rate: number
}

export interface ControlledClock extends BenchClock {
  view(): ClockView
  /** Changes how fast the clock goes, from this instant on. */
  change(setting: ClockSetting): void
  /**
   * Jumps, firing everything due on the way in order. Jumps asked for meanwhile wait their turn.
   * @param setting how the clock goes from there on; left out, as it went before
   * @returns how many timers fired.
   * @throws BenchError `invalidArgument` for an instant in the past (what was told cannot be taken back), or beyond the
   *   year 9999; `conflict` when the clock is set anew before it is there.
   */
  jumpTo(instant: number, setting?: ClockSetting): Promise<number>
  /** Jumps by so many milliseconds from where the clock stands once its turn has come. @throws as `jumpTo` */
  advanceBy(milliseconds: number, setting?: ClockSetting): Promise<number>
  /**
   * Sets the clock anew, backwards too: only for a bench of which nothing is due any more. Jumps under way end.
   * @throws BenchError `invalidArgument` for an instant beyond the year 9999
   */
  restart(start: BenchClockOptions['start']): void
  /** Fires nothing any more. */
  stop(): void
}

interface Timer {
  readonly dueAt: number
  readonly order: number
  readonly task: () => void | Promise<void>
  readonly standing: boolean
  cancelled: boolean
}

export interface BenchClockOptions {
  wall: WallClock
  /** The bench instant to start from, and how to go on. */
  start: { now: number } & ClockSetting
  /** A timer's task that throws is a bug; the clock goes on. */
  onTaskFailed: (error: unknown) => void
  /** Something else may be due next, or a jump has gone on; at every such turn, so it must cost next to nothing. */
  onTurn?: () => void
}

export function createBenchClock({ wall, start, onTaskFailed, onTurn }: BenchClockOptions): ControlledClock {
  const timers = new TinyQueue<Timer>([], (a, b) => a.dueAt - b.dueAt || a.order - b.order)
  const held = new Set<Promise<unknown>>()
  let order = 0
  let setting: ClockSetting = start
  let anchor = { bench: start.now, wall: wall.now() }
  let inTurn = createTurn()
  /** While a jump or a standing task is under way the clock stands at the instant of what is firing. */
  let jumpAt: number | undefined
  let underWay: { readonly until: number; firedCount: number } | undefined
  /** Counts how often the clock was set anew: what was under way then moves it no more. */
  let era = 0
  let cancelWait: Cancel = () => undefined
  let stopped = false

  function speed(): number {
    return setting.mode === 'paused' ? 0 : setting.mode === 'real' ? 1 : setting.rate
  }

  function now(): number {
    if (jumpAt !== undefined) return jumpAt
    return Math.floor(anchor.bench + Math.max(0, wall.now() - anchor.wall) * speed())
  }

  function moveAnchor(bench: number): void {
    anchor = { bench, wall: wall.now() }
  }

  function nextTimer(): Timer | undefined {
    while (timers.peek()?.cancelled) timers.pop()
    return timers.peek()
  }

  function turn(): void {
    if (!stopped) onTurn?.()
  }

  async function run(timer: Timer): Promise<void> {
    try {
      await timer.task()
    } catch (error) {
      onTaskFailed(error)
    }
  }

  function fireDue(): void {
    const instant = now()
    for (let timer = nextTimer(); timer && timer.dueAt <= instant; timer = nextTimer()) {
      if (timer.standing) return void inTurn(fireStanding)
      timers.pop()
      hold(run(timer))
    }
    waitForNext()
  }

  /** By its turn it may have been cancelled, or a jump may have fired it. */
  async function fireStanding(): Promise<number> {
    const timer = nextTimer()
    const isDue = !stopped && timer?.standing === true && timer.dueAt <= now()
    if (isDue) {
      const before = era
      timers.pop()
      cancelWait()
      jumpAt = timer.dueAt
      await run(timer)
      if (era !== before) return 1
      jumpAt = undefined
    }
    waitForNext()
    return isDue ? 1 : 0
  }

  function waitForNext(): void {
    cancelWait()
    turn()
    const next = nextTimer()
    if (stopped || jumpAt !== undefined || !next || speed() === 0) return
    const delayMs = Math.ceil(Math.max(0, next.dueAt - now()) / speed())
    cancelWait = wall.schedule(Math.min(delayMs, LONGEST_WAIT_MS), fireDue)
  }

  function hold(work: Promise<unknown>): void {
    const settled = work.then(
      () => undefined,
      () => undefined,
    )
    held.add(settled)
    turn()
    void settled.then(() => {
      held.delete(settled)
      turn()
    })
  }

  async function allHeld(): Promise<void> {
    while (held.size > 0) await Promise.all(held)
  }

  function refuseBeyond(instant: number, field: string): void {
    if (instant <= LAST_INSTANT) return
    throw new BenchError('invalidArgument', 'The bench clock ends with the year 9999; give an earlier instant.', {
      field,
    })
  }

  function refuseTarget(from: number, target: number): void {
    if (target < from) {
      throw new BenchError(
        'invalidArgument',
        `The bench clock stands at ${new Date(from).toISOString()} and does not go back; reset the scenario to start over.`,
        { field: 'at' },
      )
    }
    refuseBeyond(target, 'advanceSeconds')
  }

  function refuseOutdated(asked: number): void {
    if (era === asked) return
    throw new BenchError(
      'conflict',
      'The jump ended on its way: the bench clock was set anew, by a scenario that was loaded or reset. Ask for it again.',
    )
  }

  /** @param asked the era in which it was asked for */
  async function jump(targetFrom: (from: number) => number, asked: number, next?: ClockSetting): Promise<number> {
    refuseOutdated(asked)
    const from = now()
    const target = targetFrom(from)
    refuseTarget(from, target)
    cancelWait()
    jumpAt = from
    const progress = { until: target, firedCount: 0 }
    underWay = progress
    await allHeld()
    for (let timer = nextTimer(); !stopped && era === asked && timer && timer.dueAt <= target; timer = nextTimer()) {
      timers.pop()
      jumpAt = timer.standing ? timer.dueAt : Math.max(from, timer.dueAt) // what stands was due then, late or not
      await run(timer)
      await allHeld()
      progress.firedCount += 1
    }
    refuseOutdated(asked)
    const reached = stopped ? now() : target
    jumpAt = underWay = undefined
    moveAnchor(reached)
    if (next) setting = next
    waitForNext()
    return progress.firedCount
  }

  function jumpInTurn(targetFrom: (from: number) => number, next?: ClockSetting): Promise<number> {
    const asked = era
    return inTurn(() => jump(targetFrom, asked, next))
  }

  return {
    now,
    hold,
    schedule(dueAt, task, { standing = false } = {}) {
      const timer: Timer = { dueAt, order: order++, task, standing, cancelled: false }
      timers.push(timer)
      if (nextTimer() === timer) waitForNext()
      return () => {
        timer.cancelled = true
        if (timers.peek() === timer) turn()
      }
    },
    view() {
      const next = nextTimer()
      return {
        now: now(),
        mode: setting.mode,
        rate: speed(),
        ...(next && { nextDueAt: next.dueAt }),
        ...(underWay && { jump: { ...underWay, waitsFor: held.size } }),
      }
    },
    change(newSetting) {
      moveAnchor(now())
      setting = newSetting
      waitForNext()
    },
    restart(start) {
      refuseBeyond(start.now, 'start')
      era += 1
      inTurn = createTurn() // nobody waits for what ended
      jumpAt = underWay = undefined
      setting = start
      moveAnchor(start.now)
      waitForNext()
    },
    jumpTo: (instant, next) => jumpInTurn(() => instant, next),
    advanceBy: (milliseconds, next) => jumpInTurn((from) => from + milliseconds, next),
    stop() {
      stopped = true
      cancelWait()
    },
  }
}
