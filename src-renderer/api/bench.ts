// What every store and page needs of the bench: operations to call and a feed of events to follow.
import { inject, shallowRef, type App, type InjectionKey, type ShallowRef } from 'vue'
import { type ControlClient, ControlClientError, createControlClient } from '#shared/control/client'
import type { SequencedEvent } from '#shared/control/stream'
import { openEventStream, type StreamState } from './eventStream'

/** Something that mirrors a part of the bench. */
export interface Follower {
  /** What it knows is stale: fetch it anew. */
  restart(): void
  receive(batch: readonly SequencedEvent[]): void
}

export interface BenchFeed {
  readonly state: Readonly<ShallowRef<StreamState>>
  /** From now on; a follower that comes late is restarted at once. */
  follow(follower: Follower): void
}

export interface BenchLink {
  readonly control: ControlClient
  readonly feed: BenchFeed
}

export const BENCH_LINK: InjectionKey<BenchLink> = Symbol('bench link')

/** In components and stores of an app that was given a link. */
export function useBenchLink(): BenchLink {
  const link = inject(BENCH_LINK)
  if (!link) throw new Error('the app has no bench link: install it with connectBench(app)')
  return link
}

async function probeWith(control: ControlClient): Promise<'answers' | 'refuses' | 'silent'> {
  try {
    await control.readState()
    return 'answers'
  } catch (error) {
    const refused = error instanceof ControlClientError && (error.status === 401 || error.status === 403)
    return refused ? 'refuses' : 'silent'
  }
}

export function createFeed(open: typeof openEventStream, control: ControlClient, url: string): BenchFeed {
  const state = shallowRef<StreamState>('connecting')
  const followers: Follower[] = []
  open(
    { url, probe: () => probeWith(control) },
    {
      onState: (next) => (state.value = next),
      onRestart: () => followers.forEach((follower) => follower.restart()),
      onEvents: (batch) => followers.forEach((follower) => follower.receive(batch)),
    },
  )
  return {
    state,
    follow(follower) {
      followers.push(follower)
      if (state.value === 'live') follower.restart()
    },
  }
}

/** Gives the app its link to the bench that served the page. */
export function connectBench(app: App): void {
  const control = createControlClient({
    baseUrl: '',
    fetch: (url, request) =>
      fetch(url, request).catch(() => {
        throw new ControlClientError(0, 'unreachable', 'The bench does not answer. Is it still running?')
      }),
  })
  app.provide(BENCH_LINK, { control, feed: createFeed(openEventStream, control, '/control/v1/events') })
}
