import type { BenchBus } from '#shared/control/events'
import type { ClockView } from '#shared/control/views'
import type { Cancel, WallClock } from '#shared/domain/clocks'

const PAUSE_MS = 200

export interface ClockNews {
  /** There may be news. */
  note(): void
  stop(): void
}

/**
 * Tells what is due next and how far a jump has come. However many timers come and go, that is one event a pause, and
 * none when it is the same again.
 */
export function createClockNews(ports: { bus: BenchBus; wall: WallClock; view: () => ClockView }): ClockNews {
  const { bus, wall, view } = ports
  let told = ''
  let cancelPause: Cancel | undefined

  function tell(): void {
    cancelPause = undefined
    const clock = view()
    const news = JSON.stringify([clock.nextDueAt, clock.jump])
    if (news === told) return
    told = news
    bus.publish({ kind: 'clock.progressed', clock })
  }

  return {
    note() {
      cancelPause ??= wall.schedule(PAUSE_MS, tell)
    },
    stop: () => cancelPause?.(),
  }
}
