import { describe, expect, it, vi } from 'vitest'
import { playBench } from '../../../testing/fakeLink'
import { mountOnBench } from '../../../testing/mountOnBench'
import RunHistory from './RunHistory.vue'

const none = { items: [], total: 0, nextSeq: 1 }

function historyOf(listRuns: () => Promise<typeof none>) {
  const bench = playBench({ listRuns })
  return mountOnBench(bench, RunHistory, { props: { currentId: undefined } })
}

describe('the history of runs', () => {
  it('says that there is no run only once it knows', async () => {
    const history = historyOf(() => Promise.resolve(none))
    expect(history.text()).not.toContain('No run yet')
    await vi.waitFor(() => expect(history.text()).toContain('No run yet'))
  })

  it('says what went wrong when it could not be fetched', async () => {
    const history = historyOf(() => Promise.reject(new Error('The bench does not answer.')))
    await vi.waitFor(() => expect(history.text()).toContain('The bench does not answer.'))
    expect(history.text()).not.toContain('No run yet')
  })
})
