import { describe, expect, it } from 'vitest'
import type { CaseResult, StepResult } from '#shared/conformance/runReport'
import type { NextStep, RunView, SuiteView } from '#shared/control/runViews'
import { caseToShow, caseTree, plannedTree, type CaseNode } from './caseTree'

const suite: SuiteView = {
  wantsRegistration: false,
  id: 's',
  title: 'Suite',
  version: '1',
  cases: [
    {
      id: 'N1',
      title: 'All',
      steps: [
        { id: 'all', title: 'All reports' },
        { id: 'one', title: 'One report' },
      ],
    },
    { id: 'N2', title: 'Filter', steps: [{ id: 'user', title: 'Of a user' }] },
  ],
}
const request = { method: 'GET', url: 'http://127.0.0.1/', headers: {}, body: null }
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
  summary: { passed: 0, failed: 0, inconclusive: 0, errors: 0, notRun: 2 },
}
const judged = (verdict: 'pass' | 'fail'): StepResult => ({
  id: 'all',
  title: 'All reports',
  verdict,
  request,
  response: null,
  checks: [],
})
const cases = (verdict: 'pass' | 'fail'): CaseResult[] => [
  { id: 'N1', title: 'All', verdict, steps: [judged(verdict)] },
  { id: 'N2', title: 'Filter', verdict: 'notRun', steps: [] },
]
const next: NextStep = { caseId: 'N1', stepId: 'one', title: 'One report', request }

const marksOf = (tree: readonly CaseNode[]) =>
  tree.map(({ id, mark, steps }) => [id, mark, ...steps.map((step) => step.mark)].join(' '))

describe(caseTree, () => {
  it('shows what is judged, what waits and what is still to come', () => {
    expect(marksOf(plannedTree(suite))).toEqual(['N1 notRun notRun notRun', 'N2 notRun notRun'])
    expect(marksOf(caseTree(suite, run, { cases: cases('pass'), next }))).toEqual([
      'N1 waiting pass waiting',
      'N2 notRun notRun',
    ])
  })

  it('shows the step that is being sent as running', () => {
    const sending: RunView = { ...run, state: 'running' }
    expect(marksOf(caseTree(suite, sending, { cases: cases('pass'), next }))[0]).toBe('N1 running pass running')
  })

  it('shows a case that failed as such while it goes on', () => {
    expect(marksOf(caseTree(suite, run, { cases: cases('fail'), next }))[0]).toBe('N1 fail fail waiting')
  })

  it('shows a run of a suite that is known no more as far as it was judged', () => {
    expect(marksOf(caseTree(undefined, run, { cases: cases('fail') }))).toEqual(['N1 fail fail', 'N2 notRun'])
  })
})

describe(caseToShow, () => {
  it('takes the chosen case, else the one that failed, else the next one, else the first', () => {
    const failing = caseTree(suite, run, { cases: cases('fail').toReversed(), next })
    expect(caseToShow(failing, 'N2')?.id).toBe('N2')
    expect(caseToShow(failing, '')?.id).toBe('N1')
    const waiting = { ...next, caseId: 'N2', stepId: 'user' }
    expect(caseToShow(caseTree(suite, run, { cases: cases('pass'), next: waiting }), '')?.id).toBe('N2')
    expect(caseToShow(plannedTree(suite), 'gone')?.id).toBe('N1')
  })
})
