import { describe, expect, it } from 'vitest'
import type { CaseResult, StepResult } from '#shared/conformance/runReport'
import { lastTurn, nextTurn } from './stepTurn'

const request = { method: 'GET', url: 'http://x/', headers: {}, body: null }
const step = (id: string): StepResult => ({ id, title: id, verdict: 'pass', request, response: null, checks: [] })
const one = (id: string, ...steps: StepResult[]): CaseResult => ({ id, title: id, verdict: 'pass', steps })

describe(lastTurn, () => {
  it('is the last in the order of the suite that was judged', () => {
    const cases = [one('N1', step('all')), one('N2', step('u1')), one('N3')]
    expect(lastTurn({ cases })).toMatchObject({ which: 'last', caseId: 'N2', stepId: 'u1', request })
  })

  it('is none before anything was sent', () => {
    expect(lastTurn({ cases: [one('N1')] })).toBeUndefined()
  })
})

describe(nextTurn, () => {
  it('is none after the last step', () => {
    expect(nextTurn({ cases: [] })).toBeUndefined()
    const next = { caseId: 'N1', stepId: 'all', title: 'All', request }
    expect(nextTurn({ cases: [], next })).toEqual({ which: 'next', ...next })
  })
})
