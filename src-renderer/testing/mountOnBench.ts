import ui from '@nuxt/ui/vue-plugin'
import { mount } from '@vue/test-utils'
import type { Component } from 'vue'
import { BENCH_LINK } from '../api/bench'
import type { PlayedBench } from './fakeLink'

export interface Mounting {
  readonly props?: Record<string, unknown>
  /** Names of components that the test does without. */
  readonly stubs?: readonly string[]
}

/** A part of the window of a bench that is played, with the bundled icons as in the app. */
export function mountOnBench(bench: PlayedBench, part: Component, { props = {}, stubs = [] }: Mounting = {}) {
  return mount(part, {
    props,
    global: {
      plugins: [ui, ...bench.plugins],
      provide: { [BENCH_LINK as symbol]: bench.link },
      stubs: [...stubs],
    },
  })
}
