import { describe, expect, it } from 'vitest'
import { createRunHistory, KEPT_RUNS, type KeptRun } from '#main/conformance/history/runHistory'
import { createMemoryRowLog } from '../support/memoryRowLog'

const START = Date.parse('2026-11-15T12:00:00Z')

/** A run that ended so many seconds after the first one began. */
function runEnded(id: string, seconds: number): KeptRun {
  const startedAt = new Date(START).toISOString()
  const finishedAt = new Date(START + seconds * 1000).toISOString()
  const summary = { passed: 0, failed: 0, inconclusive: 0, errors: 0, notRun: 0 }
  const common = {
    startedAt,
    finishedAt,
    strict: false,
    partial: true,
    edited: false,
    summary,
    verdict: 'inconclusive',
  } as const
  const serverRoot = 'http://example.com'
  const report = { suite: 's', suiteVersion: '1', tool: { name: 't', version: '1' }, target: { serverRoot } }
  return {
    ...common,
    id,
    suite: 's',
    serverRoot,
    mode: 'run',
    state: 'finished',
    report: { ...common, ...report, cases: [] },
  }
}

describe('the history of runs', () => {
  it('keeps the runs that ended last and drops the oldest, whenever they began', async () => {
    const log = createMemoryRowLog<{ runs: KeptRun }>(['runs'])
    const history = createRunHistory(log)
    await history.keep(runEnded('second', 2))
    await history.keep(runEnded('first', 1))
    for (let seconds = 3; seconds <= KEPT_RUNS; seconds += 1) await history.keep(runEnded(`run ${seconds}`, seconds))
    expect([...history.values()]).toHaveLength(KEPT_RUNS)

    await history.keep(runEnded('newest', KEPT_RUNS + 1))
    const kept = [...createRunHistory(log.afterKill()).values()].map(({ id }) => id)
    expect(kept).toHaveLength(KEPT_RUNS)
    expect(kept).not.toContain('first')
    expect(kept).toContain('second')
    expect(kept).toContain('newest')
  })
})
