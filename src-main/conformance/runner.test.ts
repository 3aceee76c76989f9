// What is left of a run that could not be judged to its end: nothing at its target.
import { expect, it } from 'vitest'
import { createManualWall } from '../../test/support/manualWall'
import { runSuite } from './runner'
import { createActiveRun } from './session/activeRun'
import { openRunSession } from './session/runSession'
import type { Suite } from './suite'

const TARGET = { serverRoot: 'http://127.0.0.1:9' }
const OPTIONS = { strict: false, timeoutMs: 1000 }
const ids = { uuid: () => 'an-id' }
const PORTS = { wall: createManualWall(), ids, tool: { name: 'callbox', version: '0' } }

/** Nothing can be prepared for its only step. */
function brokenSuite() {
  const told = { closed: 0 }
  const step = { id: 'one', title: 'One', request: { method: 'GET', path: '/' }, checks: [] } as const
  const suite: Suite = {
    ...{ id: 'broken', version: '1', title: 'Broken', apiPath: '' },
    cases: [{ id: 'only', title: 'Only', steps: [step] }],
    openStage: () => ({
      prepare: () => Promise.reject(new Error('the suite is broken')),
      staged: () => undefined,
      close: () => Promise.resolve(void (told.closed += 1)),
    }),
  }
  return { suite, told }
}

it('a run at a stretch takes back what it changed, and says what broke it', async () => {
  const { suite, told } = brokenSuite()
  await expect(runSuite(suite, TARGET, OPTIONS, PORTS)).rejects.toThrow('the suite is broken')
  expect(told.closed).toBe(1)
})

it('a run of the window takes back what it changed before it is told to have failed', async () => {
  const { suite, told } = brokenSuite()
  const unasked = () => undefined
  const failed = new Promise((resolve) => {
    const run = createActiveRun(
      { ...{ id: 'r1', suite: 'broken', mode: 'run', startedAt: '', strict: false }, ...TARGET },
      {
        session: openRunSession(suite, TARGET, OPTIONS, PORTS),
        abort: new AbortController(),
        breakpoints: { cases: [], onFailure: false },
        ...{ onWaiting: unasked, onResumed: unasked, onChanged: unasked, keep: () => Promise.resolve() },
        fail: (_, error) => resolve({ error, closed: told.closed }),
      },
    )
    run.begin()
  })
  expect(await failed).toEqual({ error: new Error('the suite is broken'), closed: 1 })
})
