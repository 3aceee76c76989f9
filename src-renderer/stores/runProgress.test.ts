import { describe, expect, it } from 'vitest'
import type { CaseResult, StepResult } from '#shared/conformance/runReport'
import type { NextStep } from '#shared/control/runViews'
import { withEvent, type RunProgress } from './runProgress'

const request = { method: 'GET', url: 'http://127.0.0.1/', headers: {}, body: null }
const step: StepResult = { id: 'all', title: 'All reports', verdict: 'fail', request, response: null, checks: [] }
const notRun: CaseResult = { id: 'N1', title: 'Request usage reports', verdict: 'notRun', steps: [] }
const failed: CaseResult = { ...notRun, verdict: 'fail', steps: [step] }
const next: NextStep = { caseId: 'N1', stepId: 'all', title: 'All reports', request }
const begun: RunProgress = { cases: [notRun], next }

const judged = { kind: 'run.stepFinished', runId: 'r', caseId: 'N1', step } as const

describe(withEvent, () => {
  it('adds a judged step to its case, which is judged by it, and which then is not next any more', () => {
    expect(withEvent(begun, judged)).toEqual({ cases: [failed] })
  })

  it('replaces a step that was sent again', () => {
    const again = withEvent({ cases: [failed] }, { ...judged, step: { ...step, verdict: 'pass' } })
    expect(again.cases).toEqual([{ ...notRun, verdict: 'pass', steps: [{ ...step, verdict: 'pass' }] }])
  })

  it('knows what is next while the run waits, and nothing when it waits after its last step', () => {
    const waiting = { kind: 'run.waiting', run: {} as never } as const
    expect(withEvent({ cases: [notRun] }, { ...waiting, next })).toEqual(begun)
    expect(withEvent(begun, waiting).next).toBeUndefined()
  })

  it('gathers what was sent before the first step, each exchange once', () => {
    const at = '2026-01-01T00:00:00Z'
    const exchange = { kind: 'registration', title: 'Register ur001', at, request, response: null } as const
    const event = { kind: 'run.exchanged', runId: 'r', exchange } as const
    const once = withEvent(begun, event)
    expect(once.auxiliary).toEqual([exchange])
    expect(withEvent(once, event)).toEqual(once)
    expect(withEvent(once, { ...event, exchange: { ...exchange, title: 'Register ur002' } }).auxiliary).toHaveLength(2)
    expect(withEvent(once, { kind: 'run.finished', run: {} as never }).auxiliary).toEqual([exchange])
  })

  it('changes nothing when an event is told twice', () => {
    const once = withEvent(withEvent(begun, judged), { kind: 'run.caseFinished', runId: 'r', result: failed })
    expect(withEvent(once, judged)).toEqual(once)
  })
})
