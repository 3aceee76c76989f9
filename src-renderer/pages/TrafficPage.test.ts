import ui from '@nuxt/ui/vue-plugin'
import { mount } from '@vue/test-utils'
import { getActivePinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { ExchangeSummary } from '#shared/domain/exchange'
import { BENCH_LINK } from '../api/bench'
import { BENCH_STATE } from '../testing/benchState'
import { playBench } from '../testing/fakeLink'
import TrafficPage from './TrafficPage.vue'

const EXCHANGE: ExchangeSummary = {
  ...{ id: 'x1', number: 1, at: 0, api: 'usageManagement', method: 'GET', url: '/', status: 200 },
  ...{ durationMs: 1, requestBytes: 0, responseBytes: 0 },
}

function openTraffic() {
  const bench = playBench({
    readState: () => Promise.resolve(BENCH_STATE),
    listExchanges: () => Promise.resolve({ items: [], nextSeq: 1 }),
  })
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/', name: 'traffic', component: TrafficPage }],
  })
  const page = mount(TrafficPage, {
    global: {
      plugins: [ui, getActivePinia()!, router],
      provide: { [BENCH_LINK as symbol]: bench.link },
      stubs: { ExchangeList: true },
    },
  })
  return { bench, page }
}

describe('the traffic page', () => {
  it('offers to save what it lists as soon as that is something', async () => {
    const { bench, page } = openTraffic()
    await vi.waitFor(() => expect(page.text()).toContain('Nobody has called yet'))
    const har = page.findAll('button').find((button) => button.text() === 'HAR')
    expect(har?.attributes()).toHaveProperty('disabled')
    bench.tell(1, { kind: 'exchange.recorded', exchange: EXCHANGE })
    await vi.waitFor(() => expect(har?.attributes()).not.toHaveProperty('disabled'))
  })
})
