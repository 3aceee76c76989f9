import { describe, expect, it } from 'vitest'
import type { CaseResult, StepResult } from '#shared/conformance/runReport'
import { withProgress } from './runProgress'

const step: StepResult = {
  id: 'all',
  title: 'All reports',
  verdict: 'fail',
  request: { method: 'GET', url: 'http://127.0.0.1/', headers: {}, body: null },
  response: null,
  checks: [],
}
const result: CaseResult = { id: 'N1', title: 'Request usage reports', verdict: 'fail', steps: [step] }

describe(withProgress, () => {
  it('shows a case as running from its first step, and with its verdict once it is finished', () => {
    const begun = withProgress(new Map(), [{ kind: 'run.stepFinished', runId: 'r', caseId: 'N1', step }])
    expect(begun.get('r')).toEqual([{ id: 'N1', title: '', verdict: 'notRun', steps: [step], running: true }])
    const finished = withProgress(begun, [{ kind: 'run.caseFinished', runId: 'r', result }])
    expect(finished.get('r')).toEqual([{ ...result, running: false }])
  })

  it('changes nothing when an event is told twice', () => {
    const events = [
      { kind: 'run.stepFinished', runId: 'r', caseId: 'N1', step },
      { kind: 'run.caseFinished', runId: 'r', result },
    ] as const
    const once = withProgress(new Map(), events)
    expect(withProgress(once, events.slice(1))).toEqual(once)
  })

  it('leaves the map alone when no event is about a run', () => {
    const known = new Map()
    expect(withProgress(known, [{ kind: 'degradation.removed', id: 'd' }])).toBe(known)
  })
})
