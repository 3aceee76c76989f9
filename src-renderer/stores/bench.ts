import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { BenchState, ClockView } from '#shared/control/views'
import { useBenchLink } from '../api/bench'
import { eventsOf } from './eventsOf'
import { useLive } from './live'

/** A clock view and the instant of this page's own clock at which it was true. */
export interface SeenClock extends ClockView {
  readonly seenAt: number
}

/** The bench instant while a clock runs on as it was last seen; during a jump it stands at what is firing. */
export function benchInstant(clock: SeenClock, pageNow: number): number {
  if (clock.jump) return clock.now
  return Math.round(clock.now + (pageNow - clock.seenAt) * clock.rate)
}

/** The bench as a whole: addresses, clock, scenario, problems. */
export const useBenchStore = defineStore('bench', () => {
  const { control, feed } = useBenchLink()
  const bench = shallowRef<BenchState>()
  const clock = shallowRef<SeenClock>()
  const scenario = computed(() => bench.value?.scenario ?? null)
  const problems = computed(() => bench.value?.problems ?? [])

  function see(view: ClockView) {
    clock.value = { ...view, seenAt: performance.now() }
  }

  const { state, refresh } = useLive({
    load: () => control.readState(),
    replace(snapshot) {
      bench.value = snapshot
      see(snapshot.clock)
    },
    apply(events) {
      const seen = events.findLast((event) => event.kind === 'clock.changed' || event.kind === 'clock.progressed')
      if (seen) see(seen.clock)
      if (bench.value === undefined) return
      const staged = events.findLast((event) => event.kind === 'scenario.loaded' || event.kind === 'scenario.played')
      const occurred = eventsOf(events, 'problem.occurred').map(({ problem }) => problem)
      if (!staged && occurred.length === 0) return
      bench.value = {
        ...bench.value,
        scenario: staged?.scenario ?? bench.value.scenario,
        problems: [...bench.value.problems, ...occurred],
      }
    },
  })
  return { bench, clock, scenario, problems, connection: feed.state, state, refresh }
})
