import { describe, expect, it } from 'vitest'
import type { CaseResult, CheckResult } from '#shared/conformance/runReport'
import { clausesOf } from './clauses'

const check = (clause: string, verdict: CheckResult['verdict']): CheckResult => ({
  id: clause,
  clause,
  verdict,
  message: '',
  notes: [],
})
const request = { method: 'GET', url: 'http://x/', headers: {}, body: null }
const step = (id: string, ...checks: CheckResult[]) => ({
  id,
  title: id,
  verdict: 'pass' as const,
  request,
  response: null,
  checks,
})
const cases: CaseResult[] = [
  {
    id: 'N1',
    title: '',
    verdict: 'pass',
    steps: [step('all', check('row a', 'pass'), check('row a', 'pass'), check('row b', 'pass'))],
  },
  { id: 'N2', title: '', verdict: 'fail', steps: [step('u1', check('row b', 'fail'), check('row c', 'observation'))] },
]

describe(clausesOf, () => {
  it('gathers the checks of a clause over all steps, what is found first', () => {
    expect(clausesOf(cases).map(({ clause, verdict, checkCount }) => [clause, verdict, checkCount])).toEqual([
      ['row b', 'fail', 2],
      ['row a', 'pass', 2],
      ['row c', 'observation', 1],
    ])
  })

  it('leads first to the step in which it was not met', () => {
    expect(clausesOf(cases)[0]?.uses).toEqual([
      { caseId: 'N2', stepId: 'u1', stepTitle: 'u1', verdict: 'fail' },
      { caseId: 'N1', stepId: 'all', stepTitle: 'all', verdict: 'pass' },
    ])
  })
})
