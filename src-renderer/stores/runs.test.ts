import { describe, expect, it, vi } from 'vitest'
import type { StepResult } from '#shared/conformance/runReport'
import type { NextStep, RunDetail, RunView } from '#shared/control/runViews'
import { playBench } from '../testing/fakeLink'
import { useRunsStore } from './runs'

const request = { method: 'GET', url: 'http://127.0.0.1/', headers: {}, body: null }
const next: NextStep = { caseId: 'N1', stepId: 'all', title: 'All reports', request }
const step: StepResult = { id: 'all', title: 'All reports', verdict: 'pass', request, response: null, checks: [] }
const run: RunView = {
  id: 'r',
  suite: 's',
  serverRoot: 'http://127.0.0.1',
  mode: 'step',
  state: 'waiting',
  startedAt: '2026-01-01T00:00:00Z',
  strict: false,
  partial: false,
  edited: false,
  summary: { passed: 0, failed: 0, inconclusive: 0, errors: 0, notRun: 1 },
}
const resumed = { kind: 'run.resumed', run: { ...run, state: 'running' } } as const
const judged = { kind: 'run.stepFinished', runId: 'r', caseId: 'N1', step } as const

async function playRuns() {
  const detail: RunDetail = { ...run, next, cases: [{ id: 'N1', title: 'All', verdict: 'notRun', steps: [] }] }
  const readRun = vi.fn(() => Promise.resolve(detail))
  const bench = playBench({
    listRuns: () => Promise.resolve({ items: [run], nextSeq: 1, total: 1 }),
    readRun,
  })
  const runs = useRunsStore()
  await vi.waitFor(() => expect(runs.state.phase).toBe('ready'))
  return { bench, runs, readRun, detail }
}

describe(useRunsStore, () => {
  it('keeps the state of a run in the order of its events', async () => {
    const { bench, runs } = await playRuns()
    bench.tell(1, resumed, { kind: 'run.waiting', run })
    expect(runs.runs).toEqual([run])
  })

  it('follows a run once it was opened, and not before', async () => {
    const { bench, runs } = await playRuns()
    bench.tell(1, judged)
    expect(runs.progressOf.size).toBe(0)
    await runs.open('r')
    expect(runs.progressOf.get('r')).toMatchObject({ next, cases: [{ verdict: 'notRun' }] })
    bench.tell(2, judged)
    expect(runs.progressOf.get('r')).toMatchObject({ next: undefined, cases: [{ verdict: 'pass', steps: [step] }] })
  })

  it('reads a run once more when something happened to it meanwhile', async () => {
    const { bench, runs, readRun, detail } = await playRuns()
    readRun.mockImplementationOnce(() => {
      bench.tell(1, judged)
      return Promise.resolve(detail)
    })
    await runs.open('r')
    expect(readRun).toHaveBeenCalledTimes(2)
  })
})
