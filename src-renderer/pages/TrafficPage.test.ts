import { describe, expect, it, vi } from 'vitest'
import type { ExchangeSummary } from '#shared/domain/exchange'
import { BENCH_STATE } from '../testing/benchState'
import { playBench } from '../testing/fakeLink'
import { mountOnBench } from '../testing/mountOnBench'
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
  const page = mountOnBench(bench, TrafficPage, { stubs: ['ExchangeList'] })
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
