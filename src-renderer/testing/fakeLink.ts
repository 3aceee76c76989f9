// A link to a bench that a test plays: it says what operations answer and lets events happen.
import { createPinia, setActivePinia } from 'pinia'
import { createApp, shallowRef, type Plugin, type ShallowRef } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { ControlClient } from '#shared/control/client'
import type { BenchEvent } from '#shared/control/events'
import { BENCH_LINK, type BenchLink, type Follower } from '../api/bench'
import type { StreamState } from '../api/eventStream'

export interface PlayedBench {
  readonly link: BenchLink
  /** The stores that follow it, and the addresses of a window. */
  readonly plugins: Plugin[]
  /** How the event stream fares. */
  readonly state: ShallowRef<StreamState>
  /** Events with consecutive numbers, in one batch. */
  tell(firstSeq: number, ...events: BenchEvent[]): void
  restart(): void
}

/** Makes stores of this test follow a bench that is played here. */
export function playBench(operations: Partial<ControlClient>): PlayedBench {
  const followers: Follower[] = []
  const state = shallowRef<StreamState>('live')
  const link: BenchLink = {
    control: operations as ControlClient,
    feed: {
      state,
      follow(follower) {
        followers.push(follower)
        follower.restart()
      },
    },
  }
  const pinia = createPinia()
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/', component: { render: () => null } }],
  })
  createApp({}).provide(BENCH_LINK, link).use(pinia).use(router)
  setActivePinia(pinia)
  return {
    link,
    plugins: [pinia, router],
    state,
    tell(firstSeq, ...events) {
      const batch = events.map((event, index) => ({ seq: firstSeq + index, event }))
      followers.forEach((follower) => follower.receive(batch))
    },
    restart: () => followers.forEach((follower) => follower.restart()),
  }
}
