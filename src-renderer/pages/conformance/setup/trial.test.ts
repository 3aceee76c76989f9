import { describe, expect, it, vi } from 'vitest'
import { ControlClientError } from '#shared/control/client'
import type { TrialView } from '#shared/control/trialViews'
import { playBench } from '../../../testing/fakeLink'
import { useNewRunStore } from '../newRun'
import { useTrialStore } from './trial'

const RUNNING: TrialView = {
  ...{ id: 't1', suite: 's', serverRoot: 'http://127.0.0.1:9091', what: 'connection', state: 'running' },
  ...{ plannedCount: 2, exchanges: [] },
}

async function begunTrial(readTrial: () => Promise<TrialView>) {
  const bench = playBench({ startTrial: () => Promise.resolve(RUNNING), readTrial })
  useNewRunStore().form.suite = 's'
  const trials = useTrialStore()
  await trials.start('connection')
  expect(trials.trialOf('connection')?.state).toBe('running')
  return { bench, trials }
}

describe(useTrialStore, () => {
  it('reads a trial again that went on while the window heard nothing', async () => {
    const outcome = { isReady: true, message: 'It answers.' }
    const { bench, trials } = await begunTrial(() => Promise.resolve({ ...RUNNING, state: 'finished', outcome }))
    bench.restart()
    await vi.waitFor(() => expect(trials.trialOf('connection')?.outcome).toEqual(outcome))
  })

  it('ends a trial of which a bench that was started anew knows nothing, and says why', async () => {
    const unknown = new ControlClientError(404, 'notFound', 'There is no trial "t1".')
    const { bench, trials } = await begunTrial(() => Promise.reject(unknown))
    bench.restart()
    await vi.waitFor(() => expect(trials.trialOf('connection')?.state).toBe('finished'))
    expect(trials.trialOf('connection')?.outcome).toMatchObject({ isReady: false })
    expect(trials.trialOf('connection')?.outcome?.message).toContain('started anew')
  })
})
