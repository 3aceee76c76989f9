import type { BenchBus } from '#shared/control/events'
import type { BenchClock } from '#shared/domain/clocks'

/** Work that no caller waits for. */
export interface Background {
  /** The clock does not jump past this work; its failure becomes a problem on show. The promise returned never rejects. */
  readonly run: (work: Promise<void>) => Promise<void>
  /** Resolves when nothing is under way any more. */
  readonly idle: () => Promise<void>
}

export function createBackground({ clock, bus }: { clock: BenchClock; bus: BenchBus }): Background {
  const underWay = new Set<Promise<void>>()

  function report(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error)
    bus.publish({ kind: 'problem.occurred', problem: { at: clock.now(), message: `Notifications: ${message}` } })
  }

  return {
    run(work) {
      const watched = work.catch(report).finally(() => underWay.delete(watched))
      underWay.add(watched)
      clock.hold(watched)
      return watched
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}
